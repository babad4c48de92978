"""Keeping what a translator wrote."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import validate_translation_links

from cms.translation import marks
from cms.translation.addresses import address_of, free_address, settle_address
from cms.translation.errors import TextRefused
from cms.translation.texts import Text, stored


@transaction.atomic
def save_text(*, translation: Translation, text: Text, value: str, user, tool: str = ""):
    """Keep `value`, as it was typed, as the translation of `text`; nothing typed takes it away.

    Return the row of wagtail-localize, None where there is none any more. Raise TextRefused where
    it cannot stand: wrong HTML, too long, an address that is taken.
    """
    if not value.strip():
        if text.kept:
            text.kept.delete()
        return None
    data = _checked(translation, text, value)
    row, _created = StringTranslation.objects.update_or_create(
        translation_of_id=text.string_id,
        context_id=text.context_id,
        locale_id=translation.target_locale_id,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": tool,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    return row


def confirm_machine(*, text: Text, user) -> None:
    """Let a text that a machine made count as translated: `user` has read it."""
    row = text.kept
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    row.last_translated_by = user
    row.save(update_fields=["translation_type", "last_translated_by", "updated_at"])


def settle(*, translation: Translation, texts: list[Text], user=None) -> None:
    """Take over what needs no words of a translator, and let the address follow.

    After it wagtail-localize counts a page as complete that is complete by our rules.
    """
    bare = {(text.string_id, text.context_id) for text in texts if text.state == "no_words"}
    segments = [
        segment
        for segment in marks.segments_of(translation)
        if (segment.string_id, segment.context_id) in bare and segment.context.path != "slug"
    ]
    marks.take_over(translation, segments, user=user)
    settle_address(translation)


def _checked(translation: Translation, text: Text, value: str) -> str:
    if text.is_address:
        return _address(translation, value)
    try:
        data = stored(value, rich=text.rich)
        validate_translation_links(text.source, data)
    except ValueError as error:
        raise TextRefused(str(error)) from None
    length = len(value.strip())
    if text.max_length and length > text.max_length:
        raise TextRefused(
            ngettext(
                "This is %(count)d character too long: there is room for %(limit)d.",
                "This is %(count)d characters too long: there is room for %(limit)d.",
                length - text.max_length,
            )
            % {"count": length - text.max_length, "limit": text.max_length}
        )
    return data


def _address(translation: Translation, value: str) -> str:
    slug = address_of(value)
    if not slug:
        raise TextRefused(_("An address needs a letter or a figure."))
    try:
        page = translation.get_target_instance()
    except ObjectDoesNotExist:
        return slug
    if free_address(page, slug) != slug:
        raise TextRefused(_("Another page beside this one has this address."))
    return slug
