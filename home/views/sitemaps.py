"""The sitemap: every published page, each with its other languages."""

from collections import defaultdict

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cms.core.front_pages import published_pages


class PageSitemap(Sitemap):
    """Published pages with their alternates (hreflang)."""

    limit = 2000

    def __init__(self, request):
        self.request = request

    def items(self):
        return published_pages().filter(depth__gte=2).select_related("locale").order_by("path")

    def get_urls(self, page=1, site=None, protocol=None):
        entries = list(self.paginator.page(page).object_list)
        versions = defaultdict(list)
        keys = {entry.translation_key for entry in entries}
        for version in published_pages().filter(translation_key__in=keys).select_related("locale"):
            versions[version.translation_key].append(version)
        return [self._entry(entry, versions[entry.translation_key]) for entry in entries]

    def _entry(self, page: Page, versions: list[Page]) -> dict:
        return {
            "item": page,
            "location": page.get_full_url(self.request),
            "lastmod": page.last_published_at,
            "changefreq": None,
            "priority": "",
            "alternates": [
                {
                    "location": version.get_full_url(self.request),
                    "lang_code": version.locale.language_code,
                }
                for version in versions
            ]
            if len(versions) > 1
            else [],
        }
