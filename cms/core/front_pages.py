"""The pages that every page leads to: the homes, and what stands right below them."""

from copy import copy

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page, Site, get_page_models

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


def home_of(request) -> Page | None:
    """Return a home of one's own to route `request` from, in the active language, or None where
    none is published. Nothing is asked for it: all of it is kept."""
    site = Site.find_for_request(request)
    key = site and site.root_page.translation_key
    for page in front_pages():
        is_home = page.depth == HOME_DEPTH and page.translation_key == key
        if is_home and page.locale.language_code == get_language():
            return copy(getattr(page, page.content_type.model))
    return None


def is_front_page(page) -> bool:
    """Return whether `page` is one of the front pages, and with that one that anybody may read."""
    return any(page.pk == one.pk for one in front_pages())


def _read() -> tuple[Page, ...]:
    models = [model for model in get_page_models() if model is not Page]
    homes = {model for model in models if Page in model.allowed_parent_page_models()}
    below = {model for home in homes for model in home.allowed_subpage_models()} - {Page}
    # From the tables of their types: no index knows the depth of a page, and an archive is deep.
    first, *others = (model.objects.order_by().values("pk") for model in homes | below)
    lists = [model._meta for model in below if getattr(model, "list_name", "")]
    named = Q(show_in_menus=True)
    for meta in lists:
        named |= Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name)
    pages = (
        PublicPageQuerySet(Page)
        .published(few=True)
        .filter(Q(depth=HOME_DEPTH) | Q(depth=MENU_DEPTH) & named, pk__in=first.union(*others))
    )
    whole = [model._meta.model_name for model in homes]
    return tuple(pages.select_related("locale", "content_type", *whole).order_by("path"))
