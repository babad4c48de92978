"""Rows of rooms that some alone may find: what the extranet and the academy share.

A house registers its rows (`cms.core.search_sources`); here they become sources that are never
for everybody, and are asked for once more before a hit is shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db.models.signals import post_delete, post_save
from django.utils.translation import override

from cms.core.search_sources import SearchSource, SearchSources
from search import audiences
from search.projection import Projection, tidy, year_facet
from search.registry import Key, Source, add
from search.services.marking import mark
from search.sources.texts import LONGEST_TEXT


def object_id_of(kind: str, pk) -> str:
    """Return the id of a row among those of all kinds: `meeting-7`."""
    return f"{kind}-{pk}"


class ConfidentialSource(Source):
    """Projects the rows of one source of a house, never for everybody."""

    def __init__(self, rows: SearchSource, house: "Confidential"):
        self.rows = rows
        self.house = house
        self.kind = rows.kind

    def iter_ids(self) -> Iterator[str]:
        rows = self.rows.findable().prefetch_related(None).order_by("pk")
        for pk in rows.values_list("pk", flat=True).iterator():
            yield object_id_of(self.kind, pk)

    def project(self, object_id: str) -> list[Projection]:
        pk = self.pk_of(object_id)
        row = self.rows.findable().filter(pk=pk).first() if pk else None
        if row is None or not self.rows.is_findable(row):
            return []
        return [self._projection(row, language) for language in self.rows.languages(row)]

    def _projection(self, row, language: str) -> Projection:
        with override(language):
            columns = self.rows.project_row(row, language)
        body, date = columns.pop("body"), columns["date"]
        facets = {
            "kind": [self.rows.facet or self.kind],
            "year": year_facet(date),
        }
        # What is asked of all belongs to no body.
        if body is not None:
            facets["body"] = [body.code]
        if columns.pop("has_file", False):
            facets["has_file"] = ["yes"]
        columns["text"] = tidy(columns.get("text", ""))[:LONGEST_TEXT]
        return Projection(
            language=language,
            audiences=tuple(self.rows.readers(row) | {self.house.runs_it}),
            facets=facets,
            extra={"confidential": True, **columns.pop("extra", {})},
            **columns,
        )

    def pk_of(self, object_id: str) -> int | None:
        """Return the key of a row from its id, None where it is no id of this kind."""
        kind, _dash, pk = object_id.rpartition("-")
        return int(pk) if kind == self.kind and pk.isdecimal() else None

    @property
    def checked_with(self):
        return self.house

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        return self.house.visible_keys(keys, audiences)

    def visible_ids(self, pks: Iterable[int], standing) -> set[str]:
        """Return the ids of those of the rows that somebody may see now."""
        rows = self.rows.visible(self.rows.findable().filter(pk__in=pks), standing)
        return {object_id_of(self.kind, pk) for pk in rows.values_list("pk", flat=True)}


class Confidential:
    """A house; asks for all its kinds at once: who reads is looked up once, each kind with one
    query. `standing_of` reckons what a user may do in it, `runs_it` is the token of who finds all
    of it."""

    def __init__(self, registry: SearchSources, standing_of: Callable, runs_it: str):
        self.registry = registry
        self.standing_of = standing_of
        self.runs_it = runs_it
        self.sources = {rows.kind: ConfidentialSource(rows, self) for rows in registry.all()}
        for source in self.sources.values():
            add(source)

    def visible_keys(self, keys: Iterable[Key], readers: frozenset[str]) -> set[Key]:
        """Return those (object id, language) that the user among `readers` may see now."""
        keys = set(keys)
        by_kind = defaultdict(set)
        for object_id, _language in keys:
            kind = object_id.rpartition("-")[0]
            if pk := kind in self.sources and self.sources[kind].pk_of(object_id):
                by_kind[kind].add(pk)
        user = audiences.user_of(readers) if by_kind else None
        if user is None:
            return set()
        standing = self.standing_of(user)
        visible = {
            object_id
            for kind, pks in by_kind.items()
            for object_id in self.sources[kind].visible_ids(pks, standing)
        }
        return {key for key in keys if key[0] in visible}

    def on_row(self, sender, instance, **_kwargs) -> None:
        """Mark what changes with a row of the house."""
        for kind, pks in self.registry.affected_by(instance):
            mark(kind, [object_id_of(kind, pk) for pk in pks])

    def connect(self) -> None:
        """Listen to all that the house's entries say."""
        for model in self.registry.watched_models():
            for signal in (post_save, post_delete):
                label = f"search {self.runs_it} {model.__name__}"
                signal.connect(self.on_row, sender=model, dispatch_uid=label)
