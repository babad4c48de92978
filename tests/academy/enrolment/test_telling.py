"""What the staff have decided and not told is seen by nobody else, on no screen."""

import json
import re

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from academy.certificates.services import completing
from academy.core.models import Enrolment
from academy.core.standing import standing_of
from academy.core.todo import todos_for
from academy.enrolment import querysets
from academy.enrolment.services import nominations, places, selection
from academy.enrolment.telling import shown_state, state_as_told
from cms.core.errors import Refused
from cms.core.personal_data import services as personal_data
from cms.core.personal_data.sources import subject_of
from tests.academy.addresses import all_addresses
from tests.academy.world import staff
from tests.factories.academy import CohortFactory, EnrolmentFactory

State = Enrolment.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ROLES = ("candidate", "representative")
# What the staff do that is not told, each as a list of acts.
DECISIONS = {
    "selected": ["select"],
    "waiting": ["wait"],
    "not selected": ["not"],
    "decided anew": ["not", "reconsider"],
    "decided twice": ["wait", "reconsider", "not"],
}


@pytest.fixture
def by(db):
    return staff()


@pytest.fixture
def row(cohort, organisation, office):
    """A candidate who was nominated and accepted; another stands beside."""
    EnrolmentFactory(cohort=cohort, organisation=organisation, state=State.ACCEPTED, rank=2)
    return EnrolmentFactory(
        cohort=cohort, organisation=organisation, state=State.ACCEPTED, rank=1, nominated_by=office
    )


def decide(row, by, *acts):
    for act in acts:
        {
            "select": selection.select,
            "wait": selection.put_on_waiting_list,
            "not": lambda **who: selection.do_not_select(reason="Secretly weak.", **who),
            "reconsider": selection.reconsider,
        }[act](enrolment=row, by=by)
    row.refresh_from_db()


def tell(row, by):
    """Send the offers of the cohort, for which somebody else is selected."""
    other = EnrolmentFactory(cohort=row.cohort, organisation=None, state=State.ACCEPTED)
    selection.select(enrolment=other, by=by)
    selection.send_offers(cohort=row.cohort, by=by)
    row.refresh_from_db()


def reader_of(row, role):
    return row.user if role == "candidate" else row.nominated_by


def screens(client, row, role, *names) -> dict[str, tuple[int, str]]:
    """Return what a role is answered at the addresses of these names, by default at every address
    of the academy and elsewhere too."""
    user = reader_of(row, role)
    client.force_login(user)
    urls = all_addresses(
        {
            "pk": row.pk,
            "lesson": row.pk,
            "code": row.cohort.code,
            "organisation": row.organisation.code,
            "act": "reconsider",
            "kind": "question",
            "file_format": "csv",
        }
    )
    urls |= {
        "account": "/en/account/",
        "courses": "/en/courses/",
        "search": f"/en/search/?q={row.family_name}",
        "search-api": f"/en/search/api/?q={row.family_name}",
        "suggest": f"/en/search/suggest/?q={row.family_name}",
    }
    found = {}
    for name, url in urls.items():
        if names and name not in names:
            continue
        response = client.get(url)
        content = response.getvalue().decode(errors="replace")
        found[name] = (response.status_code, plain(content))
    found["held"] = (200, json.dumps(held(user)))
    return found


def plain(content: str) -> str:
    """Return a page without what is another on every answer."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", content)


def held(user) -> list:
    """Return what the academy hands out to a user of what it holds about them."""
    said = personal_data.export(subject=subject_of(user.email), by=user)
    return [one for one in said["held"] if one["source"].startswith("academy")]


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_is_another_for_a_decision_that_is_not_told(client, row, by, role):
    before = screens(client, row, role)
    assert before["enrolment"][0] == 200
    assert "Accepted the nomination" in before["enrolment"][1]
    for decision in ("selected", "waiting", "decided twice"):
        with transaction.atomic():
            decide(row, by, *DECISIONS[decision])
            after = screens(client, row, role)
            transaction.set_rollback(True)
        assert {name for name in before if before[name] != after[name]} == set(), decision
        row.refresh_from_db()


# What each state is called before the offers are sent, and after them.
ACCEPTED, WAITING, NOT = State.ACCEPTED, State.WAITING, State.NOT_SELECTED
TOLD = {State.SELECTED: (ACCEPTED, ACCEPTED), WAITING: (ACCEPTED, WAITING), NOT: (ACCEPTED, NOT)}


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("state", State)
def test_who_reads_which_state_where(client, organisation, office, by, state, told):
    cohort = CohortFactory(offers_sent_at=timezone.now() if told else None)
    row = EnrolmentFactory(cohort=cohort, organisation=organisation, state=state)
    cohort.refresh_from_db()
    row.refresh_from_db()
    expected = TOLD.get(state, (state, state))[cohort.offers_sent_at is not None]
    assert shown_state(row, standing_of(by)) == state
    assert state_as_told(row) == expected
    for reader in filter(None, (row.user, office)):
        assert shown_state(row, standing_of(reader)) == expected
        client.force_login(reader)
        page = client.get(reverse("academy:enrolment", args=[row.pk])).content.decode()
        if expected != State.OFFERED:
            assert f"{expected.label[0].upper()}{expected.label[1:]}" in page
        if expected != state:
            assert f"{state.label[0].upper()}{state.label[1:]}" not in page
    listed = [
        one for found in querysets.nominations_of({organisation.pk}) for one in found.candidates
    ]
    assert [one.shown for one in listed] == ([] if expected in Enrolment.OUT else [expected])
    client.force_login(by)
    desk = client.get(reverse("academy:candidate", args=[row.pk])).content.decode()
    assert f"{state.label[0].upper()}{state.label[1:]}" in desk


@pytest.mark.parametrize("decision", DECISIONS)
def test_who_does_not_know_steps_back_as_before(row, by, decision):
    decide(row, by, *DECISIONS[decision])
    assert places.withdraw(enrolment=row, by=row.user).state == State.WITHDRAWN
    seen = querysets.history_of(row, standing_of(row.user))
    assert [entry.action for entry in seen] == ["made", "withdrawn"]


@pytest.mark.parametrize("decision", DECISIONS)
def test_who_nominated_takes_back_moves_and_counts_as_before(
    cohort, row, office, by, decision, on_commit_at_once
):
    decide(row, by, *DECISIONS[decision])
    again = {
        "organisation": row.organisation,
        "by": office,
        "given_name": "Lina",
        "family_name": "Moreno",
        "language": "en",
        "reason": "Ready.",
    }
    with pytest.raises(Refused, match="among the candidates already"):
        nominations.nominate(cohort=cohort, email=row.email, **again)
    with pytest.raises(Refused, match="used all"):
        nominations.nominate(cohort=cohort, email="new@example.org", **again)
    nominations.move(enrolment=row, by=office, up=False)
    row.refresh_from_db()
    assert row.rank == 2
    mail.outbox.clear()
    assert nominations.take_back(enrolment=row, by=office).state == State.WITHDRAWN
    assert [message.subject for message in mail.outbox] == ["You no longer take part"]
    assert not cohort.enrolments.seated().exists()


def test_an_application_anew_does_not_tell_who_was_not_selected(
    cohort, by, consent, on_commit_at_once
):
    row = EnrolmentFactory(cohort=cohort, organisation=None, state=State.ACCEPTED)
    decide(row, by, "not")
    mail.outbox.clear()
    nominations.apply(
        cohort=cohort,
        consent=consent,
        given_name="Lina",
        family_name="Moreno",
        email=row.email,
        language="en",
        motivation="To learn.",
    )
    assert [message.subject for message in mail.outbox] == ["Your application"]
    assert cohort.enrolments.count() == 1


@pytest.mark.parametrize(
    ("acts", "shown", "history"),
    [
        (["wait"], WAITING, ["made", "put_on_waiting_list"]),
        (["not"], NOT, ["made", "not_selected"]),
        (["wait", "reconsider", "not"], NOT, ["made", "not_selected"]),
        (["not", "reconsider"], ACCEPTED, ["made"]),
    ],
)
def test_with_the_offers_it_is_told(client, row, by, acts, shown, history):
    type(row.cohort).objects.filter(pk=row.cohort_id).update(seats=1)
    decide(row, by, *acts)
    tell(row, by)
    for role in ROLES:
        standing = standing_of(reader_of(row, role))
        assert shown_state(row, standing) == shown
        assert [entry.action for entry in querysets.history_of(row, standing)] == history
    said = json.dumps(held(row.user))
    assert str(shown.label) in said.lower()
    assert "Secretly" not in said


@pytest.mark.parametrize(("told", "then"), [("wait", "select"), ("not", "reconsider")])
@pytest.mark.parametrize("role", ROLES)
def test_what_was_told_stays_until_the_next_is_told(client, row, by, told, then, role):
    type(row.cohort).objects.filter(pk=row.cohort_id).update(seats=1)
    decide(row, by, told)
    tell(row, by)
    # So that the staff can select by hand before the clock offers the seat.
    type(row.cohort).objects.filter(pk=row.cohort_id).update(seats=2)
    before = screens(client, row, role, "enrolment", "nominations", "overview", "withdraw")
    decide(row, by, then)
    assert screens(client, row, role, "enrolment", "nominations", "overview", "withdraw") == before


def test_nobody_is_told_by_a_refusal(row, by):
    decide(row, by, "wait")
    with pytest.raises(Refused) as refusal:
        places.confirm(enrolment=row, by=row.user)
    assert "accepted the nomination" in str(refusal.value)
    assert "waiting" not in str(refusal.value)


def test_nothing_is_to_do_about_what_is_not_told(row, by, office):
    for acts in DECISIONS.values():
        for reader in (row.user, office):
            assert todos_for(standing_of(reader)) == []
        decide(row, by, *acts)
        if row.state != State.ACCEPTED:
            decide(row, by, "reconsider")


def test_exceptions_of_completion_are_handed_out_once_the_cohort_is_closed(by):
    cohort = CohortFactory(ended=True)
    row = EnrolmentFactory(cohort=cohort)
    completing.decide(enrolment=row, by=by, completed=False, reason="Secretly absent.")
    said = json.dumps(held(row.user))
    assert "exception" not in said.lower()
    assert "decided_completion" not in said
    assert "Secretly" not in said
    completing.close(cohort=cohort, by=by)
    said = json.dumps(held(row.user))
    assert "exceptions to the rules of completion" in said.lower()
    assert "Secretly" not in said
