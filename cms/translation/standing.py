"""Which texts do not stand any more: floors above say so, and nothing is owed of those."""

from collections.abc import Callable

from django.db.models import QuerySet

_withdrawn: list[Callable[[], QuerySet]] = []


def register_withdrawn(keys: Callable[[], QuerySet]) -> None:
    """Count the texts whose translation keys `keys()` returns, as a query, among the withdrawn."""
    if keys not in _withdrawn:
        _withdrawn.append(keys)


def withdrawn_keys() -> list[QuerySet]:
    """Return the queries of the keys of withdrawn texts, one for each that was registered."""
    return [keys() for keys in _withdrawn]
