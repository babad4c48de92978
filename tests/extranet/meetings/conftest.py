"""Fixtures of meetings: a body, those who sit on it, a meeting."""

import pytest

from cms.directory.models import Mandate
from extranet.meetings import signals
from tests.extranet.meetings.tools import make_meeting
from tests.factories.directory import BodyFactory, OrganisationFactory
from tests.factories.extranet import delegate


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def chair(body):
    return delegate(body, Mandate.Role.CHAIR)


@pytest.fixture
def heard():
    """What was told by signals, as (name, keywords)."""
    found = []
    names = ("meeting_convened", "meeting_changed", "meeting_cancelled", "paper_tabled")
    receivers = {}
    for name in names:

        def receive(sender, name=name, **kwargs):
            found.append((name, kwargs))

        receivers[name] = receive
        getattr(signals, name).connect(receive)
    yield found
    for name, receive in receivers.items():
        getattr(signals, name).disconnect(receive)


@pytest.fixture
def party():
    return OrganisationFactory()


@pytest.fixture
def member(body, party):
    return delegate(body, organisation=party)


@pytest.fixture
def meeting(body):
    return make_meeting(body)
