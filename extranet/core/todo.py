"""What somebody has to do: replies owed, papers to read, tasks, demands to answer.

Each room registers functions in its `todo.py`:

    @register
    def replies_owed(standing: Standing) -> Iterable[Todo]: ...

A function asks a constant number of queries, however much there is to do, and gives only what the
standing may see; `todos_for` puts all of it in one order.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extranet.core.standing import Standing


@dataclass(frozen=True)
class Todo:
    """One thing that somebody has to do.

    `kind` is a short code ("reply", "papers", "follow-up", "demand") for the look of the row,
    `title` names the thing, `text` says what is to be done, `url` is where one does it, `due` is
    the last day for it, or None.
    """

    kind: str
    title: str
    text: str
    url: str
    due: datetime.date | None = None


Source = Callable[[Standing], Iterable[Todo]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `todos_for` ask `source` too; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def todos_for(standing: Standing) -> list[Todo]:
    """Return what somebody has to do, the most pressing first; what has no day comes last."""
    if standing.user is None:
        return []
    todos = [todo for source in _sources for todo in source(standing)]
    return sorted(todos, key=lambda todo: (todo.due or datetime.date.max, todo.kind, todo.title))
