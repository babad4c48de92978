"""Whose a place is, until when, and who gets it next."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from academy.core.models import Enrolment, Quota, Target
from academy.core.standing import standing_of
from academy.enrolment import querysets, retention
from academy.enrolment.personal_data import EnrolmentSource
from academy.enrolment.selection_table import selection_table
from academy.enrolment.services import places, selection
from cms.core.errors import Refused
from cms.core.personal_data.sources import Subject
from tests.academy.world import party
from tests.factories import UserFactory
from tests.factories.academy import CohortFactory, EnrolmentFactory
from tests.query_counts import queries

State = Enrolment.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def office(db):
    return UserFactory()


def candidates(cohort, organisation, *states):
    """Return a candidate in each of the states, in that order on the waiting list."""
    rows = []
    for state in states:
        row = EnrolmentFactory(cohort=cohort, organisation=organisation, state=state)
        rows.append(row)
    return rows


def state(row):
    return Enrolment.objects.get(pk=row.pk).state


def test_the_whole_way_with_its_mails(cohort, organisation, office, on_commit_at_once):
    rows = candidates(cohort, organisation, *[State.ACCEPTED] * 4)
    for row in rows[:2]:
        selection.select(enrolment=row, by=office)
    with pytest.raises(Refused, match="All seats"):
        selection.select(enrolment=rows[2], by=office)
    selection.put_on_waiting_list(enrolment=rows[2], by=office)
    selection.do_not_select(enrolment=rows[3], by=office, reason="Another time.")
    assert mail.outbox == []
    assert selection.send_offers(cohort=cohort, by=office) == 2
    assert sorted(message.subject for message in mail.outbox) == [
        "A place is yours",
        "A place is yours",
        "You are on the waiting list",
        "Your candidacy for the Activist Academy",
    ]
    assert not any("Another time." in message.body for message in mail.outbox)
    assert places.confirm(enrolment=rows[0], by=rows[0].user).state == State.CONFIRMED
    places.decline_offer(enrolment=rows[1], by=rows[1].user)
    assert state(rows[2]) == State.OFFERED
    places.confirm(enrolment=rows[2], by=rows[2].user)
    with pytest.raises(Refused, match="not begun"):
        places.start(cohort=cohort, by=office)
    type(cohort).objects.filter(pk=cohort.pk).update(starts_on=timezone.localdate())
    assert places.start(cohort=cohort, by=office) == 2
    assert standing_of(rows[0].user).learns == {cohort.pk}
    places.finish(enrolment=rows[0], by=office, completed=True)
    places.remove(enrolment=rows[2], by=office, reason="x")
    assert standing_of(rows[2].user).learns == frozenset()
    said = list(rows[0].history.values_list("action", flat=True))
    assert said == ["made", "selected", "offered", "confirmed", "started", "completed"]


def test_a_place_goes_to_the_same_organisation_then_by_the_queue(cohort, organisation):
    other = party()
    leaving, staying = candidates(cohort, organisation, State.CONFIRMED, State.CONFIRMED)
    (ahead,) = candidates(cohort, other, State.WAITING)
    (same,) = candidates(cohort, organisation, State.WAITING)
    places.withdraw(enrolment=leaving, by=leaving.user)
    assert (state(same), state(ahead)) == (State.OFFERED, State.WAITING)
    places.withdraw(enrolment=staying, by=staying.user)
    assert state(ahead) == State.OFFERED


def test_caps_pass_over_who_waits(organisation):
    cohort = CohortFactory(seats=3, seats_each=1)
    other = party()
    candidates(cohort, organisation, State.CONFIRMED)
    (leaving,) = candidates(cohort, other, State.CONFIRMED)
    (capped,) = candidates(cohort, organisation, State.WAITING)
    Quota.objects.create(cohort=cohort, organisation=other, seats=2)
    behind = candidates(cohort, other, State.WAITING, State.WAITING)
    places.withdraw(enrolment=leaving, by=leaving.user)
    assert [state(row) for row in (capped, *behind)] == ["waiting", "offered", "offered"]


def test_an_offer_that_ended_is_seen_at_once_and_not_only_by_the_command(cohort, organisation):
    late, waiting = candidates(cohort, organisation, State.OFFERED, State.WAITING)
    cohort.enrolments.filter(pk=late.pk).update(offered_until=timezone.now())
    with pytest.raises(Refused, match="is over"):
        places.confirm(enrolment=late, by=late.user)
    late.refresh_from_db()
    assert places.lapse_if_due(late).state == State.LAPSED
    assert state(waiting) == State.OFFERED


def test_the_command_does_what_is_due_and_does_it_once(
    cohort, organisation, on_commit_at_once, capsys
):
    late, soon, waiting = candidates(
        cohort, organisation, State.OFFERED, State.OFFERED, State.WAITING
    )
    cohort.enrolments.filter(pk=late.pk).update(offered_until=timezone.now())
    cohort.enrolments.filter(pk=soon.pk).update(offered_until=timezone.now() + DAY)
    begun = CohortFactory(begun=True)
    (active,) = candidates(begun, organisation, State.CONFIRMED)
    call_command("run_academy")
    assert [state(row) for row in (late, soon, waiting, active)] == [
        "lapsed",
        "offered",
        "offered",
        "active",
    ]
    assert "offers_ended: 1" in capsys.readouterr().out
    sent = sorted(message.subject for message in mail.outbox)
    assert len(sent) == 3
    call_command("run_academy")
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(("allowed", "then"), [(False, "waiting"), (True, "offered")])
def test_nobody_is_promoted_after_the_start_unless_allowed(organisation, office, allowed, then):
    cohort = CohortFactory(begun=True, seats=1, promotes_after_start=allowed)
    active, waiting = candidates(cohort, organisation, State.CONFIRMED, State.WAITING)
    places.start(cohort=cohort, by=office)
    places.withdraw(enrolment=active, by=active.user)
    assert state(waiting) == then
    if allowed:
        assert places.confirm(enrolment=waiting, by=waiting.user).state == State.ACTIVE
    else:
        with pytest.raises(Refused, match="has begun"):
            selection.select(enrolment=waiting, by=office)


def test_lowering_the_seats_throws_nobody_out_and_raising_them_offers(cohort, organisation, office):
    confirmed = candidates(cohort, organisation, State.CONFIRMED, State.CONFIRMED)
    (waiting,) = candidates(cohort, organisation, State.WAITING)
    selection.set_seats(cohort=cohort, by=office, seats=1)
    assert [state(row) for row in confirmed] == ["confirmed"] * 2
    places.withdraw(enrolment=confirmed[0], by=confirmed[0].user)
    assert state(waiting) == State.WAITING
    selection.set_seats(cohort=cohort, by=office, seats=2)
    assert state(waiting) == State.OFFERED
    with pytest.raises(Refused) as refusal:
        selection.set_seats(cohort=cohort, by=office, seats=0)
    assert refusal.value.field == "seats"


def test_the_queue_is_not_disturbed_by_deciding_anew(cohort, organisation, office):
    first, second, _gone = candidates(
        cohort, organisation, State.WAITING, State.WAITING, State.LAPSED
    )
    selection.reconsider(enrolment=first, by=office)
    again = selection.put_on_waiting_list(enrolment=first, by=office)
    assert querysets.waiting_before(again) == 0
    second.refresh_from_db()
    assert querysets.waiting_before(second) == 1


def test_an_offer_is_answered_by_its_candidate_alone(cohort, organisation, office):
    (row,) = candidates(cohort, organisation, State.OFFERED)
    for act in (places.confirm, places.decline_offer, places.withdraw):
        with pytest.raises(Refused, match="candidate alone"):
            act(enrolment=row, by=office)
    assert state(row) == State.OFFERED


def test_the_table_says_how_far_the_targets_are_in_as_many_queries_for_more(
    cohort, region, organisation
):
    Target.objects.create(cohort=cohort, kind="gender", value="woman", percent=50)
    Target.objects.create(cohort=cohort, kind="age", value="18-30", percent=60)
    Target.objects.create(cohort=cohort, kind="region", region=region, percent=100)
    Quota.objects.create(cohort=cohort, region=region, seats=2)
    year = cohort.starts_on.year
    rows = candidates(cohort, organisation, State.SELECTED, State.SELECTED, State.WAITING)
    for row, gender, born in zip(rows, ("woman", "man", "woman"), (30, 31, 20), strict=True):
        row.gender, row.birth_year = gender, year - born
        row.save()
    with queries() as few:
        table = selection_table(cohort)
    said = {target.label: (target.now, target.is_met) for target in table.targets}
    assert sorted(said.values()) == [(50, False), (50, True), (100, True)]
    assert (table.taken, table.selected, table.waiting) == (2, 2, 1)
    assert (table.quotas[0].taken, table.quotas[0].seats) == (2, 2)
    candidates(cohort, party(), *[State.WAITING] * 10)
    with queries() as many:
        selection_table(cohort)
    assert len(few) == len(many) <= 5


def test_a_cohort_forgets_its_people_after_its_months(cohort, organisation, office):
    (row,) = candidates(cohort, organisation, State.ACCEPTED)
    selection.do_not_select(enrolment=row, by=office, reason="Another time.")
    cohort.ends_on, cohort.keep_months = datetime.date(2031, 8, 31), 6
    cohort.save()
    row.refresh_from_db()
    assert row.keep_until == datetime.date(2032, 2, 29)
    assert retention.forget_due(datetime.date(2032, 2, 29)) == 0
    assert retention.forget_due(datetime.date(2032, 3, 1)) == 1
    row.refresh_from_db()
    assert (row.name, row.email, row.user) == ("", "", None)
    assert not row.notes.exists()
    assert row.history.count() == 2


def test_an_application_that_nobody_confirms_is_forgotten(cohort):
    (row,) = candidates(cohort, None, State.APPLIED)
    cohort.enrolments.filter(pk=row.pk).update(created_at=timezone.now() - 32 * DAY)
    assert retention.forget_due(timezone.localdate()) == 1


def test_erasing_somebody_gives_the_place_on(cohort, organisation):
    leaving, _other, waiting = candidates(
        cohort, organisation, State.CONFIRMED, State.CONFIRMED, State.WAITING
    )
    source = EnrolmentSource()
    subject = Subject(key="x", email=leaving.email.upper(), user=leaving.user)
    (found,) = source.find(subject)
    said = source.describe(found)
    assert leaving.email in said.values()
    source.erase(found)
    leaving.refresh_from_db()
    assert (leaving.state, leaving.name) == (State.WITHDRAWN, "")
    assert state(waiting) == State.OFFERED
    assert list(source.find(subject)) == []
