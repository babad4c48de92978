"""Fixtures of demands: a body that allows them, one that is reached, the signal of it."""

import pytest

from extranet.demands.signals import demand_reached
from tests.extranet.demands.tools import opened
from tests.extranet.records.tools import members, share
from tests.factories.directory import BodyFactory


@pytest.fixture
def body(db):
    body = BodyFactory()
    share(body)
    return body


@pytest.fixture
def reached_signals():
    """The keys of the demands that the signal told of."""
    told = []
    receiver = lambda demand, **kwargs: told.append(demand.pk)  # noqa: E731
    demand_reached.connect(receiver)
    yield told
    demand_reached.disconnect(receiver)


@pytest.fixture
def reached(body):
    users = members(body, 3)
    return opened(body, users[0])
