"""The roll: who is on it, and who is not and why."""

import datetime

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate, OrganisationStatus
from cms.directory.querysets import site_day
from extranet.ballots.services import opening, recusals
from extranet.ballots.services.roll import roll_now
from extranet.ballots.services.standpoint import why
from tests.factories.directory import OrganisationFactory
from tests.factories.extranet import delegate, secretary

from .casting_tools import DAY, committee, drafted, fresh, mandate_of, opened, rule_of, vote

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def reasons(ballot) -> dict[int, str]:
    """Return why mandates are not on the roll of a ballot, by mandate."""
    return {row.mandate_id: row.reason for row in roll_now(ballot).exclusions}


def names(ballot) -> list[int]:
    """Return the mandates, or organisations, that are on the roll of a ballot."""
    return sorted(line.mandate_id or line.organisation_id for line in roll_now(ballot).lines)


@pytest.mark.parametrize("open_it", [False, True])
@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("chair", None),
        ("coordinator", None),
        ("member", None),
        ("co_opted", None),
        ("substitute", "no_seat"),
        ("representative", "no_seat"),
        ("auditor", "no_seat"),
        ("guest", "guest"),
        ("observer", "guest"),
    ],
)
def test_the_role_decides(role, reason, open_it):
    body, chair, _voters = committee(1)
    user = delegate(body, role)
    ballot = opened(body, chair) if open_it else drafted(body, chair)
    mandate = mandate_of(user, body)
    assert reasons(ballot).get(mandate.pk) == reason
    assert (mandate.pk in names(ballot)) == (reason is None)
    words = " ".join(why(ballot, user).in_words)
    if reason is None:
        assert "on the roll" in words
    else:
        assert "no vote" in words
    assert bool(why(ballot, user).lines) == (open_it and reason is None)


@pytest.mark.parametrize("unit", ["seat", "organisation"])
@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("member", None),
        ("associated", None),
        ("suspended", "suspended"),
        ("guest", "no_member"),
        ("applicant", "no_member"),
        ("left", "no_member"),
        (None, "no_member"),
    ],
)
def test_the_status_of_the_organisation_decides(status, reason, unit):
    body, chair, _voters = committee(1)
    user = delegate(body, organisation=OrganisationFactory(status=status))
    ballot = opened(body, chair, rule_of(body, unit=unit))
    assert reasons(ballot).get(mandate_of(user, body).pk) == reason
    assert bool(why(ballot, user).lines) == (reason is None)


def test_a_status_of_another_day_does_not_decide():
    body, chair, _voters = committee(1)
    party = OrganisationFactory(status=None)
    for status, starts, ends in (
        ("suspended", site_day() - 30 * DAY, site_day() - DAY),
        ("member", site_day(), site_day()),
        ("left", site_day() + DAY, None),
    ):
        OrganisationStatus.objects.create(
            organisation=party, status=status, starts_on=starts, ends_on=ends
        )
    user = delegate(body, organisation=party)
    assert why(opened(body, chair), user).lines


def test_a_seat_held_for_no_organisation_votes():
    body, chair, _voters = committee(1)
    user = delegate(body, organisation=None)
    for unit in ("seat", "organisation"):
        ballot = opened(body, chair, rule_of(body, unit=unit))
        (line,) = why(ballot, user).lines
        assert (line.mandate, line.organisation) == (mandate_of(user, body), None)


def test_mandates_that_ended_or_are_to_come_are_not_on_it():
    body, chair, _voters = committee(1)
    past = delegate(body, ends_on=site_day() - DAY)
    ended = delegate(body, ended_at=timezone.now() - datetime.timedelta(seconds=1))
    coming = delegate(body, starts_on=site_day() + DAY)
    ballot = opened(body, chair)
    assert ballot.lines.count() == 2
    assert "has ended" in " ".join(why(ballot, past).in_words)
    assert "has ended" in " ".join(why(ballot, ended).in_words)
    for user in (coming, delegate(), secretary()):
        assert why(ballot, user).in_words == ["You have no mandate on this body, and so no vote."]


def test_an_organisation_has_one_line_however_many_sit_for_it():
    body, chair, _voters = committee(1)
    party = OrganisationFactory()
    users = [delegate(body, organisation=party) for _number in range(3)]
    ballot = opened(body, chair, rule_of(body, unit="organisation"))
    assert ballot.lines.filter(organisation=party).count() == 1
    assert sorted(reasons(ballot).values()) == ["same_organisation"] * 2
    for user in users:
        assert len(why(ballot, user).lines) == 1
    vote(ballot, users[0], line=ballot.lines.get(organisation=party))
    (line,) = why(ballot, users[1]).lines
    assert line.has_voted
    assert "can be changed" in " ".join(why(ballot, users[1]).in_words)


def test_recused_people_and_organisations_are_not_on_it():
    body, chair, (one, two, three) = committee()
    draft = drafted(body, chair)
    recusals.recuse(ballot=draft, by=one, mandate=mandate_of(one, body))
    recusals.recuse(ballot=draft, by=chair, organisation=mandate_of(two, body).organisation)
    ballot = opening.open_ballot(ballot=draft, by=chair)
    assert set(reasons(ballot).values()) == {"recused"}
    assert names(ballot) == sorted(mandate_of(user, body).pk for user in (chair, three))
    assert "take no part" in " ".join(why(ballot, one).in_words)
    with pytest.raises(Refused, match="was opened"):
        recusals.recuse(ballot=ballot, by=three, mandate=mandate_of(three, body))
    with pytest.raises(Refused, match="was opened"):
        recusals.take_back(recusal=ballot.recusals.first(), by=chair)


def test_a_recusal_is_said_by_who_it_is_about_or_who_convenes_and_taken_back_by_who_said_it():
    body, chair, (one, two, _three) = committee()
    draft = drafted(body, chair)
    with pytest.raises(Refused):
        recusals.recuse(ballot=draft, by=two, mandate=mandate_of(one, body))
    with pytest.raises(Refused):
        recusals.recuse(ballot=draft, by=two, organisation=mandate_of(two, body).organisation)
    said = recusals.recuse(ballot=draft, by=chair, mandate=mandate_of(one, body), reason=" kin ")
    assert (said.reason, recusals.recuse(ballot=draft, by=chair, mandate=said.mandate)) == (
        "kin",
        said,
    )
    with pytest.raises(Refused):
        recusals.take_back(recusal=said, by=one)
    recusals.take_back(recusal=said, by=chair)
    own = recusals.recuse(ballot=draft, by=one, mandate=mandate_of(one, body))
    recusals.take_back(recusal=own, by=one)
    assert len(roll_now(draft).lines) == 4


def test_in_writing_a_substitute_has_no_vote():
    body, chair, (one, *_rest) = committee()
    stand_in = delegate(body, "substitute", organisation=mandate_of(one, body).organisation)
    ballot = opened(body, chair)
    assert ballot.lines.get(mandate=mandate_of(one, body)).voter is None
    assert why(ballot, stand_in).lines == []


def test_the_roll_of_an_open_ballot_stays_as_it_was():
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair)
    before = names(ballot)
    delegate(body)
    Mandate.objects.filter(person__user=one).update(ended_at=timezone.now())
    assert names(fresh(ballot)) == before


def test_a_roll_costs_the_same_however_long_it_is(django_assert_max_num_queries):
    body, chair, _voters = committee(40)
    draft = drafted(body, chair)
    with django_assert_max_num_queries(8):
        assert len(roll_now(draft).lines) == 41
    ballot = opening.open_ballot(ballot=draft, by=chair)
    with django_assert_max_num_queries(15):
        why(ballot, chair)
