"""Fixtures of ballots: exported records of every kind."""

import pytest

from extranet.ballots.services import results
from tests.databases import shared_world
from tests.extranet.ballots.counted import closed, exported, recorded
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate

YES, NO, ABSTAIN, BLANK = ["yes"], ["no"], ["abstain"], []
TIED = [YES, YES, NO, NO, ABSTAIN]


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker) -> list[str]:
    """Exports of the records of one body: by name, secret with and without trackers, in a
    meeting, by consensus, with a tie that the chair settled."""
    with shared_world(django_db_blocker):
        body = BodyFactory(code="board")
        tied = closed(body, TIED, tie="chair")
        results.settle_tie(
            ballot=tied, how="chair", choice=YES, by=delegate(body, "chair"), note="Aloud."
        )
        ballots = [
            closed(body, [[YES, NO], YES, YES, ABSTAIN, BLANK], entitled=7, majority="two_thirds"),
            closed(body, [*[YES] * 6, *[NO] * 3, BLANK], majority="two_thirds", secret=True),
            closed(body, [YES, NO, NO], secret=True, trackers=False),
            closed(body, [YES, YES, NO], entitled=9, present=5, quorum="presence",
                   quorum_percent=30, quorum_at="opening", base="present", majority="absolute"),
            closed(body, [YES, NO], majority="consensus", fallback="two_thirds"),
            tied,
        ]  # fmt: skip
        yield [exported(recorded(ballot)) for ballot in ballots]
