"""Events, past ones too."""

from home.models import EventPage
from search.projection import year_facet
from search.registry import register
from search.sources.pages import PageSource
from search.sources.terms import with_parents


@register
class EventSource(PageSource):
    """Conferences, seminars, webinars and meetings."""

    kind = "event"
    model = EventPage

    def queryset(self):
        return self.model.objects.select_related("locale", "place__parent").prefetch_related(
            "topics__parent"
        )

    def text(self, page) -> str:
        return "\n".join(part for part in (page.venue, super().text(page)) if part)

    def facets(self, page) -> dict[str, list]:
        return {
            "kind": [self.kind],
            "topic": with_parents(page.topics.all()),
            "place": with_parents([page.place] if page.place else []),
            "year": year_facet(self.date(page)),
        }

    def date(self, page):
        return page.local_start.date()

    def shown(self, page) -> dict:
        return {"event_kind": page.kind, "cancelled": page.cancelled}
