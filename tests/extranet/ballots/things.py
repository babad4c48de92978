"""A ballot in every state, each with the canary in all that the body alone may read."""

import datetime

from django.utils import timezone

from cms.directory.models import Mandate
from extranet.ballots.models import Ballot, DecisionRule
from extranet.ballots.services import (
    ballots,
    casting,
    closing,
    opening,
    proxies,
    recusals,
    results,
)
from tests.extranet.roles import CHAIR, MEMBER, SECRETARIAT
from tests.extranet.world import CANARY, DAY, World, said
from tests.factories.directory import labels


def add_to(world: World) -> None:
    """Add to the world."""
    secret = _rule(world, "secret", secret=True)
    named = _rule(world, "named", proxies=1)
    chair, member = world.users[CHAIR], world.users[MEMBER]
    world.ballots["draft"] = _draft(world, named)
    announced = _draft(world, named)
    ballots.announce(ballot=announced, by=chair)
    own, other = world.mandate(MEMBER), world.mandate(CHAIR)
    proxies.give(ballot=announced, giver=own, holder=other, by=member)
    recusals.recuse(ballot=announced, mandate=own, reason=CANARY, by=member)
    world.ballots["announced"] = announced
    running = world.ballots["running"] = _opened(world, secret)
    opening.extend(ballot=running, until=running.closes_at + DAY, reason=f"Late {CANARY}", by=chair)
    world.ballots["by name"] = _opened(world, _rule(world, "consensus", majority="consensus"))
    _vote(world.ballots["by name"], member, "no", reason=f"Too soon {CANARY}")
    world.ballots["counted"] = _counted(world, secret, ["yes", "no"])
    world.ballots["even"] = _counted(world, _rule(world, "lot", tie="lot"), ["yes", "no"])
    settled = _counted(world, _rule(world, "chair", tie="chair"), ["yes", "no"])
    results.settle_tie(ballot=settled, how="chair", choice=["yes"], by=chair, note=CANARY)
    for role in (CHAIR, SECRETARIAT):
        results.sign(ballot=settled, by=world.users[role])
    world.ballots["settled"] = Ballot.objects.get(pk=settled.pk)
    world.ballots["void"] = _opened(world, secret)
    opening.void(ballot=world.ballots["void"], reason=f"Wrong {CANARY}", by=chair)


def _rule(world: World, kind: str, **terms) -> DecisionRule:
    return DecisionRule.objects.create(
        body=world.body, kind=kind, labels=labels(f"Rule {kind}"), created_by=None, **terms
    )


def _draft(world: World, rule: DecisionRule) -> Ballot:
    return ballots.prepare(
        body=world.body,
        rule=rule,
        titles=said("Question"),
        texts=said("Text"),
        closes_at=timezone.now() + datetime.timedelta(days=7),
        by=world.users[CHAIR],
    )


def _opened(world: World, rule: DecisionRule) -> Ballot:
    return opening.open_ballot(ballot=_draft(world, rule), by=world.users[CHAIR])


def _vote(ballot: Ballot, user, choice: str, reason: str = "") -> None:
    mandate = Mandate.objects.get(body=ballot.body, person__user=user)
    line = ballot.lines.get(mandate=mandate)
    casting.cast(ballot=ballot, line=line, choice=[choice], by=user, reason=reason)


def _counted(world: World, rule: DecisionRule, choices: list[str]) -> Ballot:
    ballot = _opened(world, rule)
    for role, choice in zip((MEMBER, CHAIR), choices, strict=True):
        _vote(ballot, world.users[role], choice)
    closing.close(ballot=ballot, by=world.users[CHAIR])
    return Ballot.objects.get(pk=ballot.pk)
