"""The small interface that both engines fulfil; everything above speaks only this."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from search.models import Entry
from search.projection import PUBLIC

Progress = Callable[[int, int], None]


class EngineUnavailable(Exception):
    """The engine cannot answer now; another one may."""


class IndexUnavailable(EngineUnavailable):
    """The engine answers, but has no usable index of one language."""


class Refused(EngineUnavailable):
    """The engine answers, but does not take some entries; the text says why."""


@dataclass(frozen=True)
class Query:
    """What somebody asks. `exclude` holds ids of entries that a re-check has just refused."""

    text: str
    language: str
    audiences: frozenset[str] = frozenset({PUBLIC})
    # Any of the values within a facet, all of the facets.
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    size: int = 10
    sort: Literal["relevance", "date"] = "relevance"
    exclude: frozenset[int] = frozenset()

    @property
    def offset(self) -> int:
        """How many hits come before the page."""
        return (max(self.page, 1) - 1) * self.size


@dataclass(frozen=True)
class Hit:
    """One result; the two `_html` texts are escaped and carry only <mark>."""

    entry_id: int
    kind: str
    object_id: str
    language: str
    title: str
    title_html: str
    snippet_html: str
    url: str
    date: datetime.date | None
    result_type: str
    state: str
    outdated: bool
    languages: tuple[str, ...]
    facets: dict[str, list[str]]
    score: float
    extra: dict = field(default_factory=dict)
    # Whether it shares no more than the beginnings of words with the query.
    begun: bool = False


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, by its code, with how many hits it would leave."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Results:
    """One page of hits, and what is counted over all of them."""

    hits: list[Hit]
    total: int
    facets: dict[str, list[FacetValue]]
    engine: str
    degraded: bool = False
    # Nothing holds the quoted words in their order: these hold some of them.
    relaxed: bool = False
    took_ms: float = 0.0


@dataclass(frozen=True)
class Suggestion:
    """A thing whose title begins like what is being typed."""

    entry_id: int
    kind: str
    object_id: str
    language: str
    text: str
    html: str
    url: str
    result_type: str


@dataclass(frozen=True)
class IndexDiff:
    """How an engine differs from the entries: ids missing in it, older in it, or only in it.

    `strays` are documents that can be no entry's where they lie: the index and the id of each.
    """

    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    orphans: tuple[int, ...] = ()
    strays: tuple[tuple[str, str], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether there is no difference."""
        return not (self.missing or self.stale or self.orphans or self.strays)


class Engine(Protocol):
    """What finds entries. All raise EngineUnavailable where the engine does not answer."""

    name: str

    def search(self, query: Query) -> Results:
        """Return the page of hits that `query` asks for, with totals and facets."""

    def suggest(
        self, text: str, language: str, audiences: frozenset[str], size: int = 8
    ) -> list[Suggestion]:
        """Return things whose titles go on like `text`."""

    def did_you_mean(self, text: str, language: str, audiences: frozenset[str]) -> str | None:
        """Return `text` as it was probably meant, or None where nothing better is found."""

    def write(self, entries: Iterable[Entry]) -> None:
        """Take over the entries, tombstones among them; a lower version than the held one loses."""

    def delete(self, entry_ids: Iterable[int]) -> None:
        """Forget these ids, whatever their version."""

    def check(self) -> IndexDiff:
        """Compare with the entries."""

    def repair(self, diff: IndexDiff) -> None:
        """Write what is missing or stale, delete orphans."""

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build everything anew from the entries, without a gap for readers; return how many."""
