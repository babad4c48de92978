"""Campaigns, those that ended too."""

from campaigns.models import CampaignPage
from search.projection import year_facet
from search.registry import register
from search.sources.pages import PageSource
from search.sources.terms import with_parents


@register
class CampaignSource(PageSource):
    """Campaigns that the alliance runs with others."""

    kind = "campaign"
    model = CampaignPage

    def queryset(self):
        return self.model.objects.select_related("locale").prefetch_related("topics__parent")

    def facets(self, page) -> dict[str, list]:
        return {
            "kind": [self.kind],
            "topic": with_parents(page.topics.all()),
            "year": year_facet(page.starts_on),
        }

    def date(self, page):
        return page.starts_on
