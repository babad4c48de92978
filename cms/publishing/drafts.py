"""The latest draft of a page, and its publication within a transaction of one's own."""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Page, Revision

from cms.publishing.rules import Publication, draft_of
from cms.publishing.signals import draft_composed, draft_wanted

_together: ContextVar[frozenset[int]] = ContextVar("published_together", default=frozenset())


@contextmanager
def together(page_ids: Iterable[int]):
    """Publish several pages within: none of them follows another one by itself meanwhile."""
    token = _together.set(frozenset(page_ids))
    try:
        yield
    finally:
        _together.reset(token)


def is_published_together(page: Page) -> bool:
    """Return whether `page` is among the pages that are being published in one act."""
    return page.pk in _together.get()


def latest_draft(page: Page, user) -> Revision:
    """Return the revision of `page` that would go out now; `user` makes it where there is none."""
    page = page.specific
    draft_wanted.send(sender=type(page), page=page, user=user)
    page = Page.objects.get(pk=page.pk).specific
    return page.get_latest_revision() or page.save_revision(user=user)


def would_go_out(page: Page, user) -> Publication:
    """Return the publication of the latest draft of `page` by `user`; nothing is written."""
    page = page.specific
    for _receiver, composed in draft_composed.send(sender=type(page), page=page):
        if composed is not None:
            return Publication(composed, user, page.get_latest_revision())
    return draft_of(page, user)


def publish_latest(page: Page, user) -> Revision:
    """Publish the latest draft of `page` as `user`, before the transaction ends; return it.

    Raise PublicationRefused where a rule says no, PermissionDenied where `user` may not.
    """
    revision = latest_draft(page, user)
    revision.publish(user=user)
    return revision
