"""An application goes its whole way: to the board, by a ballot, into the directory."""

import pytest
from django.utils import timezone

from cms.directory.querysets import site_day
from extranet.ballots.models import Ballot
from extranet.ballots.services import closing, opening, roll
from extranet.membership.models import Case
from extranet.membership.services import settling
from tests.databases import shared_world
from tests.extranet.ballots.casting_tools import DAY, fresh, rule_of, vote
from tests.extranet.ballots.counted import recorded
from tests.extranet.membership.tools import before_board, make_board
from tests.factories.bulk import seat_delegates
from tests.factories.directory import MandateFactory, PersonFactory, UserFactory, labels
from tests.factories.extranet import delegate, secretary

pytestmark = pytest.mark.django_db
TITLES, TEXTS = labels("Admit the Labour Party"), labels("The Labour Party is admitted.")


@pytest.fixture(scope="module")
def board(django_db_setup, django_db_blocker):
    """A board with its chair, six members, and its rules: consensus, or else two thirds."""
    with shared_world(django_db_blocker):
        body = make_board()
        terms = {"majority": "consensus", "fallback": "two_thirds", "fallback_base": "yes_no"}
        for kind in ("admission", "exclusion"):
            rule_of(body, kind=kind, **terms)
        yield body, delegate(body, "chair"), seat_delegates(body, 6)


def voted(ballot, chair, votes) -> Ballot:
    """Return a ballot that was opened, voted on, closed and signed by two."""
    opening.open_ballot(ballot=ballot, by=chair, closes_at=timezone.now() + 7 * DAY)
    for user, choice in votes.items():
        vote(ballot, user, [choice], reason="Not yet." if choice == "no" else "")
    closing.close(ballot=fresh(ballot), by=chair)
    recorded(fresh(ballot))
    return fresh(ballot)


def test_admitted_by_consensus(board):
    _body, chair, members = board
    case = before_board(secretary())
    settling.propose(case=case, titles=TITLES, texts=TEXTS, by=chair)
    ballot = voted(Ballot.objects.get(), chair, {members[0]: "yes"})
    case.refresh_from_db()
    assert (case.state, case.decision) == (Case.State.ADOPTED, ballot.record.decision)
    assert case.organisation.status_on(site_day()) == "member"


@pytest.mark.parametrize(("against", "status"), [(2, "member"), (3, "")], ids=["4 of 6", "3 of 6"])
def test_where_somebody_objects_two_thirds_decide(board, against, status):
    _body, chair, members = board
    case = before_board(secretary())
    settling.propose(case=case, titles=TITLES, texts=TEXTS, by=chair)
    voted(Ballot.objects.get(), chair, {members[0]: "no", members[1]: "yes"})
    case.refresh_from_db()
    assert case.state == Case.State.BEFORE
    second = Ballot.objects.get(state="draft")
    votes = dict.fromkeys(members[:against], "no") | dict.fromkeys(members[against:], "yes")
    voted(second, chair, votes)
    case.refresh_from_db()
    assert case.state == (Case.State.ADOPTED if status == "member" else Case.State.REJECTED)
    # A file that is over leaves no status from the next day on.
    assert case.organisation.status_on(site_day() + DAY) == status


def test_who_is_excluded_has_no_say_and_no_vote_from_then_on(board):
    body, chair, members = board
    mine = MandateFactory(body=body, person=PersonFactory(user=UserFactory()))
    case = Case.objects.create(
        kind=Case.Kind.EXCLUSION,
        body=body,
        organisation=mine.organisation,
        grants="left",
        state=Case.State.BEFORE,
        received_at=timezone.now(),
    )
    settling.propose(case=case, titles=labels("Exclude"), texts=labels("Out."), by=chair)
    ballot = Ballot.objects.get()
    assert mine.pk in {row.mandate_id for row in roll.roll_now(ballot).exclusions}
    voted(ballot, chair, {members[0]: "yes"})
    assert mine.organisation.status_on(site_day()) == "left"
    mine.refresh_from_db()
    assert not mine.gives_right_at(timezone.now() + DAY)
