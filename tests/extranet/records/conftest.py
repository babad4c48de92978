"""Fixtures of records: a body, its chair, a meeting that was held."""

import pytest

from cms.directory.models import Mandate
from tests.extranet.records.tools import held
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def chair(body):
    return delegate(body, Mandate.Role.CHAIR)


@pytest.fixture
def meeting(body):
    return held(body)
