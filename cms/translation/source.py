"""What a page was translated from."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from cms.translation.glossary import Glossary
from cms.translation.models import CopiedText, IndependentText
from cms.translation.page_texts import ADDRESS, Text, has_words, plain, texts_of


def translation_of(page: Page) -> Translation | None:
    """Return the running translation that `page` is the target of, or None."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def composed(translation: Translation) -> Page:
    """Return the target of `translation` as its words are now, unsaved; what lacks some has those
    of the source."""
    return translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )


def is_independent(page: Page) -> bool:
    """Return whether somebody who publishes has said that `page` is no translation any more."""
    return bool(page.pk) and IndependentText.objects.filter(page_id=page.pk).exists()


def source_page(page: Page) -> Page | None:
    """Return the page that `page` is a translation of, or None where it is an original.

    The source of its translation; for copies made by hand or by an import the authentic text,
    else the oldest page.
    """
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    if translation := translation_of(page):
        return others.filter(locale_id=translation.source.locale_id).first()
    authentic = getattr(page, "authentic_language", None)
    if authentic == page.locale.language_code:
        return None
    source = others.filter(locale__language_code=authentic).first() if authentic else None
    older = others.filter(pk__lt=page.pk) if page.pk else others
    return source or older.order_by("pk").first()


def source_texts(page: Page) -> list[Text]:
    """Return the texts that `page` was translated from, in their order; none for an original.

    They are those that translators were given, also where the source is gone, the translation was
    stopped, or `page` is a copy of one; for copies made by hand those of the source page.
    """
    if is_independent(page):
        return []
    if translation := _translation_behind(page):
        rows = (
            StringSegment.objects.filter(source_id=translation.source_id)
            .exclude(context__path=ADDRESS)
            .order_by("order")
            .values_list("context__path", "string__data")
        )
        texts = [Text(path, plain(data)) for path, data in rows if has_words(plain(data))]
        return _without_names(texts, translation.source.locale)
    source = source_page(page)
    return _without_names(texts_of(source.specific), source.locale) if source else []


def _without_names(texts: list[Text], locale: Locale) -> list[Text]:
    """Return those of `texts` that say more than names which are never translated."""
    glossary = Glossary(locale.language_code)
    return [text for text in texts if not glossary.is_only_names(text.words)]


def _translation_behind(page: Page) -> Translation | None:
    """Return the translation that the text of `page` came from, ended or copied though it be."""
    copied = CopiedText.objects.filter(page_id=page.pk).first() if page.pk else None
    keys = [page.translation_key, *([copied.translation_key] if copied else [])]
    return (
        Translation.objects.filter(source__object_id__in=keys, target_locale_id=page.locale_id)
        .select_related("source", "target_locale")
        .order_by("-enabled")
        .first()
    )
