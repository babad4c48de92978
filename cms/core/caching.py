"""One number that changes whenever the public could see a change; caches are keyed by it."""

from collections.abc import Callable, Hashable
from itertools import count
from threading import Lock
from time import monotonic
from typing import TypeVar

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models import F

_KEY = "content-version"
# A reader may be this many seconds behind where processes do not share a cache.
_MEMO_SECONDS = 1
# How many things a process keeps, and for how many seconds at most where nothing changes.
_KEPT = 64
_KEPT_SECONDS = 600

T = TypeVar("T")
_marks = count(1)
_kept: dict[Hashable, T] = {}
_keeping = Lock()


class _Change:
    """A change that waits for its transaction to be committed: the first of all counts it.

    `mark` names the content as the transaction sees it since the latest change at this savepoint;
    no other connection has it, and it goes with the savepoint.
    """

    def __init__(self, first: bool):
        self.first = first
        self.mark = next(_marks)

    def __call__(self) -> None:
        if self.first:
            _count()


def content_version() -> int:
    """Return the number of the site's present content, from the database at most once a second."""
    number = cache.get(_KEY)
    if number is None:
        versions = apps.get_model("core", "ContentVersion").objects
        number = versions.values_list("number", flat=True).first() or 0
        cache.set(_KEY, number, _MEMO_SECONDS)
    return number


def ask_anew(**_signal) -> None:
    """Have the content version read from the database the next time, not from a second ago.

    A task begins with it: one that shares no cache with whoever made a page private must not take
    it for public and put it into the index of the search.
    """
    cache.delete(_KEY)


def bump_content_version(**_signal) -> None:
    """Count one change, once for a whole transaction and only if that is committed."""
    savepoints, latest = _uncommitted()
    if latest and savepoints == set(transaction.get_connection().savepoint_ids):
        latest.mark = next(_marks)
    else:
        transaction.on_commit(_Change(first=latest is None))


def kept(key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """Return what `make()` gives, made once for every state of the content and kept by the process.

    Whoever changed something in a transaction of their own reads it as they changed it, and they
    alone. What is kept is shared by all threads: it must not be changed.
    """
    latest = _uncommitted()[1]
    state = (content_version(), latest.mark if latest else 0, int(monotonic() // _KEPT_SECONDS))
    try:
        return _kept[state, key]
    except KeyError:
        made = make()
    with _keeping:
        _kept[state, key] = made
        if len(_kept) > _KEPT:
            del _kept[next(iter(_kept))]
    return made


def forget() -> None:
    """Forget all that this process keeps, as when it has just begun."""
    with _keeping:
        _kept.clear()


def _uncommitted() -> tuple[set, _Change | None]:
    """Return the latest change that this connection has not committed, and its savepoints."""
    for savepoints, do, _robust in reversed(transaction.get_connection().run_on_commit):
        if isinstance(do, _Change):
            return savepoints, do
    return set(), None


def _count() -> None:
    versions = apps.get_model("core", "ContentVersion").objects
    if not versions.update(number=F("number") + 1):
        versions.create(number=1)
    cache.delete(_KEY)
