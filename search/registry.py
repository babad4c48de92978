"""The sources of what can be found: one class a result type, owning visibility and facets."""

from collections.abc import Iterable, Iterator

from search.projection import Projection

Key = tuple[str, str]

_sources: dict[str, "Source"] = {}


class Source:
    """Projects one kind of thing. `object_id` names the thing in all its languages."""

    kind: str = ""

    @property
    def checked_with(self):
        """What has `visible_keys`: this source, or one that several share to ask but once."""
        return self

    def iter_ids(self) -> Iterator[str]:
        """Yield the id of everything that may be findable, for sweeps and rebuilds."""
        raise NotImplementedError

    def project(self, object_id: str) -> list[Projection]:
        """Return one projection a language; none where the thing is gone or nobody may find it."""
        raise NotImplementedError

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        """Return those (object_id, language) that the database shows to `audiences` right now."""
        raise NotImplementedError


def register(source: type[Source]) -> type[Source]:
    """Register a source class; usable as a decorator. Raises ValueError for a kind taken."""
    add(source())
    return source


def add(source: Source) -> None:
    """Register one source. Raises ValueError for a kind taken."""
    if not source.kind or source.kind in _sources:
        raise ValueError(f"The kind {source.kind!r} of {source!r} is empty or taken.")
    _sources[source.kind] = source


def get(kind: str) -> Source | None:
    """Return the source of a kind, or None."""
    return _sources.get(kind)


def all_sources() -> list[Source]:
    """Return every source, by kind."""
    return [_sources[kind] for kind in sorted(_sources)]
