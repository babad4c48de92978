"""Opening, making longer, declaring void: who may, what must be there, what is frozen then."""

import datetime

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.ballots.counting.terms import Terms
from extranet.ballots.models import Count, Option, SealKey
from extranet.ballots.services import ballots, closing, opening, results
from extranet.core.models import AuditEntry
from extranet.meetings.services.attendance import Presence, record_attendance
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import MeetingFactory, delegate, secretary

from .casting_tools import (
    DAY,
    committee,
    drafted,
    fresh,
    mandate_of,
    opened,
    plain_count,
    rule_of,
    vote,
    wait_until,
)

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    monkeypatch.setattr(results, "count", plain_count)


def why_not(ballot, by, **fields) -> Refused:
    with pytest.raises(Refused) as caught:
        opening.open_ballot(ballot=ballot, by=by, **fields)
    assert fresh(ballot).state == "draft"
    assert not ballot.lines.exists()
    return caught.value


def test_the_opening_freezes_terms_and_roll():
    body, chair, _voters = committee()
    rule = rule_of(body, secret=True, quorum="participation", quorum_percent=50)
    draft = drafted(body, chair, rule)
    visitor = delegate(body, Mandate.Role.GUEST)
    ballot = fresh(opening.open_ballot(ballot=draft, by=chair))
    assert ballot.state == "open"
    assert Terms.from_json(ballot.terms_frozen) == rule.terms()
    assert ballot.lines.count() == 4
    assert [(row.mandate, row.reason) for row in ballot.exclusions.all()] == [
        (mandate_of(visitor, body), "guest")
    ]
    assert SealKey.objects.filter(ballot=ballot).exists()
    assert AuditEntry.objects.get(action="ballot.opened").details["roll"] == 4


def test_only_who_manages_the_body_prepares_opens_and_ends_a_vote():
    body, chair, (one, *_rest) = committee()
    stranger = delegate(BodyFactory(), Mandate.Role.CHAIR)
    draft, running = drafted(body, chair), opened(body, chair)
    until = timezone.now() + 30 * DAY
    for user in (one, stranger, delegate(body, Mandate.Role.AUDITOR), None):
        for act in (
            lambda: drafted(body, user, draft.rule),  # noqa: B023
            lambda: ballots.change(ballot=draft, by=user, titles=labels("X")),  # noqa: B023
            lambda: ballots.announce(ballot=draft, by=user),  # noqa: B023
            lambda: ballots.discard(ballot=draft, by=user),  # noqa: B023
            lambda: opening.open_ballot(ballot=draft, by=user),  # noqa: B023
            lambda: opening.extend(ballot=running, until=until, reason="X", by=user),  # noqa: B023
            lambda: opening.void(ballot=running, reason="X", by=user),  # noqa: B023
            lambda: closing.close(ballot=running, by=user),  # noqa: B023
        ):
            with pytest.raises(Refused, match=r"convenes this body"):
                act()
    opening.open_ballot(ballot=draft, by=secretary())


def test_a_rule_that_was_replaced_or_retired_opens_nothing():
    body, chair, _voters = committee()
    rule = rule_of(body)
    replaced, retired = drafted(body, chair, rule), drafted(body, chair, rule_of(body))
    rule_of(body, kind=rule.kind, version=2)
    retired.rule.retired = True
    retired.rule.save()
    for draft in (replaced, retired):
        assert why_not(draft, chair).field == "rule"


def test_what_has_no_options_or_no_roll_or_no_end_is_not_opened():
    body, chair, _voters = committee()
    election = drafted(body, chair, rule_of(body, method="plurality", seats=2))
    assert "nothing to choose" in str(why_not(election, chair))
    endless = drafted(body, chair, closes_at=None)
    assert why_not(endless, chair).field == "closes_at"
    past = drafted(body, chair, closes_at=timezone.now() - HOUR)
    assert why_not(past, chair).field == "closes_at"
    assert why_not(endless, chair, closes_at=timezone.now() - HOUR).field == "closes_at"
    motion = drafted(body, chair)
    motion.options.get(code="abstain").delete()
    assert "nothing to choose" in str(why_not(motion, chair))
    empty = BodyFactory()
    assert "empty" in str(why_not(drafted(empty, secretary()), secretary()))


def test_consensus_in_writing_leaves_the_days_for_objections():
    body, chair, voters = committee()
    rule = rule_of(body, majority="consensus", objection_days=10)
    draft = drafted(body, chair, rule)
    assert why_not(draft, chair).field == "closes_at"
    ballot = opening.open_ballot(ballot=draft, by=chair, closes_at=timezone.now() + 10 * DAY + HOUR)
    with pytest.raises(Refused, match="10 days"):
        closing.close(ballot=ballot, by=chair)
    for user in (chair, *voters):
        vote(ballot, user)
    closing.close(ballot=ballot, by=chair)


def in_meeting(body, chair, rule=None, days=0, **fields) -> tuple:
    meeting = MeetingFactory(body=body, starts_at=timezone.now() - HOUR + days * DAY)
    draft = drafted(body, chair, rule, mode="meeting", meeting=meeting, closes_at=None, **fields)
    return meeting, draft


def attend(meeting, by, users):
    mandates = [mandate_of(user, meeting.body) for user in users]
    presences = [Presence(mandate.person, mandate) for mandate in mandates]
    record_attendance(meeting=meeting, presences=presences, by=by)


def test_a_vote_in_a_meeting_waits_for_the_meeting_and_for_who_is_there():
    body, chair, (one, *_rest) = committee()
    _meeting, early = in_meeting(body, chair, days=1)
    assert "not begun" in str(why_not(early, chair))
    meeting, draft = in_meeting(body, chair)
    assert "who is there" in str(why_not(draft, chair))
    attend(meeting, chair, [chair, one])
    for state in ("draft", "cancelled"):
        type(meeting).objects.filter(pk=meeting.pk).update(state=state)
        assert "convened" in str(why_not(draft, chair))
    type(meeting).objects.filter(pk=meeting.pk).update(state="convened")
    ballot = opening.open_ballot(ballot=draft, by=chair)
    assert ballot.closes_at is None
    vote(ballot, one)
    assert AuditEntry.objects.get(action="ballot.opened").details["present"] == 2


def test_a_quorum_that_is_not_met_at_the_opening_is_recorded():
    body, chair, voters = committee(3)
    rule = rule_of(body, quorum="presence", quorum_percent=75, quorum_at="both")
    meeting, draft = in_meeting(body, chair, rule)
    attend(meeting, chair, [chair, voters[0]])
    assert "2 of 4" in str(why_not(draft, chair))
    assert AuditEntry.objects.get(action="ballot.no_quorum").details == {"present": 2, "roll": 4}
    attend(meeting, chair, [chair, *voters[:2]])
    opening.open_ballot(ballot=draft, by=chair)


def test_a_quorum_at_the_close_alone_does_not_hinder_the_opening():
    body, chair, _voters = committee(3)
    rule = rule_of(body, quorum="presence", quorum_percent=75, quorum_at="close")
    meeting, draft = in_meeting(body, chair, rule)
    attend(meeting, chair, [chair])
    opening.open_ballot(ballot=draft, by=chair)


def test_a_vote_is_made_longer_before_its_end_and_never_shorter():
    body, chair, _voters = committee()
    ballot = opened(body, chair)
    end = ballot.closes_at
    for until, reason, field in (
        (end, "Snow", "until"),
        (end - HOUR, "Snow", "until"),
        (end + DAY, " ", "reason"),
    ):
        with pytest.raises(Refused) as caught:
            opening.extend(ballot=ballot, until=until, reason=reason, by=chair)
        assert caught.value.field == field
    opening.extend(ballot=ballot, until=end + DAY, reason="Snow", by=chair)
    opening.extend(ballot=ballot, until=end + 2 * DAY, reason="Ice", by=chair)
    ballot = fresh(ballot)
    assert ballot.closes_at == end + 2 * DAY
    assert [step["reason"] for step in ballot.extensions] == ["Snow", "Ice"]
    closing.close(ballot=ballot, by=chair)
    with pytest.raises(Refused, match="open"):
        opening.extend(ballot=ballot, until=end + 3 * DAY, reason="Snow", by=chair)


def test_a_vote_whose_end_has_passed_is_not_opened_again():
    body, chair, _voters = committee()
    soon = timezone.now() + datetime.timedelta(milliseconds=150)
    ballot = opened(body, chair, closes_at=soon)
    wait_until(soon)
    with pytest.raises(Refused, match="has passed"):
        opening.extend(ballot=ballot, until=soon + DAY, reason="Snow", by=chair)


@pytest.mark.parametrize("secret", [False, True])
def test_a_void_vote_keeps_everything_but_its_key_and_is_never_counted(secret):
    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair, rule_of(body, secret=secret))
    vote(ballot, one)
    with pytest.raises(Refused) as caught:
        opening.void(ballot=ballot, reason=" ", by=chair)
    assert caught.value.field == "reason"
    again = opening.void(ballot=ballot, reason="A wrong paper", by=chair, again=True)
    ballot = fresh(ballot)
    assert (ballot.state, ballot.void_reason) == ("void", "A wrong paper")
    assert ballot.sealed.count() == int(secret)
    assert not SealKey.objects.exists()
    assert (again.state, again.round, again.previous) == ("draft", 2, ballot)
    for act in (
        lambda: closing.close(ballot=ballot, by=chair),
        lambda: opening.void(ballot=ballot, reason="X", by=chair),
    ):
        with pytest.raises(Refused):
            act()
    assert closing.close_due(timezone.now() + 90 * DAY) == 0
    assert not Count.objects.exists()


def test_a_new_round_has_the_options_and_recusals_of_the_one_before():
    from extranet.ballots.services.recusals import recuse

    body, chair, (one, *_rest) = committee()
    draft = drafted(body, chair, rule_of(body, method="approval"))
    Option.objects.create(ballot=draft, code="c1", labels=labels("Rosa"))
    recuse(ballot=draft, by=one, mandate=mandate_of(one, body))
    ballot = opening.open_ballot(ballot=draft, by=chair)
    newer = rule_of(body, kind=draft.rule.kind, version=2, method="approval", seats=3)
    again = opening.void(ballot=ballot, reason="A wrong name", by=chair, again=True)
    assert again.rule == newer
    assert [row.code for row in again.options.all()] == ["c1"]
    assert [row.mandate for row in again.recusals.all()] == [mandate_of(one, body)]
