"""Reminders: notices before or after a day. Idempotent: each is added once."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model

from cms.directory.querysets import site_day
from extranet.notices.services.notices import announce


@dataclass(frozen=True)
class Reminder:
    """A notice that a day calls for; its `fingerprint` where the kind's own does not tell it from
    others."""

    kind: str
    thing: Model
    fingerprint: str | None = None


Source = Callable[[datetime.date], Iterable[Reminder]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `remind` ask `source` what a day calls for; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def remind() -> Counter:
    """Add the notices that a day calls for; return how many of each kind."""
    today = site_day()
    counts = Counter()
    for source in _sources:
        for row in source(today):
            counts[row.kind] += announce(row.kind, row.thing, fingerprint=row.fingerprint)
    return +counts
