"""The sitemap: every address that search engines are to know, each with its other languages.

It asks pages for their own addresses and those below (`BasePage.public_paths`), and rooms for their
views (`cms.core.public_addresses`): the same that canonical addresses and switches are made of.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils.translation import override
from wagtail.models import Page, get_page_models

from cms.core.front_pages import HOME_DEPTH, published_pages
from cms.core.models import BasePage
from cms.core.public_addresses import view_addresses


@dataclass(frozen=True)
class Address:
    """An address in one language; those with the same `key` say the same in others."""

    key: tuple
    language: str
    url: str
    changed: datetime.datetime | None = None


class PublicSitemap(Sitemap):
    """All public addresses with their alternates (hreflang)."""

    # More do not fit into one file (sitemaps.org).
    limit = 50_000

    def __init__(self, request):
        self.request = request

    def items(self) -> list[Address]:
        return [*self._pages(), *self._views()]

    def _pages(self):
        below = _paths_below()
        pages = published_pages().filter(depth__gte=HOME_DEPTH).select_related("locale")
        for page in pages.order_by("path"):
            url = page.get_full_url(self.request)
            # What lies below the page of a list changes when its rows do.
            for path in ("", *below.get(page.pk, ())):
                changed = None if path else page.last_published_at
                key = (page.translation_key, path)
                yield Address(key, page.locale.language_code, url + path, changed)

    @staticmethod
    def _views():
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
            with override(code):
                paths = view_addresses()
            for path in paths:
                yield Address((path.removeprefix(f"/{code}"),), code, settings.BASE_URL + path)

    def get_urls(self, page=1, site=None, protocol=None):
        entries = self.items()
        versions = defaultdict(list)
        for entry in entries:
            versions[entry.key].append(entry)
        homes = set(Page.objects.filter(depth=HOME_DEPTH).values_list("translation_key", flat=True))
        shown = entries[: self.limit]
        return [self._entry(one, versions[one.key], one.key[0] in homes) for one in shown]

    def _entry(self, entry: Address, versions: list[Address], is_home: bool) -> dict:
        alternates = [{"location": one.url, "lang_code": one.language} for one in versions]
        if is_home:
            root = self.request.build_absolute_uri("/")
            alternates.append({"location": root, "lang_code": "x-default"})
        return {
            "item": entry,
            "location": entry.url,
            "lastmod": entry.changed,
            "changefreq": None,
            "priority": "",
            "alternates": alternates if len(alternates) > 1 else [],
        }


def _paths_below() -> dict[int, list[str]]:
    """Return what lies below the addresses of published pages, by the id of the page."""
    kinds = [
        model
        for model in get_page_models()
        if issubclass(model, BasePage) and model.public_paths is not BasePage.public_paths
    ]
    return {page.pk: page.public_paths() for model in kinds for page in model.objects.published()}
