"""A running cohort with its people, made once for a file of tests that asks for `world`."""

import pytest
from django.db import transaction

from tests.academy.world import make_world


@pytest.fixture(scope="module")
def _world_of_module(_roles_of_module, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(_world_of_module, db):
    """See `tests.academy.world.make_world`. Read rows anew that a test changes."""
    return _world_of_module
