"""Two engines behind one interface."""

from functools import cache

from django.conf import settings


@cache
def database_engine():
    """Return the engine that is always there."""
    # The models must be ready first.
    from search.engines.database import DatabaseEngine

    return DatabaseEngine()


@cache
def _elasticsearch(url: str, prefix: str, timeout: float):
    from search.engines.circuit_breaker import GuardedEngine
    from search.engines.elasticsearch import ElasticsearchEngine

    remote = ElasticsearchEngine(url, prefix, timeout)
    return GuardedEngine(remote, database_engine(), patience=timeout)


def remote_engines() -> list:
    """Return the engines that are fed besides the database: none where none is set up."""
    url = settings.ELASTICSEARCH_URL
    if not url:
        return []
    return [
        _elasticsearch(url, settings.ELASTICSEARCH_INDEX_PREFIX, settings.ELASTICSEARCH_TIMEOUT)
    ]


def engine():
    """Return the engine that answers: the remote one while it is well, else the database."""
    return (remote_engines() or [database_engine()])[0]


def all_engines() -> list:
    """Return every engine that is fed."""
    return [database_engine(), *remote_engines()]
