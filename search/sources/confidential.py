"""What all sources of the extranet share: who finds their rows, and who sees them now.

The tokens say who finds an entry; before a hit is shown the database says once more, through the
querysets by which the pages decide, whether its reader may see it now.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import override

from cms.accounts import second_factor
from extranet.access import Standing, audiences_of, standing_of
from search import audiences
from search.projection import Projection
from search.registry import Key, Source, register

SECRETARIAT = "secretariat"


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
    """Rows that some may read; a subclass says which, for whom, and what they say."""

    def findable(self):
        """Return the rows that anybody may find."""
        raise NotImplementedError

    def visible(self, rows, standing: Standing):
        """Return those of the rows that somebody may see now."""
        return rows.visible_to(standing)

    def languages(self, row) -> Iterable[str]:
        """Return the languages that the row has a text in."""
        raise NotImplementedError

    def project_row(self, row, language: str) -> dict:
        """Return the parts of the projection of one row in one language, by name."""
        raise NotImplementedError

    def readers(self, row) -> set[str]:
        """Return the tokens of those who may find the row, beside the secretariat's."""
        raise NotImplementedError

    def iter_ids(self) -> Iterator[str]:
        for pk in self.findable().order_by("pk").values_list("pk", flat=True).iterator():
            yield object_id_of(self.kind, pk)

    def project(self, object_id: str) -> list[Projection]:
        pk = self.pk_of(object_id)
        row = self.findable().filter(pk=pk).first() if pk else None
        if row is None:
            return []
        return [self._projection(row, language) for language in self.languages(row)]

    def _projection(self, row, language: str) -> Projection:
        with override(language):
            said = self.project_row(row, language)
        readers = self.readers(row) | {SECRETARIAT}
        extra = {"confidential": True, **said.pop("extra", {})}
        return Projection(language=language, audiences=tuple(readers), extra=extra, **said)

    def pk_of(self, object_id: str) -> int | None:
        """Return the key of a row from its id, None where it is no id of this kind."""
        kind, _dash, pk = object_id.rpartition("-")
        return int(pk) if kind == self.kind and pk.isdecimal() else None

    @property
    def checked_with(self):
        return CONFIDENTIAL

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        return CONFIDENTIAL.visible_keys(keys, audiences)

    def shown(self, pks: Iterable[int], standing: Standing) -> set[str]:
        """Return the ids of those of the rows that somebody may see now."""
        rows = self.visible(self.findable().filter(pk__in=pks), standing)
        return {object_id_of(self.kind, pk) for pk in rows.values_list("pk", flat=True)}


class Confidential:
    """Asks for all kinds at once: who reads is looked up once, each kind with one query."""

    sources: dict[str, ConfidentialSource] = {}

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
        shown = {
            object_id
            for kind, pks in by_kind.items()
            for object_id in self.sources[kind].shown(pks, standing)
        }
        return {key for key in keys if key[0] in shown}


CONFIDENTIAL = Confidential()


def confidential(source: type[ConfidentialSource]) -> type[ConfidentialSource]:
    """Register a source of confidential things."""
    CONFIDENTIAL.sources[source.kind] = source()
    return register(source)
