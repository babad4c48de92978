"""How long may be waited for an index: for one question, and in a web request for all of them.

A page asks several questions, and with tasks at once a publication writes several things. What one
of them has waited for is taken from what the others may.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.signals import request_finished, request_started

from search.engines.base import EngineUnavailable

# Seconds that a write may take that perhaps an editor waits for.
WRITER_PATIENCE = 10
# With less than these seconds left, a question is not worth asking.
LEAST = 0.05

_end: ContextVar[float | None] = ContextVar("search_deadline", default=None)
_waited: ContextVar[dict[str, float] | None] = ContextVar("search_waited", default=None)


class Spent(EngineUnavailable):
    """The web request has waited for the index as long as it may; that is no fault of a node."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Have everything in the block end in `seconds`, or sooner where an outer block says so."""
    end = time.monotonic() + seconds
    outer = _end.get()
    token = _end.set(end if outer is None else min(outer, end))
    try:
        yield
    finally:
        _end.reset(token)


def left() -> float:
    """Return the seconds until the deadline. Raise TimeoutError where there are none."""
    end = _end.get()
    if end is None:
        raise RuntimeError("Nobody has said how long this may take.")
    seconds = end - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("The deadline has passed.")
    return seconds


@contextmanager
def sharing(purpose: str, seconds: float) -> Iterator[None]:
    """Have the block end within what is left of `seconds`, which all blocks of the same purpose in
    one web request share; elsewhere each has them for itself.

    Raise Spent, before the block, where too little is left.
    """
    waited = _waited.get()
    if waited is None:
        with within(seconds):
            yield
        return
    remaining = seconds - waited.get(purpose, 0.0)
    if remaining < LEAST:
        raise Spent("Enough has been waited for in this request.")
    began = time.monotonic()
    try:
        with within(remaining):
            yield
    finally:
        waited[purpose] = waited.get(purpose, 0.0) + time.monotonic() - began


def _begin(**_kwargs) -> None:
    _waited.set({})


def _finish(**_kwargs) -> None:
    _waited.set(None)


def connect() -> None:
    """Count anew in every web request what is waited for."""
    request_started.connect(_begin, dispatch_uid="search deadline begins")
    request_finished.connect(_finish, dispatch_uid="search deadline ends")
