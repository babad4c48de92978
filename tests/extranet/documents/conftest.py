"""Fixtures of documents: a body, and somebody who uploads."""

import pytest

from tests.factories.directory import BodyFactory, UserFactory


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def by():
    return UserFactory()
