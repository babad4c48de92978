"""Positions of the alliance, with the text of the files attached to them."""

from cms.media.models import DocumentText
from home.models import StatementPage
from search.projection import year_facet
from search.registry import register
from search.sources.pages import PageSource
from search.sources.terms import with_parents
from search.sources.texts import LONGEST_TEXT, body_text, document_ids, file_text


@register
class StatementSource(PageSource):
    """Statements, declarations, resolutions and the like."""

    kind = "statement"
    model = StatementPage

    def queryset(self):
        return self.model.objects.cards().prefetch_related("topics__parent", "places__parent")

    def text(self, page) -> str:
        ids = document_ids(page.attachments, page.body)
        texts = DocumentText.objects.filter(pk__in=ids).exclude(repaired_text="")
        attached = dict(texts.values_list("pk", "repaired_text")) if ids else {}
        language = page.locale.language_code
        files = (file_text(attached[pk], language) for pk in ids if pk in attached)
        parts = [body_text(page.body), *files]
        return "\n".join(parts)[:LONGEST_TEXT]

    def facets(self, page) -> dict[str, list]:
        return {
            "kind": [page.kind],
            "topic": with_parents(page.topics.all()),
            "place": with_parents(page.places.all()),
            "body": [page.adopted_by.code] if page.adopted_by else [],
            "year": year_facet(page.date),
            "has_file": ["yes"] if document_ids(page.attachments, page.body) else [],
        }

    def date(self, page):
        return page.date

    def shown(self, page) -> dict:
        shown = {"reference": page.decision_reference, "body": ""}
        if page.adopted_by:
            shown["body"] = page.adopted_by.code
        if page.state == page.State.SUPERSEDED and page.successor:
            shown["replaced_by"] = str(page.successor.translation_key)
        return {name: value for name, value in shown.items() if value}
