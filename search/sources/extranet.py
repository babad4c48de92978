"""What a mandate lets find: the sources that the rooms of the extranet register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models.signals import post_delete, post_save
from django.utils.translation import override

from cms.accounts import second_factor
from extranet.core.audiences import SECRETARIAT, audiences_of
from extranet.core.search_sources import (
    SearchSource,
    affected_by,
    all_sources,
    watched_models,
)
from extranet.core.standing import Standing, standing_of
from search import audiences
from search.projection import Projection, tidy, year_facet
from search.registry import Key, Source, add
from search.services.marking import mark
from search.sources.texts import LONGEST_TEXT


@audiences.provider
def tokens(request) -> frozenset[str]:
    """Return what the reader may find; nothing before a second factor that is owed."""
    if not second_factor.is_confirmed(request):
        return frozenset()
    return audiences_of(request.user)


def object_id_of(kind: str, pk) -> str:
    """Return the id of a row among those of all kinds: `meeting-7`."""
    return f"{kind}-{pk}"


class ConfidentialSource(Source):
    """Projects the rows of one source of the extranet, never for everybody."""

    def __init__(self, rows: SearchSource):
        self.rows = rows
        self.kind = rows.kind

    def iter_ids(self) -> Iterator[str]:
        for pk in self.rows.findable().order_by("pk").values_list("pk", flat=True).iterator():
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
            audiences=tuple(self.rows.readers(row) | {SECRETARIAT}),
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
        return CONFIDENTIAL

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        return CONFIDENTIAL.visible_keys(keys, audiences)

    def visible_ids(self, pks: Iterable[int], standing: Standing) -> set[str]:
        """Return the ids of those of the rows that somebody may see now."""
        rows = self.rows.visible(self.rows.findable().filter(pk__in=pks), standing)
        return {object_id_of(self.kind, pk) for pk in rows.values_list("pk", flat=True)}


class Confidential:
    """Asks for all kinds at once: who reads is looked up once, each kind with one query."""

    def __init__(self):
        self.sources = {rows.kind: ConfidentialSource(rows) for rows in all_sources()}

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
        standing = standing_of(user)
        visible = {
            object_id
            for kind, pks in by_kind.items()
            for object_id in self.sources[kind].visible_ids(pks, standing)
        }
        return {key for key in keys if key[0] in visible}


CONFIDENTIAL = Confidential()
for source in CONFIDENTIAL.sources.values():
    add(source)


def on_row(sender, instance, **_kwargs) -> None:
    """Mark what changes with a row of the extranet."""
    for kind, pks in affected_by(instance):
        mark(kind, [object_id_of(kind, pk) for pk in pks])


def connect() -> None:
    """Listen to all that the extranet's entries say."""
    for model in watched_models():
        for signal in (post_save, post_delete):
            signal.connect(on_row, sender=model, dispatch_uid=f"search extranet {model.__name__}")
