"""Campaigns, those that ended too."""

from campaigns.models import CampaignPage
from search.projection import tidy, year_facet
from search.registry import register
from search.sources.pages import PageSource
from search.sources.terms import with_parents
from search.sources.texts import body_text


@register
class CampaignSource(PageSource):
    """Campaigns that the alliance runs with others."""

    kind = "campaign"
    model = CampaignPage

    def queryset(self):
        return self.model.objects.select_related("locale").prefetch_related("topics__parent")

    def text(self, page) -> str:
        """Return what readers read of it: what it asks for, its text, its news."""
        ended = page.result if page.is_past else ""
        return tidy(
            "\n".join(
                (
                    page.aim,
                    page.addressees,
                    body_text(page.demands),
                    body_text(page.body),
                    ended,
                    body_text(page.updates),
                    page.hashtags,
                )
            )
        )

    def facets(self, page) -> dict[str, list]:
        return {
            "kind": [self.kind],
            "topic": with_parents(page.topics.all()),
            "year": year_facet(page.starts_on),
        }

    def date(self, page):
        return page.starts_on
