"""What waits for somebody: replies owed, papers to read, tasks, demands to answer.

Each kind lives in a module of this package, named in SOURCES, which registers a function:

    @register
    def replies_owed(standing: Standing) -> Iterable[Waiting]: ...

A function asks a constant number of queries, however much waits, and gives only what the standing
may see; `waiting_for` puts all of it in one order.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from extranet.access import Standing

# The modules of this package that register something.
SOURCES = ("emails", "meetings", "records")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody.

    `kind` is a short code ("reply", "papers", "follow-up", "demand") for the look of the row,
    `title` names the thing, `text` says what is to be done, `url` is where one does it, `due` is
    the last day for it, or None.
    """

    kind: str
    title: str
    text: str
    url: str
    due: datetime.date | None = None


Source = Callable[[Standing], Iterable[Waiting]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `waiting_for` ask `source` too; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def waiting_for(standing: Standing) -> list[Waiting]:
    """Return what waits for somebody, the most pressing first; what has no day comes last."""
    for name in SOURCES:
        import_module(f"{__name__}.{name}")
    if standing.user is None:
        return []
    found = [item for source in _sources for item in source(standing)]
    return sorted(found, key=lambda item: (item.due or datetime.date.max, item.kind, item.title))
