"""Redirects that Wagtail makes by itself when pages get other addresses, kept from going round.

Each names its page, so that it leads to where the page is now however often it has moved. Where a
page comes back to an address that it had, the redirect from there would lead to itself as soon as
nothing is public at that address.
"""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move


def forget_own_address(instance: Page, **_kwargs) -> None:
    """Delete the redirects that were made from what is now the address of `instance`, or of a page
    below it."""
    pages = Page.objects.descendant_of(instance, inclusive=True).specific()
    taken = {path for page in pages.iterator() for path in _paths(page)}
    made = Redirect.objects.filter(automatically_created=True)
    made.filter(
        pk__in=[pk for pk, path in made.values_list("pk", "old_path") if path in taken]
    ).delete()


def _paths(page: Page) -> set[str]:
    parts = page.get_url_parts()
    if not parts or not parts[2]:
        return set()
    return {
        Redirect.normalise_path(parts[2].rstrip("/") + route) for route in page.get_route_paths()
    }


def connect() -> None:
    """Listen to pages that get another address."""
    for signal in (page_slug_changed, post_page_move):
        signal.connect(forget_own_address, dispatch_uid="forget_own_address")
