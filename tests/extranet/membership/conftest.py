"""Fixtures of memberships: a board, its people, a decider."""

import pytest

from tests.extranet.membership.tools import consent, decider, make_board
from tests.factories.extranet import secretary


@pytest.fixture
def board(db):
    consent()
    return make_board()


@pytest.fixture
def office(board):
    return secretary()


@pytest.fixture
def votes():
    with decider() as fake:
        yield fake
