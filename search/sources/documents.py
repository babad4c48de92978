"""Files that published statements offer, found by what stands in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction

from cms.media.models import SiteDocument
from home.models import StatementPage
from search.projection import PUBLIC, Projection, year_facet
from search.registry import Key, Source, register
from search.sources.terms import with_parents
from search.sources.texts import document_ids, file_text


def object_id_of(translation_key, document_id: int) -> str:
    """Return the id of a file as one statement offers it."""
    return f"{translation_key}.{document_id}"


def offered(pages: Iterable[StatementPage]) -> Iterator[str]:
    """Yield the ids of the files that these statements offer; one may come twice."""
    for page in pages:
        for pk in document_ids(page.attachments, page.body):
            yield object_id_of(page.translation_key, pk)


@register
class DocumentSource(Source):
    """A file is found in its own language, or else in the statement's, and leads there."""

    kind = "document"

    def iter_ids(self) -> Iterator[str]:
        seen: set[str] = set()
        for object_id in offered(StatementPage.objects.order_by("pk").iterator(chunk_size=500)):
            if object_id not in seen:
                seen.add(object_id)
                yield object_id

    def project(self, object_id: str) -> list[Projection]:
        pages = StatementPage.objects.cards().prefetch_related("topics__parent", "places__parent")
        found = self.offers([object_id], pages, self.documents().select_related("text"))
        found = found.get(object_id, {})
        return [
            self.project_for(document, page, language, tuple(found))
            for language, (document, page) in found.items()
        ]

    def offers(self, object_ids: Iterable[str], rows, documents) -> dict[str, dict[str, tuple]]:
        """Return by id and language the file and the published statement that offers it.

        `rows` are statements and `documents` files, read with whatever else they are asked for.
        """
        wanted = {object_id: split for object_id in object_ids if (split := _split(object_id))}
        documents = documents.in_bulk({pk for _key, pk in wanted.values()})
        pages = defaultdict(list)
        keys = {key for key, _pk in wanted.values()}
        rows = rows.published(few=True).filter(translation_key__in=keys)
        for page in rows.order_by("pk"):
            ids = set(document_ids(page.attachments, page.body))
            pages[str(page.translation_key)].append((page, ids))
        found = {}
        for object_id, (key, pk) in wanted.items():
            ours = [page for page, ids in pages[key] if pk in ids]
            if pk in documents and ours:
                found[object_id] = _by_language(documents[pk], ours)
        return found

    def documents(self):
        """Return the files that anybody may download."""
        covering = CollectionViewRestriction.objects.annotate(
            path=ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
        ).filter(path__startswith=F("collection__path"))
        return SiteDocument.objects.filter(~Exists(covering))

    def project_for(self, document, page, language: str, languages: tuple) -> Projection:
        """Return the projection of a file as one statement offers it."""
        read = getattr(document, "text", None)
        return Projection(
            language=language,
            title=document.title,
            summary=page.title,
            text=file_text(read.repaired_text, language) if read else "",
            url=page.get_url() or "",
            facets={
                "kind": [self.kind],
                "topic": with_parents(page.topics.all()),
                "place": with_parents(page.places.all()),
                "body": [page.adopted_by.code] if page.adopted_by else [],
                "year": year_facet(page.date),
                "has_file": ["yes"],
            },
            date=page.date,
            state=page.state,
            languages=languages,
            extra={
                "file": document.url,
                "extension": document.file_extension.lower(),
                "size": document.file_size or 0,
                "pages": read.pages if read else None,
            },
        )

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        keys = set(keys)
        if PUBLIC not in audiences or not keys:
            return set()
        ids = {object_id for object_id, _language in keys}
        rows = StatementPage.objects.select_related("locale")
        offers = self.offers(ids, rows, self.documents())
        return {key for key in keys if key[1] in offers.get(key[0], ())}


def _split(object_id: str) -> tuple[str, int] | None:
    key, _dot, pk = object_id.partition(".")
    return (key, int(pk)) if pk.isdecimal() and len(key) == 36 else None


def _by_language(document, pages: list) -> dict[str, tuple]:
    by_language = {page.locale.language_code: (document, page) for page in pages}
    if not document.language:
        return by_language
    # A file in a language that its statement lacks is offered by the first one there is.
    own = by_language.get(document.language, (document, pages[0]))
    return {document.language: own}
