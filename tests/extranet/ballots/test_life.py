"""The whole life of a ballot, in whatever order things come."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from extranet.ballots.services import results, standpoint

from .casting_tools import plain_count
from .life import Life

LIVES = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _counted(monkeypatch, db):
    monkeypatch.setattr(results, "count", plain_count)
    with Life.clock:
        yield


def test_whatever_is_tried_in_whatever_order_every_right_is_used_once_and_counted():
    run_state_machine_as_test(Life, settings=LIVES)


def test_the_machine_finds_a_vote_that_is_taken_from_a_suspended_organisation(monkeypatch):
    monkeypatch.setattr(standpoint.Bench, "_has_standing", lambda self, organisation: True)
    quick = settings(LIVES, max_examples=200, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Life, settings=quick)
