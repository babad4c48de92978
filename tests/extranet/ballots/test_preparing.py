"""Preparing: what belongs together, what can change, who sees a draft."""

import datetime

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.ballots.models import Ballot, Option, TieBreak
from extranet.ballots.services import ballots, closing, opening, results
from extranet.core.models import AuditEntry
from tests.factories.directory import labels
from tests.factories.extranet import AgendaItemFactory, MeetingFactory, delegate

from .casting_tools import DAY, committee, drafted, fresh, opened, plain_count, rule_of, vote

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


def test_amendments_are_settled_before_their_motion_and_in_their_order():
    body, chair, voters = committee()
    motion = drafted(body, chair)
    rule = rule_of(body, tie="chair")
    first, second = (drafted(body, chair, rule, motion=motion) for _number in range(2))
    assert (first.kind, first.position, second.position) == ("amendment", 1, 2)
    assert "settled before" in str(why_not(motion, chair))
    assert "settled before" in str(why_not(second, chair))
    opening.open_ballot(ballot=first, by=chair)
    assert "settled before" in str(why_not(second, chair))
    vote(first, voters[0], ["yes"])
    vote(first, voters[1], ["no"])
    assert closing.close(ballot=first, by=chair).outcome == "tie"
    assert "settled before" in str(why_not(second, chair))
    TieBreak.objects.create(ballot=first, how="chair", choice=["no"], settled_at=timezone.now())
    opening.open_ballot(ballot=second, by=chair)
    assert "settled before" in str(why_not(motion, chair))
    opening.void(ballot=second, reason="Withdrawn", by=chair)
    opening.open_ballot(ballot=motion, by=chair)
    with pytest.raises(Refused) as caught:
        drafted(body, chair, motion=motion)
    assert caught.value.field == "motion"


def test_a_tie_that_is_voted_again_leaves_the_motion_waiting_for_that():
    body, chair, voters = committee()
    motion = drafted(body, chair)
    amendment = drafted(body, chair, rule_of(body, tie="runoff"), motion=motion)
    opening.open_ballot(ballot=amendment, by=chair)
    vote(amendment, voters[0], ["yes"])
    vote(amendment, voters[1], ["no"])
    closing.close(ballot=amendment, by=chair)
    again = amendment.later_rounds.get()
    assert (again.kind, again.motion, again.round, again.state) == ("amendment", motion, 2, "draft")
    assert again.terms == amendment.terms
    assert "settled before" in str(why_not(motion, chair))
    opening.open_ballot(ballot=again, by=chair, closes_at=timezone.now() + DAY)
    vote(again, voters[0], ["yes"])
    closing.close(ballot=again, by=chair)
    opening.open_ballot(ballot=motion, by=chair)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"titles": "blank"}, "titles"),
        ({"mode": "meeting"}, "meeting"),
        ({"meeting": "other", "mode": "meeting"}, "meeting"),
        ({"meeting": "own"}, "mode"),
        ({"meeting": "own", "mode": "meeting", "item": "other"}, "item"),
        ({"rule": "other"}, "rule"),
        ({"motion": "other"}, "motion"),
    ],
)
def test_what_does_not_belong_together_is_refused_at_its_field(fields, field):
    body, chair, _voters = committee(1)
    other = MeetingFactory()
    other_chair = delegate(other.body, Mandate.Role.CHAIR)
    things = {
        ("titles", "blank"): lambda: {"en": " "},
        ("meeting", "own"): lambda: MeetingFactory(body=body),
        ("meeting", "other"): lambda: other,
        ("item", "other"): lambda: AgendaItemFactory(meeting=other),
        ("rule", "other"): lambda: rule_of(other.body),
        ("motion", "other"): lambda: drafted(other.body, other_chair),
    }
    made = {
        name: things[name, value]() if (name, value) in things else value
        for name, value in fields.items()
    }
    with pytest.raises(Refused) as caught:
        drafted(body, chair, **made)
    assert caught.value.field == field


def test_once_opened_the_services_change_nothing():
    body, chair, _voters = committee()
    ballot = opened(body, chair)
    for act in (
        lambda: ballots.change(ballot=ballot, by=chair, titles=labels("X")),
        lambda: ballots.discard(ballot=ballot, by=chair),
        lambda: ballots.announce(ballot=ballot, by=chair),
        lambda: opening.open_ballot(ballot=ballot, by=chair),
    ):
        with pytest.raises(Refused, match="was opened"):
            act()


def test_a_draft_changes_in_everything_and_its_options_with_its_rule():
    body, chair, _voters = committee()
    draft = drafted(body, chair)
    assert [row.code for row in draft.options.all()] == ["yes", "no", "abstain"]
    election = rule_of(body, method="approval", seats=2)
    changed = ballots.change(ballot=draft, by=chair, rule=election, titles=labels("The board"))
    assert (changed.kind, changed.title) == ("election", "The board")
    assert not changed.options.exists()
    Option.objects.create(ballot=changed, code="c1", labels=labels("Rosa"))
    ballots.change(ballot=changed, by=chair, texts=labels("Who sits on it."))
    assert changed.options.count() == 1
    with pytest.raises(TypeError):
        ballots.change(ballot=changed, by=chair, state="open")
    ballots.discard(ballot=changed, by=chair)
    assert not Ballot.objects.exists()


def test_a_body_sees_a_draft_once_it_is_announced():
    body, chair, (one, *_rest) = committee()
    draft, visitor = drafted(body, chair), delegate(body, Mandate.Role.GUEST)
    assert not Ballot.objects.visible_to(one).exists()
    ballots.announce(ballot=draft, by=chair)
    ballots.announce(ballot=draft, by=chair)
    assert Ballot.objects.visible_to(one).get() == draft
    assert not Ballot.objects.visible_to(visitor).exists()
    assert AuditEntry.objects.filter(action="ballot.announced").count() == 1


def test_warnings_of_secret_votes():
    body, chair, _voters = committee(2)
    assert opening.ballot_warnings(drafted(body, chair)) == []
    small = drafted(body, chair, rule_of(body, secret=True))
    assert len(opening.ballot_warnings(small)) == 2
    large, head, _many = committee(5)
    ballot = opened(large, head, rule_of(large, secret=True))
    assert len(opening.ballot_warnings(ballot)) == 1
