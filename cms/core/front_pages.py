"""The pages that every page leads to: the homes, and what stands right below them."""

from django.db.models import Q
from wagtail.models import Page, get_page_models

from cms.core.caching import kept
from cms.core.querysets import PublicPageQuerySet

HOME_DEPTH = 2
MENU_DEPTH = 3


def published_pages():
    """Return all published pages of the site, as plain pages."""
    return PublicPageQuerySet(Page).published()


def front_pages() -> tuple[Page, ...]:
    """Return the published homes of all sites and languages, and the lists and the pages of menus
    right below them, in their order; kept while the content stays as it is, so only to be read."""
    return kept(("front pages",), _read)


def is_front_page(page) -> bool:
    """Return whether `page` is one of the front pages, and with that one that anybody may read."""
    return any(page.pk == one.pk for one in front_pages())


def _read() -> tuple[Page, ...]:
    below = Q(depth=MENU_DEPTH) & (Q(show_in_menus=True) | _list_pages())
    pages = published_pages().filter(Q(depth=HOME_DEPTH) | below)
    return tuple(pages.select_related("locale", "content_type").order_by("path"))


def _list_pages() -> Q:
    """Return the condition that a page is one of the lists that other pages point at."""
    found = Q(pk__in=())
    for model in get_page_models():
        if getattr(model, "list_name", ""):
            meta = model._meta
            found |= Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name)
    return found
