"""What stands around every page: names, menus, trail, languages, addresses.

Everything is read lazily and once, so that a page pays only for what its template shows.
"""

from functools import cached_property

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page, Site, get_page_models

from cms.core.models import SiteIdentity
from cms.core.querysets import PublicPageQuerySet

HOME_DEPTH = 2
MENU_DEPTH = 3


def published_pages():
    """Return all published pages of the site, as plain pages."""
    return PublicPageQuerySet(Page).published()


def list_pages() -> Q:
    """Return the condition that a page is one of the lists that other pages point at."""
    found = Q(pk__in=())
    for model in get_page_models():
        if getattr(model, "list_name", ""):
            meta = model._meta
            found |= Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name)
    return found


class Shell:
    """The surroundings of the page (or plain view) that answers `request`."""

    def __init__(self, request):
        self.request = request
        self.page = getattr(request, "page", None)
        self.language = get_language() or settings.LANGUAGE_CODE

    @cached_property
    def identity(self):
        """The site's identity, or None where no site is set up."""
        site = Site.find_for_request(self.request)
        return SiteIdentity.of(site) if site else None

    @cached_property
    def home_path(self) -> str | None:
        """The internal URL path of the home page in the active language."""
        for root in Site.get_site_root_paths():
            if root.language_code == self.language:
                return root.root_path
        return None

    @cached_property
    def _pages(self) -> list[Page]:
        """The menu's pages, the lists and this page's translations, read in one query."""
        wanted = Q(pk__in=())
        if self.home_path:
            below = Q(url_path__startswith=self.home_path, depth=MENU_DEPTH)
            wanted |= below & (Q(show_in_menus=True) | list_pages())
        if self.page:
            wanted |= Q(translation_key=self.page.translation_key)
        pages = published_pages().filter(wanted).select_related("locale", "content_type")
        return list(pages.order_by("path"))

    @cached_property
    def _below_home(self) -> list[Page]:
        return [
            page
            for page in self._pages
            if page.depth == MENU_DEPTH and page.locale.language_code == self.language
        ]

    @cached_property
    def list_urls(self) -> dict[str, str]:
        """The addresses of the lists in the active language, by `list_name`."""
        return {
            model.list_name: page.get_url(self.request)
            for page in reversed(self._below_home)
            if (model := page.content_type.model_class()) and getattr(model, "list_name", "")
        }

    @cached_property
    def main_menu(self) -> list[dict]:
        """The pages right below home that editors show in menus."""
        here = self.page.url_path if self.page else ""
        return [
            {
                "title": page.title,
                "url": page.get_url(self.request),
                "current": page.url_path == here,
                "section_current": here.startswith(page.url_path),
            }
            for page in self._below_home
            if page.show_in_menus
        ]

    @cached_property
    def breadcrumbs(self) -> list[dict]:
        """The trail from home to the page above this one."""
        if not self.page or not getattr(self.page, "show_breadcrumbs", True):
            return []
        above = self.page.trail
        if above is None:
            above = self.page.get_ancestors().filter(depth__gte=HOME_DEPTH)
        pages = [*above, self.page] if self.suffix else above
        return [{"title": page.title, "url": page.get_url(self.request)} for page in pages]

    @cached_property
    def suffix(self) -> str:
        """What follows the page's own address: the route of a listed thing, or nothing."""
        url = self.page.get_url(self.request) if self.page else None
        path = self.request.path
        return path[len(url) :] if url and path.startswith(url) else ""

    @cached_property
    def _translations(self) -> dict[str, Page]:
        if not self.page:
            return {}
        versions = [
            page for page in self._pages if page.translation_key == self.page.translation_key
        ]
        if self.page.live and not any(page.pk == self.page.pk for page in versions):
            # A private page: whoever may read it may read it in every language, and is told.
            live = Page.objects.live().filter(alias_of__isnull=True)
            versions = live.filter(translation_key=self.page.translation_key)
            versions = versions.select_related("locale")
        return {page.locale.language_code: page for page in versions}

    @cached_property
    def languages(self) -> list[dict]:
        """Every language of the site, each with an address that never misses."""
        return [self._language(code, name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES]

    def _language(self, code: str, name: str) -> dict:
        entry = {"code": code, "name": name, "current": code == self.language, "available": True}
        if self.page is None:
            return entry | {"url": self._same_view(code)}
        if page := self._translations.get(code):
            return entry | {"url": page.get_url(self.request) + self.suffix}
        with override(code):
            url = reverse("untranslated", args=[self.page.translation_key])
        return entry | {"url": url, "available": entry["current"]}

    def _same_view(self, code: str) -> str:
        match = self.request.resolver_match
        with override(code):
            if match is None or match.url_name == "wagtail_serve":
                return f"/{code}/"
            url = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        # What was asked for, or where somebody goes on after signing in, stays the same.
        query = self.request.META.get("QUERY_STRING", "")
        return f"{url}?{query}" if query else url

    @cached_property
    def alternates(self) -> list[dict]:
        """The addresses of the same page in every language it has, for search engines."""
        return [
            {"code": code, "url": page.get_full_url(self.request) + self.suffix}
            for code, page in self._translations.items()
        ]

    @cached_property
    def canonical_url(self) -> str:
        """The one address that this page should be known by."""
        if self.page:
            return (self.page.get_full_url(self.request) or "") + self.suffix
        return settings.BASE_URL + self.request.path

    @cached_property
    def feeds(self) -> list[dict]:
        """The feeds that the page offers."""
        return self.page.feeds(self.request) if hasattr(self.page, "feeds") else []

    @cached_property
    def search_url(self) -> str:
        """Where the search form sends its words."""
        return reverse("search")
