"""Fixtures of polls."""

import pytest

from tests.factories.directory import BodyFactory


@pytest.fixture
def body(db):
    return BodyFactory(code="committee")
