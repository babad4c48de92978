"""What a person said of a text without translating it, and what needs no words of a translator."""

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.models import SameText, text_key


@transaction.atomic
def mark_same(*, translation: Translation, text: str, user) -> SameText:
    """Note that `text` is the same in the language of `translation`, and take it over there.

    wagtail-localize keeps it as a translation too, so that its editor counts it as done.
    """
    mark, _created = SameText.objects.get_or_create(
        translation_key=translation.source.object_id,
        locale=translation.target_locale,
        digest=text_key(text),
        defaults={"text": text, "user": user},
    )
    take_over(translation, segments_of(translation).filter(string__data=text), user=user)
    return mark


def mark_same_in_page(*, page: Page, text: str, user=None) -> SameText:
    """Note that `text` of `page`, which was written by hand, is the same in its language."""
    mark, _created = SameText.objects.get_or_create(
        translation_key=page.translation_key,
        locale_id=page.locale_id,
        digest=text_key(text),
        defaults={"text": text, "user": user},
    )
    return mark


@transaction.atomic
def unmark_same(*, translation: Translation, text: str) -> None:
    """Forget that `text` is the same in the language of `translation`; it is to be translated."""
    _marks(translation).filter(digest=text_key(text)).delete()
    taken_over = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
        translation_of__data=text,
        data=text,
    )
    for string_translation in taken_over:
        string_translation.delete()


def marked_texts(translation: Translation) -> set[str]:
    """Return the texts that a person marked “the same in this language”."""
    return set(_marks(translation).values_list("text", flat=True))


def take_over(translation: Translation, segments, *, user=None) -> None:
    """Keep the texts of `segments` as they are as translations, where there are none."""
    for segment in segments:
        kept, created = StringTranslation.objects.get_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
            defaults={
                "data": segment.string.data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": user,
            },
        )
        if not created and (kept.has_error or kept.translation_type == "machine"):
            kept.data = segment.string.data
            kept.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
            kept.has_error, kept.field_error, kept.tool_name = False, "", ""
            kept.last_translated_by = user
            kept.save()


def segments_of(translation: Translation):
    """Return the texts of the source of `translation`, in their order."""
    return (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("string", "context")
        .order_by("order")
    )


def _marks(translation: Translation):
    return SameText.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale
    )
