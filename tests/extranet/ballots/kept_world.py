"""Ballots in every state, for tests of what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from extranet.ballots.services import closing, opening, proxies, recusals, results
from tests.factories.extranet import delegate

from .casting_tools import (
    committee,
    drafted,
    fresh,
    mandate_of,
    plain_count,
    rule_of,
    vote,
)

BEGUN = ["open_named", "open_secret", "closed_named", "closed_secret", "void_named", "void_secret"]


class World:
    """A body with ballots in every state: named and secret, all of them with everything."""


def made_world() -> World:
    """Return a world made with a plain count."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(results, "count", plain_count)
        world = World()
        world.body, world.chair, world.users = committee(5)
        delegate(world.body, "guest")
        for secret in (False, True):
            rule = rule_of(world.body, secret=secret, proxies=1)
            for state in ("draft", "open", "closed", "void"):
                name = f"{state}_{'secret' if secret else 'named'}"
                setattr(world, name, _made(world, rule, state))
        return world


def _made(world, rule, state):
    one, two, three, four, _five = world.users
    ballot = drafted(world.body, world.chair, rule)
    pair = {"giver": mandate_of(one, world.body), "holder": mandate_of(two, world.body)}
    proxies.give(ballot=ballot, by=one, **pair)
    recusals.recuse(ballot=ballot, by=three, mandate=mandate_of(three, world.body))
    if state == "draft":
        return ballot
    opening.open_ballot(ballot=ballot, by=world.chair)
    vote(ballot, four, ["no"])
    vote(ballot, two, ["yes"])
    if state == "closed":
        closing.close(ballot=ballot, by=world.chair)
    if state == "void":
        opening.void(ballot=ballot, reason="A wrong text", by=world.chair)
    return fresh(ballot)


def refuses(act, *, words=None) -> None:
    """Check that the database refuses something, and nothing of it is done."""
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        act()
