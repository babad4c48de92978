"""Fixtures of the site's pages and of those who edit them."""

import pytest
from django.db import transaction

from cms.accounts.services import sync_roles
from tests.home.editing import colleague


@pytest.fixture
def roles(db):
    """The groups and the workflow, as the code declares them."""
    sync_roles()


@pytest.fixture
def on_commit_at_once(monkeypatch):
    """What waits for the end of a transaction is done at once: a test's own never ends."""
    monkeypatch.setattr(transaction, "on_commit", lambda do, using=None, robust=False: do())


@pytest.fixture
def coordinator(site, roles):
    """Somebody who publishes."""
    return colleague("coordinators")
