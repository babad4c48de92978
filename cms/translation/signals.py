"""What follows from publishing a page, for its translations."""

import json
from contextlib import suppress

from django.db import transaction
from django.db.models import ManyToManyField
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, workflow_rejected
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.core.models import BasePage
from cms.publishing.drafts import is_published_together, latest_draft
from cms.publishing.errors import PublicationRefused
from cms.translation.addresses import follow_title, keep_address
from cms.translation.completeness import untranslated_texts
from cms.translation.models import Assignment, IndependentText
from cms.translation.published_texts import record_published_text
from cms.translation.services import urgent
from cms.translation.source import composed, translation_of
from cms.translation.text_comparison import page_digest


def note_published_text(sender, instance, raw=False, update_fields=None, **_kwargs) -> None:
    """Note what a page says whenever its published content is saved."""
    # With named fields Wagtail keeps its books about a draft; the published text stays as it was.
    if raw or update_fields is not None or not issubclass(sender, BasePage):
        return
    if instance.live and not instance.alias_of_id:
        record_published_text(instance)


def clear_relations_cleared_in_source(sender, instance, raw=False, **_kwargs) -> None:
    """Empty in a translation the relations that its source has emptied.

    wagtail-localize copies relations from the source, but not that there are none any more.
    """
    if raw or not issubclass(sender, BasePage) or not instance.pk:
        return
    names = _synchronised_relations(sender)
    translation = translation_of(instance) if names else None
    if translation is None:
        return
    content = json.loads(translation.source.content_json)
    for name in names:
        if content.get(name) == []:
            setattr(instance, name, [])


def _synchronised_relations(model) -> list[str]:
    fields = getattr(model, "override_translatable_fields", [])
    return [
        field.field_name
        for field in fields
        if isinstance(model._meta.get_field(field.field_name), ManyToManyField)
    ]


def offer_changes_to_translators(instance, revision=None, **_kwargs) -> None:
    """Show translators what the published source says now; carry over what needs no words.

    A translation that is complete all the same (only facts have changed) is published at once; any
    other keeps what readers see until it is translated, and shows as out of date.
    """
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is None:
        return
    user = revision.user if revision else None
    with transaction.atomic():
        source.update_from_db()
        for translation in source.translations.filter(enabled=True):
            target = source.object.get_instance_or_none(translation.target_locale)
            # What goes out together with its source is published by whoever publishes both.
            if not target or not target.live or is_published_together(target):
                continue
            if untranslated_texts(translation) or _has_unpublished_words(translation, target):
                continue
            # One that needs somebody's approval first waits as a draft.
            with suppress(PublicationRefused), transaction.atomic():
                latest_draft(target, user).publish()


def take_back_independence(instance: Translation, **_kwargs) -> None:
    """Let a page whose translation goes on be compared with its source again."""
    if instance.enabled:
        IndependentText.objects.filter(
            page__translation_key=instance.source.object_id,
            page__locale_id=instance.target_locale_id,
        ).delete()


def _has_unpublished_words(translation, target) -> bool:
    """Whether its words are others than readers have: nobody has approved them yet."""
    return page_digest(composed(translation)) != page_digest(target.specific)


def owe_what_was_sent_back(instance, **_kwargs) -> None:
    """Let a translation be owed again when its review has sent it back."""
    page = instance.content_object
    translation = translation_of(page) if isinstance(page, Page) else None
    if translation:
        Assignment.objects.filter(translation=translation).update(handed_over_at=None)


def keep_promises(instance, **_kwargs) -> None:
    """Tick off what readers were promised, once it is there."""
    urgent.settle(instance.translation_key)


def owe_what_was_taken_down(instance, **_kwargs) -> None:
    """Let a promised language that is taken down be owed again."""
    urgent.reopen(instance)


def connect() -> None:
    """Listen to pages and their publication."""
    pre_save.connect(
        clear_relations_cleared_in_source, dispatch_uid="clear_relations_cleared_in_source"
    )
    post_save.connect(note_published_text, dispatch_uid="note_published_text")
    page_published.connect(offer_changes_to_translators, dispatch_uid="offer_changes")
    page_published.connect(keep_promises, dispatch_uid="keep_promises")
    page_unpublished.connect(owe_what_was_taken_down, dispatch_uid="owe_what_was_taken_down")
    post_save.connect(
        take_back_independence, sender=Translation, dispatch_uid="take_back_independence"
    )
    post_save.connect(follow_title, sender=StringTranslation, dispatch_uid="follow_title")
    post_save.connect(keep_address, sender=StringSegment, dispatch_uid="keep_address")
    workflow_rejected.connect(owe_what_was_sent_back, dispatch_uid="owe_what_was_sent_back")
