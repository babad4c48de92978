"""What follows from a signed result: the register, the minutes, and the room that waits for it."""

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from extranet.ballots.models import Ballot
from extranet.ballots.services import closing, opening, rules
from extranet.core import deciding
from extranet.core.standing import standing_of
from extranet.records.models import Decision
from tests.databases import shared_world
from tests.extranet.ballots.casting_tools import (
    DAY,
    committee,
    drafted,
    fresh,
    opened,
    rule_of,
    vote,
)
from tests.extranet.ballots.counted import recorded
from tests.factories.directory import OrganisationFactory, labels
from tests.factories.extranet import secretary

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seats(django_db_setup, django_db_blocker):
    """A body, its chair and three members."""
    with shared_world(django_db_blocker):
        yield committee()


def settled(seats, *choices, **fields) -> Ballot:
    """Return a ballot that was voted on, closed and signed by two."""
    body, chair, members = seats
    ballot = opened(body, chair, **fields)
    for user, choice in zip(members, choices, strict=False):
        vote(ballot, user, [choice])
    closing.close(ballot=ballot, by=chair)
    recorded(fresh(ballot))
    return fresh(ballot)


def test_what_is_adopted_enters_the_register(seats):
    ballot = settled(seats, "yes", "yes", "no")
    decision = ballot.record.decision
    assert (decision.body, decision.meeting, decision.majority) == (seats[0], None, "ballot")
    assert (decision.votes_for, decision.votes_against, decision.abstentions) == (2, 1, 0)
    assert decision.titles == ballot.titles
    assert decision.texts == ballot.texts
    assert decision.closed_to_guests


def test_without_a_text_the_title_says_it(seats):
    decision = settled(seats, "yes", texts={"fr": "Seul le français."}).record.decision
    assert decision.texts == labels("The budget") | {"fr": "Seul le français."}


@pytest.mark.parametrize("choices", [("no", "no"), (), ("yes", "no")])
def test_nothing_else_does(seats, choices):
    assert settled(seats, *choices).record.decision is None
    assert not Decision.objects.exists()


def test_an_amendment_changes_its_motion_and_enters_nothing(seats):

    motion = drafted(seats[0], seats[1])
    assert settled(seats, "yes", motion=motion).record.decision is None


class Waiting:
    """Keeps what is told of decisions."""

    def __init__(self):
        self.told = []
        deciding.decided.connect(self.hear)

    def hear(self, **told):
        self.told.append(told)


@pytest.mark.parametrize(
    ("choices", "adopted"), [(("yes", "yes"), True), (("no",), False), ((), None)]
)
def test_who_waits_is_told_of_a_decision_alone(seats, choices, adopted):
    body, chair, members = seats
    subject, waiting = OrganisationFactory(), Waiting()
    rule_of(body, kind="admission")
    proposal = deciding.Proposal(subject, body, "admission", labels("Admit?"), labels("We admit."))
    address = deciding.decider().propose(proposal, by=chair)
    ballot = Ballot.objects.get()
    assert address == ballot.get_absolute_url()

    opening.open_ballot(ballot=ballot, by=chair, closes_at=timezone.now() + 7 * DAY)
    for user, choice in zip(members, choices, strict=False):
        vote(ballot, user, [choice])
    closing.close(ballot=fresh(ballot), by=chair)
    assert waiting.told == []
    recorded(fresh(ballot))
    if adopted is None:
        assert waiting.told == []
        return
    (told,) = waiting.told
    assert (told["subject_kind"], told["subject_key"]) == deciding.reference(subject)
    assert (told["kind"], told["adopted"]) == ("admission", adopted)
    assert told["decision"] == fresh(ballot).record.decision
    assert (told["decision"] is not None) is adopted


def test_the_organisation_concerned_takes_no_part(seats):
    body, chair, members = seats
    own = members[0].person.mandates.get().organisation
    rule_of(body, kind="exclusion")
    proposal = deciding.Proposal(
        own, body, "exclusion", labels("Exclude?"), labels("Out."), frozenset({own.pk})
    )
    deciding.decider().propose(proposal, by=chair)
    recusal = Ballot.objects.get().recusals.get()
    assert recusal.organisation == own


def test_without_a_rule_nothing_is_proposed(seats):
    body, chair, _members = seats
    proposal = deciding.Proposal(body, body, "dissolution", labels("Dissolve?"), labels("Over."))
    with pytest.raises(Refused):
        deciding.decider().propose(proposal, by=chair)
    with pytest.raises(Refused):
        rules.rule_for(body, "dissolution")
    assert not Ballot.objects.exists()


def test_progress_shows_what_its_reader_may_see(seats):
    body, chair, members = seats
    rule_of(body, kind="admission")
    proposal = deciding.Proposal(body, body, "admission", labels("Admit?"), labels("We admit."))
    deciding.decider().propose(proposal, by=chair)

    def seen(user):
        return [one.title for one in deciding.decider().progress(body, standing_of(user))]

    assert seen(chair) == seen(secretary()) == ["Admit?"]
    assert seen(members[0]) == []
