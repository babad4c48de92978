"""What tests of the life of a ballot share: rules, drafts, open ballots, votes, a plain count."""

import datetime
import time
from collections import Counter

from django.utils import timezone

from cms.core.clock import database_now
from cms.directory.models import Mandate
from extranet.ballots.models import Ballot, Count, DecisionRule
from extranet.ballots.services import ballots, casting, opening
from tests.factories.bulk import seat_delegates
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import delegate

DAY = datetime.timedelta(days=1)


def plain_count(*, ballot, choices, at) -> Count:
    """Stand for the count: how often each choice came, adopted unless somebody said no; as many
    who said yes make a tie."""
    tally = Counter("+".join(choice) for choice in choices)
    outcome = "objected" if tally["no"] else "adopted"
    if tally["no"] and tally["no"] == tally["yes"]:
        outcome = "tie"
    numbers = {"tally": dict(tally), "votes": len(choices)}
    return Count.objects.create(ballot=ballot, numbers=numbers, outcome=outcome, counted_at=at)


def rule_of(body, **terms) -> DecisionRule:
    """Return a new rule of a body: a motion by simple majority, unless `terms` say otherwise."""
    number = body.decision_rules.count() + 1
    fields = {"kind": f"kind-{number}", "labels": labels(f"Kind {number}")} | terms
    return DecisionRule.objects.create(body=body, **fields)


def committee(voters: int = 3, **fields):
    """Return a body, its chair and the users of so many members, each of a party of its own."""
    body = BodyFactory(**fields)
    return body, delegate(body, Mandate.Role.CHAIR), seat_delegates(body, voters)


def drafted(body, by, rule=None, **fields) -> Ballot:
    """Return a draft in writing, for a week."""
    fields = {
        "titles": labels("The budget"),
        "texts": labels("The budget is adopted."),
        "closes_at": timezone.now() + 7 * DAY,
    } | fields
    return ballots.prepare(body=body, rule=rule or rule_of(body), by=by, **fields)


def opened(body, by, rule=None, **fields) -> Ballot:
    """Return a ballot in writing that is open for a week."""
    return opening.open_ballot(ballot=drafted(body, by, rule, **fields), by=by)


def mandate_of(user, body) -> Mandate:
    """Return the mandate of a user on a body."""
    return Mandate.objects.select_related("person").get(person__user=user, body=body)


def line_of(ballot, user):
    """Return the line of the seat of a user."""
    return ballot.lines.get(mandate__person__user=user)


def vote(ballot, user, choice=("yes",), line=None, reason="") -> casting.Receipt:
    """Cast the vote of a user's own seat, or of another line."""
    line = line or line_of(ballot, user)
    return casting.cast(ballot=ballot, line=line, choice=list(choice), by=user, reason=reason)


def wait_until(moment):
    """Return once the database's clock has passed a moment."""
    while (left := moment - database_now()) >= datetime.timedelta():
        time.sleep(max(left.total_seconds() / 2, 0.002))


def fresh(ballot) -> Ballot:
    """Return the ballot as the database has it."""
    return Ballot.objects.get(pk=ballot.pk)


def ends_mandate(user, body, ago=datetime.timedelta(seconds=1)):
    """End the mandate of a user on a body, a second ago."""
    Mandate.objects.filter(person__user=user, body=body).update(ended_at=timezone.now() - ago)
