"""What of a house of rooms can be found by some alone: each house keeps a registry of its sources.

The search reads them; nothing here knows an engine. Tokens say who finds an entry; before a hit
is shown, the querysets by which the pages decide say once more whether its reader may see it now.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Model

# The kind of a source, and the keys of its rows.
Affected = Iterator[tuple[str, Iterable]]


class SearchSource:
    """Rows that some may read; a subclass says which, for whom, and what they say."""

    kind: str = ""
    # The value of the facet of kinds, its label, and a function that counts in words; by default
    # the kind, which says nothing of its own.
    facet: str = ""
    label: str = ""
    counted: Callable[[int], str] | None = None

    def findable(self):
        """Return the rows that anybody may find."""
        raise NotImplementedError

    def is_findable(self, row) -> bool:
        """Return whether one of those rows may be found after all, asked of each."""
        return True

    def visible(self, rows, standing):
        """Return those of the rows that somebody may see now."""
        return rows.visible_to(standing)

    def languages(self, row) -> Iterable[str]:
        """Return the languages that the row has a text in."""
        raise NotImplementedError

    def readers(self, row) -> set[str]:
        """Return the tokens of those who may find the row, beside those of who runs the house."""
        raise NotImplementedError

    def project_row(self, row, language: str) -> dict:
        """Return what one row says in one language, by name: `title`, `url`, `body` and `date`
        (the facets), and perhaps `summary`, `text`, `state`, `has_file`, `extra`."""
        raise NotImplementedError


class SearchSources:
    """The sources of the rooms of one house."""

    def __init__(self):
        self._sources: dict[str, SearchSource] = {}
        self._affected: dict[type[Model], list[Callable[[Model], Affected]]] = defaultdict(list)

    def register(self, source: type[SearchSource]) -> type[SearchSource]:
        """Register a source class; usable as a decorator. Raises ValueError for a kind taken."""
        if not source.kind or source.kind in self._sources:
            raise ValueError(f"The kind {source.kind!r} of {source.__name__} is empty or taken.")
        self._sources[source.kind] = source()
        return source

    def affects(self, *models: type[Model]) -> Callable:
        """Return a decorator for a function that yields the rows to be read anew when a row of one
        of the models is saved or deleted.

        Who may see a row changes none: that is asked for at every search.
        """

        def register_function(function: Callable[[Model], Affected]):
            for model in models:
                self._affected[model].append(function)
            return function

        return register_function

    def all(self) -> list[SearchSource]:
        """Return every source, by kind."""
        return [self._sources[kind] for kind in sorted(self._sources)]

    def watched_models(self) -> list[type[Model]]:
        """Return the models whose rows change what can be found."""
        return list(self._affected)

    def affected_by(self, row: Model) -> Affected:
        """Yield the kinds and keys of the rows to be read anew because of a row."""
        for function in self._affected[type(row)]:
            yield from function(row)


def languages_of(labels: dict) -> list[str]:
    """Return the languages that labels have a text in."""
    return sorted(code for code, text in labels.items() if text)
