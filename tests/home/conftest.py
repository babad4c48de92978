"""Fixtures of the site's pages and of those who edit them."""

import pytest
from django.db import transaction

from tests.home.editing import colleague


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
