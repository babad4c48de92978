"""Casting votes: whose they are, what can be chosen, once or until the close."""

import datetime

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate, OrganisationStatus
from cms.directory.querysets import site_day
from extranet.ballots.counting.terms import Method, Terms
from extranet.ballots.models import NamedVote, OpenedVote, Participation, SealedVote, SealKey
from extranet.ballots.services import casting, closing, opening, results
from extranet.ballots.services.standpoint import why
from extranet.core.models import AuditEntry
from tests.factories.directory import MandateFactory, OrganisationFactory
from tests.factories.extranet import delegate, secretary

from .casting_tools import (
    DAY,
    committee,
    drafted,
    ends_mandate,
    fresh,
    line_of,
    mandate_of,
    opened,
    plain_count,
    rule_of,
    vote,
    wait_until,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    monkeypatch.setattr(results, "count", plain_count)


def refused(ballot, user, choice=("yes",), **fields) -> str:
    """Return in which words a vote is refused."""
    with pytest.raises(Refused) as caught:
        vote(ballot, user, choice, **fields)
    return str(caught.value)


def test_a_named_vote_can_be_changed_and_each_is_kept():
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair)
    vote(ballot, one, ["yes"])
    vote(ballot, one, ["no"])
    vote(ballot, one, ["no"])
    assert [row.choice for row in NamedVote.objects.all()] == [["yes"], ["no"]]
    assert Participation.objects.count() == 1
    count = closing.close(ballot=ballot, by=chair)
    assert count.numbers == {"tally": {"no": 1}, "votes": 1}
    entries = AuditEntry.objects.filter(action="ballot.voted")
    assert [entry.details for entry in entries] == [{"line": line_of(ballot, one).pk}] * 2


def test_a_secret_vote_is_cast_once_and_counted_under_its_tracker():
    body, chair, voters = committee()
    ballot = opened(body, chair, rule_of(body, secret=True))
    receipts = {
        user.pk: vote(ballot, user, choice)
        for user, choice in zip(voters, (["yes"], ["no"], []), strict=True)
    }
    assert "already" in refused(ballot, voters[0], ["no"])
    assert not AuditEntry.objects.filter(action="ballot.voted").exists()
    assert (SealedVote.objects.count(), NamedVote.objects.count()) == (3, 0)
    closing.close(ballot=ballot, by=chair)
    listed = {row.tracker: row.choice for row in OpenedVote.objects.all()}
    assert [listed[receipts[user.pk].tracker] for user in voters] == [["yes"], ["no"], []]
    assert not SealKey.objects.exists()
    assert list(OpenedVote.objects.values_list("tracker", flat=True)) == sorted(listed)


def test_no_tracker_is_given_where_the_rule_switches_them_off():
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair, rule_of(body, secret=True, trackers=False))
    receipt = vote(ballot, one)
    closing.close(ballot=ballot, by=chair)
    assert receipt.tracker == ""
    assert OpenedVote.objects.get().choice == ["yes"]


def test_sealed_votes_are_of_one_length_and_tell_nothing_of_what_is_in_them():
    body, chair, voters = committee(4)
    ballot = opened(body, chair, rule_of(body, secret=True))
    for user, choice in zip(voters, (["yes"], ["abstain"], [], ["no"]), strict=True):
        vote(ballot, user, choice)
    contents = [bytes(row.content) for row in SealedVote.objects.all()]
    assert len({len(content) for content in contents}) == 1
    assert len(set(contents)) == 4
    assert not any(b"yes" in content or b"tracker" in content for content in contents)


@pytest.mark.parametrize("secret", [False, True])
def test_somebody_elses_line_is_refused_as_one_that_is_not_there(secret):
    body, chair, (one, two, _three) = committee()
    ballot = opened(body, chair, rule_of(body, secret=secret))
    other = opened(body, chair)
    words = {
        refused(ballot, one, line=line_of(ballot, two)),
        refused(ballot, one, line=line_of(other, one)),
        refused(ballot, delegate(), line=line_of(ballot, two)),
        refused(ballot, secretary(), line=line_of(ballot, two)),
    }
    assert words == {str(casting.NOT_THEIRS)}
    assert not Participation.objects.exists()


@pytest.mark.parametrize("secret", [False, True])
def test_a_mandate_that_ended_a_second_ago_has_no_vote(secret):
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair, rule_of(body, secret=secret))
    ends_mandate(one, body)
    assert "has ended" in refused(ballot, one)
    assert "has ended" in " ".join(why(fresh(ballot), one).in_words)
    assert why(fresh(ballot), one).lines == []


def test_a_mandate_that_ends_in_a_moment_still_has_its_vote():
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair)
    ends_mandate(one, body, -datetime.timedelta(minutes=1))
    vote(ballot, one)
    assert Participation.objects.count() == 1


def test_a_mandate_that_began_after_the_opening_has_no_vote():
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair)
    late = delegate(body)
    assert refused(ballot, late, line=line_of(ballot, one)) == str(casting.NOT_THEIRS)
    assert "began after" in " ".join(why(ballot, late).in_words)


def test_a_suspended_organisation_has_no_vote_from_that_day():
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair)
    organisation = mandate_of(one, body).organisation
    organisation.statuses.update(ends_on=site_day() - DAY)
    OrganisationStatus.objects.create(
        organisation=organisation, status="suspended", starts_on=site_day()
    )
    assert "not a member" in refused(ballot, one)
    assert why(ballot, one).lines == []


def test_any_delegate_of_an_organisation_casts_its_one_vote():
    body, chair, _rest = committee(1)
    party = OrganisationFactory()
    one, two = (delegate(body, organisation=party) for _number in range(2))
    ballot = opened(body, chair, rule_of(body, unit="organisation"))
    line = ballot.lines.get(organisation=party)
    vote(ballot, one, ["yes"], line=line)
    vote(ballot, two, ["no"], line=line)
    late = delegate(body, organisation=party)
    vote(ballot, late, ["abstain"], line=line)
    assert refused(ballot, delegate(body), line=line) == str(casting.NOT_THEIRS)
    assert closing.close(ballot=ballot, by=chair).numbers["votes"] == 1


def test_a_delegate_whose_mandate_ended_does_not_cast_an_organisations_vote():
    body, chair, _rest = committee(1)
    party = OrganisationFactory()
    one, _two = (delegate(body, organisation=party) for _number in range(2))
    ballot = opened(body, chair, rule_of(body, unit="organisation"))
    ends_mandate(one, body)
    assert "has ended" in refused(ballot, one, line=ballot.lines.get(organisation=party))


def test_a_recused_delegate_does_not_cast_an_organisations_vote():
    from extranet.ballots.services.recusals import recuse

    body, chair, _rest = committee(1)
    party = OrganisationFactory()
    one, two = (delegate(body, organisation=party) for _number in range(2))
    draft = drafted(body, chair, rule_of(body, unit="organisation"))
    recuse(ballot=draft, by=one, mandate=mandate_of(one, body), reason="My sister’s firm")
    ballot = opening.open_ballot(ballot=draft, by=chair)
    line = ballot.lines.get(organisation=party)
    assert refused(ballot, one, line=line) == str(casting.NOT_THEIRS)
    # A new mandate of the same person changes nothing.
    Mandate.objects.filter(person__user=one).update(starts_on=site_day() - 3 * DAY)
    MandateFactory(
        body=body,
        organisation=party,
        person=mandate_of(one, body).person,
        starts_on=site_day(),
    )
    assert refused(ballot, one, line=line) == str(casting.NOT_THEIRS)
    vote(ballot, two, line=line)


@pytest.mark.parametrize(
    ("choice", "terms"),
    [
        (["maybe"], {}),
        (["yes", "no"], {}),
        (["yes", "yes"], {}),
        ("yes", {}),
        ([1], {}),
        ([["yes"]], {}),
        (None, {}),
        ({"yes": 1}, {}),
        (["a", "b", "c"], {"method": Method.PLURALITY, "seats": 2}),
        (["a", "a"], {"method": Method.RANKED}),
        (["d"], {"method": Method.APPROVAL}),
        (["yes", "no"], {"method": Method.SLATE}),
    ],
)
def test_what_cannot_be_chosen_is_refused_at_its_field(choice, terms):
    codes = ["yes", "no", "abstain"] if terms.get("method") in (None, "slate") else ["a", "b", "c"]
    with pytest.raises(Refused) as caught:
        casting.checked(choice, codes, Terms(**terms))
    assert caught.value.field == "choice"


def test_only_a_ranking_keeps_the_order_that_somebody_chose_in():
    codes = ["a", "b", "c"]
    assert casting.checked(["c", "a"], codes, Terms(method=Method.APPROVAL)) == ["a", "c"]
    assert casting.checked(["c", "a"], codes, Terms(method=Method.RANKED)) == ["c", "a"]
    assert casting.checked([], codes, Terms(method=Method.RANKED)) == []


def test_an_objection_says_why():
    body, chair, (one, two, _three) = committee()
    rule = rule_of(body, majority="consensus", objection_days=3)
    ballot = opened(body, chair, rule)
    with pytest.raises(Refused) as caught:
        vote(ballot, one, ["no"])
    assert caught.value.field == "reason"
    vote(ballot, one, ["no"], reason="It is too early.")
    vote(ballot, two, ["yes"])
    assert NamedVote.objects.first().reason == "It is too early."


def test_votes_that_come_before_the_opening_after_the_close_or_when_it_is_void():
    body, chair, (one, *_rest) = committee()
    open_one, void_one = opened(body, chair), opened(body, chair)
    lines = line_of(open_one, one), line_of(void_one, one)
    closing.close(ballot=open_one, by=chair)
    opening.void(ballot=void_one, reason="A wrong text", by=chair)
    assert "closed" in refused(open_one, one, line=lines[0])
    assert "void" in refused(void_one, one, line=lines[1])
    assert "not been opened" in refused(drafted(body, chair), one, line=lines[0])


@pytest.mark.parametrize("secret", [False, True])
def test_a_vote_is_late_by_the_clock_of_the_database(secret, monkeypatch):
    body, chair, (one, *_rest) = committee()
    ballot = opened(
        body,
        chair,
        rule_of(body, secret=secret),
        closes_at=timezone.now() + datetime.timedelta(milliseconds=150),
    )
    line = line_of(ballot, one)
    # A server whose clock is a year slow.
    early = timezone.now() - 365 * DAY
    monkeypatch.setattr(timezone, "now", lambda: early)
    wait_until(ballot.closes_at)
    assert "closed" in refused(ballot, one, line=line)
    # Even where the service does not ask, the database does.
    monkeypatch.setattr(casting, "not_open", lambda ballot, moment: "")
    with pytest.raises(Exception, match="no vote is taken"):
        vote(ballot, one, line=line)
    assert not Participation.objects.exists()
