"""What stands around every page: names, menus, trail, languages, addresses.

Everything is read lazily and once, so that a page pays only for what its template shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page, Site

from cms.core.caching import kept
from cms.core.front_pages import HOME_DEPTH, MENU_DEPTH, front_pages
from cms.core.models import SiteIdentity
from cms.core.paging import number_of


@dataclass(frozen=True)
class Section:
    """A page right below home: what the menu and other pages need to lead to it."""

    title: str
    url: str
    url_path: str
    in_menus: bool
    list_name: str


class Shell:
    """The surroundings of the page (or plain view) that answers `request`."""

    def __init__(self, request):
        self.request = request
        self.page = getattr(request, "page", None)
        self.language = get_language() or settings.LANGUAGE_CODE
        self._asked: dict[frozenset, Mapping[int, int]] = {}

    def _kept(self, name: str, make):
        """Return what is the same around every page of the site in the active language."""
        host = (self.request.get_host(), self.request.get_port())
        return kept((name, self.language, *host), make)

    @cached_property
    def identity(self) -> SiteIdentity | None:
        """The site's identity, or None where no site is set up."""
        values = self._kept("identity", self._read_identity)
        # Everybody gets one of their own, for a file that is opened is no longer the same.
        return values and SiteIdentity(**values)

    def _read_identity(self) -> dict | None:
        site = self._site
        # What stands in its row, or the defaults of the house.
        rows = SiteIdentity.objects.filter(site=site).values()
        return (rows.first() or {"site_id": site.pk}) if site else None

    @property
    def _site(self) -> Site | None:
        return Site.find_for_request(self.request)

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        """The pages of the menu and the lists in the active language."""
        return self._kept("sections", self._read_sections)

    def _read_sections(self) -> tuple[Section, ...]:
        site = self._site
        homes = tuple(
            root.root_path
            for root in Site.get_site_root_paths()
            if site and root.site_id == site.pk and root.language_code == self.language
        )
        return tuple(
            Section(
                title=page.title,
                url=page.get_url(self.request),
                url_path=page.url_path,
                in_menus=page.show_in_menus,
                list_name=getattr(page.content_type.model_class(), "list_name", ""),
            )
            for page in front_pages()
            if page.depth == MENU_DEPTH
            and page.url_path.startswith(homes)
            and page.locale.language_code == self.language
        )

    @cached_property
    def list_urls(self) -> dict[str, str]:
        """The addresses of the lists in the active language, by `list_name`."""
        return {one.list_name: one.url for one in reversed(self._sections) if one.list_name}

    @cached_property
    def main_menu(self) -> list[dict]:
        """The pages right below home that editors show in menus."""
        here = self.page.url_path if self.page else ""
        return [
            {
                "title": one.title,
                "url": one.url,
                "current": one.url_path == here,
                "section_current": here.startswith(one.url_path),
            }
            for one in self._sections
            if one.in_menus
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
        key = self.page.translation_key
        if self.page.depth == HOME_DEPTH:
            versions = [page for page in front_pages() if page.translation_key == key]
        else:
            versions = self.page.public_versions
        if self.page.live and not any(page.pk == self.page.pk for page in versions):
            # A private page: whoever may read it may read it in every language, and is told.
            live = Page.objects.live().filter(translation_key=key, alias_of__isnull=True)
            versions = live.select_related("locale")
        return {page.locale.language_code: page for page in versions if not page.alias_of_id}

    @cached_property
    def languages(self) -> list[dict]:
        """Every language of the site, each with an address that never misses."""
        return [self._language(code, name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES]

    def _language(self, code: str, name: str) -> dict:
        entry = {"code": code, "name": name, "current": code == self.language, "available": True}
        if self.page is None:
            return entry | {"url": self._same_view(code)}
        if page := self._translations.get(code):
            address = page.get_url(self.request) + self.suffix
            return entry | {"url": address + self._query_for(page)}
        with override(code):
            url = reverse("untranslated", args=[self.page.translation_key])
        return entry | {"url": url, "available": entry["current"]}

    def _query_for(self, page: Page) -> str:
        """Return the query of this address for another language: filters and words stay, and the
        number of the page where its list is as long."""
        params = self.request.GET.copy()
        if number_of(params) > 1 and not self._reaches(page, params):
            del params["page"]
        return f"?{params.urlencode()}" if params else ""

    def _reaches(self, page: Page, params) -> bool:
        """Return whether the list of `page`, narrowed as `params` say, has the page asked for."""
        return self._last_pages(params).get(page.locale_id, 1) >= number_of(params)

    def _last_pages(self, params) -> Mapping[int, int]:
        """Return how many pages this list has in its languages, asked once for the same filters."""
        asked = frozenset((name, value) for name, value in params.items() if name != "page")
        if asked not in self._asked:
            last_pages = getattr(self.page, "last_pages", None)
            found = last_pages(self.suffix, params) if last_pages else {}
            self._asked[asked] = found
        return self._asked[asked]

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
        if self.page is None:
            return [
                {"code": code, "url": settings.BASE_URL + self._same_view(code).split("?")[0]}
                for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
            ]
        found = [
            {"code": code, "url": page.get_full_url(self.request) + self._own_path}
            for code, page in self._translations.items()
            if not self._list_query or self._reaches(page, {"page": str(self._number)})
        ]
        if self.page.depth == HOME_DEPTH:
            found.append({"code": "x-default", "url": self.request.build_absolute_uri("/")})
        return found

    @cached_property
    def canonical_url(self) -> str:
        """The one address that this page should be known by.

        Filters narrow a list and are left out; its further pages are pages of their own.
        """
        if self.page:
            return (self.page.get_full_url(self.request) or "") + self._own_path
        return settings.BASE_URL + self.request.path

    @property
    def _own_path(self) -> str:
        """What follows the page's own address where this address is a page of its own."""
        return self.suffix + self._list_query

    @property
    def _number(self) -> int:
        return number_of(self.request.GET)

    @property
    def _list_query(self) -> str:
        """The number of the page of a list that nothing narrows, as a query; else nothing."""
        if self._number < 2 or set(self.request.GET) != {"page"}:
            return ""
        listed = self._last_pages(self.request.GET).get(self.page.locale_id, 1) > 1
        return f"?page={self._number}" if self.page and listed else ""

    @cached_property
    def feeds(self) -> list[dict]:
        """The feeds that the page offers."""
        return self.page.feeds(self.request) if hasattr(self.page, "feeds") else []

    @cached_property
    def search_url(self) -> str:
        """Where the search form sends its words."""
        return reverse("search")
