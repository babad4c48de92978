"""The gate stands where publishing happens: whatever makes a page live asks the rules.

Wagtail's publish action asks before it begins, also where it only sets a time. Saving a page as
live asks too, whoever saves it: a copy that stays live, an alias, an import, a command.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import transaction
from django.db.models.signals import pre_save
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields

from cms.publishing.rules import Publication, refuse_unfit
from cms.publishing.wording import wording

# The pages whose rules have been asked by the action under way.
_asked: ContextVar[frozenset[int]] = ContextVar("asked", default=frozenset())
_installed = False


def install() -> None:
    """Make Wagtail's actions and every saving of a live page ask the rules; once a process."""
    global _installed
    pre_save.connect(ask_before_going_live, dispatch_uid="ask_before_going_live")
    if _installed:
        return
    _installed = True
    PublishPageRevisionAction.execute = _asking_first(PublishPageRevisionAction.execute)
    for action in (CopyPageAction, CreatePageAliasAction):
        action.execute = _all_or_nothing(action.execute)


def ask_before_going_live(sender, instance, raw=False, update_fields=None, **_kwargs) -> None:
    """Raise PublicationRefused where `instance` is a page that is about to go out and may not."""
    if raw or not isinstance(instance, Page) or not instance.live:
        return
    if instance.pk in _asked.get() or not _touches_text(instance, update_fields):
        return
    page = instance if instance._state.adding else _whole(instance)
    if not _is_public_already(page):
        refuse_unfit(Publication(page))


def _whole(page: Page) -> Page:
    """Return `page` as a page of its own type; by its base alone what every page has is saved."""
    if type(page) is not Page:
        return page
    # Not `specific`, which whoever saves would find cached from before.
    whole = page.get_specific()
    for field in Page._meta.concrete_fields:
        setattr(whole, field.attname, getattr(page, field.attname))
    return whole


def _is_public_already(page: Page) -> bool:
    """Return whether readers have all that `page` says, and it is only written once more."""
    public = type(page).objects.filter(pk=page.pk, live=True).first()
    return public is not None and wording(public.serializable_data()) == wording(
        page.serializable_data()
    )


def _touches_text(page: Page, update_fields) -> bool:
    """Return whether saving `update_fields` of `page` changes what readers get."""
    if update_fields is None:
        return True
    texts = {field.field_name for field in get_translatable_fields(type(page))}
    return bool({"live", *texts} & set(update_fields))


@contextmanager
def _already_asked(page: Page) -> Iterator[None]:
    token = _asked.set(_asked.get() | {page.pk})
    try:
        yield
    finally:
        _asked.reset(token)


def _asking_first(execute):
    """Return the publish action with the rules asked after its own check of permissions."""

    @wraps(execute)
    def asking(self, skip_permission_checks=False):
        with transaction.atomic():
            self.check(skip_permission_checks=skip_permission_checks)
            refuse_unfit(Publication(self.object, self.user, self.revision))
            with _already_asked(self.object):
                return execute(self, skip_permission_checks=skip_permission_checks)

    return asking


def _all_or_nothing(execute):
    """Return an action that leaves nothing behind where a page it saves is refused."""

    @wraps(execute)
    def whole(self, *args, **kwargs):
        with transaction.atomic():
            return execute(self, *args, **kwargs)

    return whole
