"""Pytest's side of the real services: who may run, and against what.

Tests marked ``postgres``, ``redis`` or ``elasticsearch`` need the service whose address is in
``TEST_DATABASE_URL``, ``TEST_REDIS_URL`` or ``TEST_ELASTICSEARCH_URL``. Without the address
they are skipped with the reason; with ``REQUIRE_SERVICES=1`` its absence is an error, so that
no run passes for a full one when it was not.

The suite runs on SQLite. With ``TEST_DATABASE=postgres`` run those marked ``databases``, which may
come out otherwise there, once more, and those marked ``postgres``, which need what SQLite has not.
"""

import os
import sys
import uuid
from pathlib import Path

import pytest

VARIABLES = {
    "postgres": "TEST_DATABASE_URL",
    "redis": "TEST_REDIS_URL",
    "elasticsearch": "TEST_ELASTICSEARCH_URL",
}
# The marks of what runs on PostgreSQL.
ON_POSTGRES = ("databases", "postgres")


def services_required() -> bool:
    """Return whether an absent service or tool is an error here."""
    return os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")


def on_postgres() -> bool:
    """Return whether this run's database is PostgreSQL."""
    return os.environ.get("TEST_DATABASE") == "postgres"


def names_postgres(path: Path) -> bool:
    """Return whether a file of tests marks any of them for PostgreSQL."""
    text = path.read_text(encoding="utf-8")
    return any(f"mark.{name}" in text for name in ON_POSTGRES)


def absent(what: str) -> None:
    """Skip the test for want of something, or fail it where everything is required."""
    if services_required():
        pytest.fail(f"{what}, and REQUIRE_SERVICES is set", pytrace=False)
    pytest.skip(what)


def pytest_configure(config):
    config.addinivalue_line("markers", "databases: may come out otherwise on PostgreSQL")


def pytest_ignore_collect(collection_path):
    """On PostgreSQL, leave files unread that name no test for it: reading all of them takes as
    long as many of these tests."""
    if on_postgres() and collection_path.match("test_*.py") and not names_postgres(collection_path):
        return True
    return None


def pytest_collection_modifyitems(items):
    """Refuse a mark that the run on PostgreSQL would not find. What a file imports to ask it of
    another engine runs there for the file that it stands in."""
    marked = [item for item in items if any(map(item.get_closest_marker, ON_POSTGRES))]
    files = {sys.modules[item.function.__module__].__file__ for item in marked}
    if hidden := [file for file in sorted(files) if not names_postgres(Path(file))]:
        raise pytest.UsageError(f"marked for PostgreSQL, but not in the file: {hidden}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    for name, variable in VARIABLES.items():
        if item.get_closest_marker(name) and not os.environ.get(variable):
            absent(f"{variable} is not set")
    if item.get_closest_marker("postgres") and not on_postgres():
        pytest.skip("runs with TEST_DATABASE=postgres")
    if on_postgres() and not any(map(item.get_closest_marker, ON_POSTGRES)):
        pytest.skip("says the same on every database; the run on SQLite has said it")


@pytest.fixture
def redis_cache(settings):
    """Django's default cache on the real Redis, under a prefix of its own, emptied after."""
    from django.core.cache import cache

    prefix = f"test-{uuid.uuid4().hex}"
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": os.environ["TEST_REDIS_URL"],
            "KEY_PREFIX": prefix,
        }
    }
    yield cache
    client = cache._cache.get_client(write=True)
    for key in client.scan_iter(match=f"{prefix}:*", count=1000):
        client.delete(key)
    cache._cache.get_client(write=True).connection_pool.disconnect()


@pytest.fixture(scope="session")
def elasticsearch_client():
    """A client of the real Elasticsearch, closed at the end of the run."""
    from elasticsearch import Elasticsearch

    client = Elasticsearch(os.environ["TEST_ELASTICSEARCH_URL"], request_timeout=30)
    yield client
    client.close()


@pytest.fixture
def index_prefix(elasticsearch_client):
    """A prefix no other test uses; every index named with it is deleted after the test."""
    prefix = f"test-{uuid.uuid4().hex}"
    yield prefix
    names = list(
        elasticsearch_client.indices.get_settings(index=f"{prefix}*", expand_wildcards="all")
    )
    if names:
        elasticsearch_client.indices.delete(index=names)


@pytest.fixture
def elasticsearch(db, index_prefix):
    """The search engine on the real Elasticsearch, its indices empty and its own.

    It writes into the database engine as well, as the site does, and finds what it wrote at once.
    """
    from search.engines import database_engine
    from search.engines.elasticsearch import ElasticsearchEngine

    known = {"en"}

    class Prompt(ElasticsearchEngine):
        def write(self, entries):
            entries = list(entries)
            database_engine().write(entries)
            for language in {entry.language for entry in entries} - known:
                known.add(language)
                self.rebuild(languages=[language])
            super().write(entries)
            self.refresh()

    engine = Prompt(os.environ["TEST_ELASTICSEARCH_URL"], index_prefix, timeout=10)
    # Making an index takes its time: those of other languages are made once they are needed.
    engine.rebuild(languages=known)
    yield engine
    engine.client.close()
