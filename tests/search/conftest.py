"""What tests of the search share."""

import contextlib

import pytest
from django.db import connection, transaction

from cms.core import caching
from search import registry
from search.engines import database_engine
from search.models import Entry
from search.projection import Projection
from tests.factories.directory import BodyFactory


class Commits:
    """Stands for commits inside of a test's transaction: what waits for one is handed out."""

    def __init__(self):
        self.waiting = []

    @contextlib.contextmanager
    def later(self):
        """Collect what waits for the commit of the block, to be delivered when one likes; the
        content version is counted with the commit itself."""
        start = len(connection.run_on_commit)
        yield
        for _savepoints, do, _robust in connection.run_on_commit[start:]:
            if isinstance(do, caching._Change):
                do()
            else:
                self.waiting.append(do)
        del connection.run_on_commit[start:]

    def deliver(self):
        """Run all that waits, and what that leads to."""
        while self.waiting:
            self.run(self.waiting.pop(0))

    def run(self, task):
        """Run one, alone: a task that fails, for its page is gone, must not hinder the next."""
        with self.later(), transaction.atomic():
            task()

    @contextlib.contextmanager
    def __call__(self):
        """Commit the block."""
        with self.later():
            yield
        self.deliver()


@pytest.fixture
def commits(db):
    """Commit in a test: `with commits(): …`, or `with commits.later(): …`, `commits.deliver()`."""
    return Commits()


@pytest.fixture
def engine(db):
    """The database engine."""
    return database_engine()


class ThingSource(registry.Source):
    """What `add` adds: all of it can be seen."""

    kind = "thing"

    def visible_keys(self, keys, audiences):
        return set(keys)


@pytest.fixture
def add(engine, monkeypatch):
    """Add an entry that no page stands behind: `add(title=…, audiences=[…])`."""
    monkeypatch.setitem(registry._sources, "thing", ThingSource())
    numbers = iter(range(1, 1_000_000))

    def add_one(language="en", kind="thing", **fields):
        number = next(numbers)
        values = Projection(
            **{"title": f"Thing {number}", "url": f"/{number}/", **fields}, language=language
        ).values()
        entry = Entry(kind=kind, object_id=str(number), version=number, **values)
        entry.save()
        engine.write([entry])
        return entry

    return add_one


@pytest.fixture
def body():
    """A body whose papers are confidential."""
    return BodyFactory(code="board")


@pytest.fixture
def meaning(settings):
    """Switch the ranking by meaning on, with time enough for a machine that is busy."""
    settings.SEARCH_MEANING = True
    settings.SEARCH_MEANING_TIMEOUT = 30.0
    return settings
