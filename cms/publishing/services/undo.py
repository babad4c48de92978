"""Undoing a publication: readers get again what they had before it."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

UNDONE = "publishing.undo"
PUBLISHED = "wagtail.publish"
# Between the first publication and its entry in the log: they are one act.
AT_ONCE = timedelta(minutes=1)


class UndoRefused(Exception):
    """The publication cannot be undone; the message says why, to who asked for it."""


@dataclass(frozen=True)
class Undoing:
    """What undoing would do: `publication` is the entry of what is public now, `earlier` the text
    that readers get again, None where nothing was public before."""

    publication: PageLogEntry
    earlier: Revision | None


def what_undoing_does(page: Page) -> Undoing:
    """Return what undoing the last publication of `page` would do.

    Raise UndoRefused where nothing is public, or it is not known what was public before.
    """
    if not page.live:
        raise UndoRefused(_("Nothing is public that could be undone."))
    acts = PageLogEntry.objects.filter(page=page.pk, action__in=(PUBLISHED, "wagtail.unpublish"))
    last, before = [*acts.order_by("-timestamp", "-pk")[:2], None, None][:2]
    unknown = UndoRefused(_("It is not known what readers saw before."))
    if last is None or last.action != PUBLISHED or last.revision_id != page.live_revision_id:
        raise unknown
    if before is None:
        if page.first_published_at and last.timestamp - page.first_published_at > AT_ONCE:
            raise unknown
        return Undoing(last, None)
    if before.action != PUBLISHED:
        return Undoing(last, None)
    earlier = Revision.page_revisions.filter(pk=before.revision_id).first()
    if earlier is None:
        raise unknown
    return Undoing(last, earlier)


def was_public(revision: Revision | None) -> bool:
    """Return whether readers had exactly the text of `revision` once."""
    return bool(
        revision and PageLogEntry.objects.filter(revision=revision.pk, action=PUBLISHED).exists()
    )


@transaction.atomic
def undo_publication(*, page: Page, user, published: int | None = None) -> Revision | None:
    """Put back what readers had before the last publication of `page`; return it, None where the
    page is taken down since nothing was public before.

    The text that is undone stays as the draft. `published` is the revision that the user saw as
    public. Raise PermissionDenied where `user` may not publish, UndoRefused where the page is
    locked, somebody has published since, or it is not known what was public before;
    PublicationRefused where a rule is against it.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    lock = page.get_lock()
    if lock and lock.for_user(user):
        raise UndoRefused(_("The page is locked."))
    if published is not None and published != page.live_revision_id:
        raise UndoRefused(_("Somebody has published or taken down the page since: look again."))
    undoing = what_undoing_does(page)
    undone = page.live_revision_id
    if undoing.earlier is None:
        page.unpublish(user=user)
    else:
        try:
            undoing.earlier.publish(user=user)
        except ValidationError as error:
            raise UndoRefused(" ".join(error.messages)) from error
    log(
        page,
        UNDONE,
        user=user,
        revision=undoing.earlier,
        data={"undone": undone, "earlier": undoing.earlier and undoing.earlier.pk},
    )
    return undoing.earlier
