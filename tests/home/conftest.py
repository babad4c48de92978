"""Fixtures of the site's pages and of those who edit them."""

import pytest
from django.db import transaction

from cms.accounts.services import sync_roles
from tests.home.editing import colleague


@pytest.fixture(scope="module")
def _roles_of_module(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        sync_roles()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def roles(_roles_of_module, db):
    """The groups and the workflow, as the code declares them: made once for a file of tests."""


def at_once(do, using=None, robust=False) -> None:
    """Stand for `transaction.on_commit`: wait for nothing, as a test's transaction never ends."""
    do()


@pytest.fixture
def on_commit_at_once(monkeypatch):
    """What waits for the end of a transaction is done at once."""
    monkeypatch.setattr(transaction, "on_commit", at_once)


@pytest.fixture
def coordinator(site, roles):
    """Somebody who publishes."""
    return colleague("coordinators")
