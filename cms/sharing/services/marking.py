"""Marks pages whose kits may be out of date: once the change is committed, a task looks."""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction

from cms.sharing.tasks import make_kit

_held_back: ContextVar[bool] = ContextVar("held_back", default=False)


class _Marked(partial):
    """A marked page among what else waits for the commit."""


def mark(page_ids: Iterable[int]) -> None:
    """Have the kits of pages looked at once the transaction is committed, each once."""
    if _held_back.get():
        return
    pending = transaction.get_connection().run_on_commit
    known = {entry[1].args for entry in pending if isinstance(entry[1], _Marked)}
    for page_id in page_ids:
        if (page_id,) not in known:
            transaction.on_commit(_Marked(_enqueue, page_id), robust=True)


@contextmanager
def held_back():
    """Mark nothing meanwhile: for who publishes hundreds of pages and makes the kits afterwards."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)


def _enqueue(page_id: int) -> None:
    make_kit.enqueue(page_id)
