"""Two engines behind one interface."""

from functools import cache


@cache
def database_engine():
    """Return the engine that is always there."""
    # The models must be ready first.
    from search.engines.database import DatabaseEngine

    return DatabaseEngine()


def remote_engines() -> list:
    """Return the engines that are fed besides the database: none where none is set up."""
    return []


def engine():
    """Return the engine that answers now."""
    return database_engine()


def all_engines() -> list:
    """Return every engine that is fed."""
    return [database_engine(), *remote_engines()]
