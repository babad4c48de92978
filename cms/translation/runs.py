"""Translating and syncing many pages: the work of one step."""

from django.core.exceptions import PermissionDenied
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from cms.publishing.drafts import publish_latest
from cms.publishing.models import BulkStep
from cms.translation.source import composed, translation_of

TRANSLATE, SYNC = "translate", "sync"


def translate(step: BulkStep) -> None:
    """Begin the translation of the step's page into its language, where there is none yet."""
    page, user = step.page.specific, step.run.user
    if user is None or not user.has_perm("wagtail_localize.submit_translation"):
        raise PermissionDenied
    versions = Page.objects.filter(translation_key=page.translation_key, locale=step.locale)
    if not versions.filter(alias_of=None).exists():
        translate_object(page, [step.locale], user=user)


def sync(step: BulkStep) -> None:
    """Offer translators what the step's page says now, and publish its translation if it is whole.

    A translation that was never published, or lacks texts, stays a draft. Done once more, nothing
    changes.
    """
    user = step.run.user
    if user is None or not user.has_perm("wagtail_localize.submit_translation"):
        raise PermissionDenied
    source = TranslationSource.objects.get_for_instance_or_none(step.page.specific)
    if source is None:
        return
    source.update_from_db()
    running = Translation.objects.filter(source=source, target_locale=step.locale, enabled=True)
    if running.exists() and (target := step.page.get_translation_or_none(step.locale)):
        if not target.live:
            return
        if not target.permissions_for_user(user).can_publish():
            raise PermissionDenied
        publish_latest(target, user)


def composed_draft(page: Page, **_kwargs) -> Page | None:
    """Return `page` with the words that its running translation has by now; None without one."""
    translation = None if page.alias_of_id else translation_of(page)
    if translation is None:
        return None
    draft = composed(translation)
    draft.slug = find_available_slug(
        draft.get_parent(), slugify(draft.slug), ignore_page_id=draft.pk
    )
    return draft


def refresh_draft(page: Page, user=None, **_kwargs) -> None:
    """Write the words of a running translation into a new draft of `page`."""
    if draft := composed_draft(page):
        draft.save_revision(user=user)
