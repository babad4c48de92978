"""Unpublishing, deleting and moving a text reach its translations, wherever that is done.

Wagtail's own actions are wrapped, since every way goes through them: the admin's screens for one
page and for many, the clock, commands, and code that calls `page.unpublish()` and the like. What is
done to a translation stays with it.
"""

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from cms.publishing import consequences, privacy

_unpublish = UnpublishPageAction.execute
_delete = DeletePageAction.execute
_move = MovePageAction.execute


@transaction.atomic
def unpublish(self, skip_permission_checks=False):
    """Unpublish a page, and with it the translations that follow it; planned ones are called off.

    Raises TranslationsRefused where the user may not unpublish all of them.
    """
    page = self.object
    if not self.commit or not page.live:
        return _unpublish(self, skip_permission_checks)
    self.check(skip_permission_checks=skip_permission_checks)
    if not Page.objects.filter(pk=page.pk, live=True).exists():
        # Chosen in a list together with the text that it followed a moment ago.
        page.refresh_from_db(fields=["live", "expired", "has_unpublished_changes"])
        return None
    reached = consequences.of_unpublishing(page, self.user)
    consequences.refuse(reached)
    _unpublish_with_subpages(self)
    for one in reached:
        one.page.revisions.update(approved_go_live_at=None)
        action = UnpublishPageAction(
            one.page.specific,
            set_expired=self.set_expired,
            user=self.user,
            log_action=self.log_action,
            include_descendants=self.include_descendants,
        )
        _unpublish_with_subpages(action)
    return None


def _unpublish_with_subpages(action: UnpublishPageAction) -> None:
    """Unpublish one page and, where that is asked for, what the user may of what is below it.

    Wagtail would forget on the way who does it, and so whom to ask about translations.
    """
    below, action.include_descendants = action.include_descendants, False
    _unpublish(action, skip_permission_checks=True)
    for page in action.object.get_descendants().live().specific() if below else ():
        if not action.user or page.permissions_for_user(action.user).can_unpublish():
            UnpublishPageAction(page, user=action.user).execute(skip_permission_checks=True)


@transaction.atomic
def delete(self, *args, skip_permission_checks=False, **kwargs):
    """Delete a page with all below it, and the translations that follow any of them.

    Raises TranslationsRefused where the user may not delete all of them.
    """
    self.check(skip_permission_checks=skip_permission_checks)
    page = Page.objects.filter(pk=self.page.pk).first()
    if page is None:
        # Chosen in a list together with the text that it followed a moment ago.
        return 0, {}
    reached = consequences.of_deleting(page, self.user)
    consequences.refuse(reached)
    for one in reached:
        if found := Page.objects.filter(pk=one.page.pk).first():
            _delete(DeletePageAction(found, self.user), skip_permission_checks=True)
    return _delete(self, *args, skip_permission_checks=True, **kwargs)


@transaction.atomic
def move(self, skip_permission_checks=False):
    """Move a page, and the translations that follow it to the same section in their language.

    Privacy is settled within: at no moment is one language open and another not. Raises
    TranslationsRefused where the user may not move all of them, or an address is taken.
    """
    _refresh(self.page, self.target)
    inside = self.pos in ("first-child", "last-child", "sorted-child")
    parent = self.target if inside else self.target.get_parent()
    self.check(parent, skip_permission_checks=skip_permission_checks)
    reached = consequences.of_moving(self.page, parent, self.user)
    consequences.refuse(reached)
    _move(self, skip_permission_checks=True)
    for one in reached:
        if one.destination:
            _refresh(one.page, one.destination)
            action = MovePageAction(one.page, one.destination, pos="last-child", user=self.user)
            _move(action, skip_permission_checks=True)
    privacy.settle()


def _refresh(*pages: Page) -> None:
    """Read anew where pages stand: another move may have shifted them."""
    for page in pages:
        page.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])


def install() -> None:
    """Make Wagtail's actions reach translations; once for a process."""
    UnpublishPageAction.execute = unpublish
    DeletePageAction.execute = delete
    MovePageAction.execute = move
