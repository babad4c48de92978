"""What somebody has to do in the academy: each room registers functions in its `todo.py`.

    @register
    def offers_to_answer(standing: Standing) -> Iterable[Todo]: ...

A function asks a constant number of queries and gives only what the standing may see.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from academy.core.standing import Standing


@dataclass(frozen=True)
class Todo:
    """One thing that somebody has to do: the thing's `title`, what is to be done as `text`, the
    `url` where one does it; the moment until which it is to be done (`due`), or at which it
    `begins`, or neither."""

    title: str
    text: str
    url: str
    due: datetime.datetime | None = None
    begins: datetime.datetime | None = None

    @property
    def moment(self) -> datetime.datetime | None:
        """When it presses: as it begins, or ends."""
        return self.begins or self.due


Source = Callable[[Standing], Iterable[Todo]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `todos_for` ask `source` too; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def todos_for(standing: Standing) -> list[Todo]:
    """Return what somebody has to do, the most pressing first; what has no day comes last."""
    todos = [todo for source in _sources for todo in source(standing)]
    last = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(todos, key=lambda todo: (todo.moment or last, todo.title))
