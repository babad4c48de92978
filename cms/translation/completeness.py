"""Which texts of a translation are not translated yet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.publishing.rules import Publication
from cms.translation.glossary import Glossary
from cms.translation.models import SameText
from cms.translation.page_texts import ADDRESS, has_words, letters, plain, texts_of
from cms.translation.source import source_texts, translation_of

EXCERPT = 60


def texts_marked_same(translation_key, locale_id: int) -> set[str]:
    """Return the letters of the texts that somebody said are the same in that language."""
    marked = SameText.objects.filter(translation_key=translation_key, locale_id=locale_id)
    return {letters(plain(text)) for text in marked.values_list("text", flat=True)}


def untranslated_texts(translation: Translation) -> list[str]:
    """Return the texts that `translation` has no valid translation for, in their order.

    A translation counts when it has letters and differs from its source, unless a person marked
    the text as the same in both languages or the glossary says that it is a name; what only a
    machine wrote counts once a person has confirmed it. An address follows from the title, and
    what has no letters (a mark, a year) is the same in every language: neither is asked for.
    """
    same = texts_marked_same(translation.source.object_id, translation.target_locale_id)
    names = Glossary(translation.source.locale.language_code)
    made = {
        (text.translation_of_id, text.context_id): text
        for text in StringTranslation.objects.filter(
            locale_id=translation.target_locale_id,
            context__object_id=translation.source.object_id,
            has_error=False,
        )
    }
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .exclude(context__path=ADDRESS)
        .order_by("order")
        .values_list("string_id", "context_id", "string__data")
    )
    return [
        data
        for string, context, data in segments
        if has_words(plain(data))
        and not names.is_only_names(data)
        and not _is_done(data, made.get((string, context)), same)
    ]


def _is_done(data: str, made: StringTranslation | None, same: set[str]) -> bool:
    if made is None or made.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return False
    translated = letters(plain(made.data))
    if translated == letters(plain(data)):
        return translated in same
    return bool(translated)


def untranslated(page: Page) -> list[str]:
    """Return the texts that `page` still lacks, or shows as its source has them; in order.

    Judged by what `page`, as it is in memory, says, whatever way its text came there; and by its
    running translation, which knows also of texts that were left blank or made by a machine.
    """
    source = source_texts(page)
    if not source:
        return []
    same = texts_marked_same(page.translation_key, page.locale_id)
    shown = {text.letters for text in texts_of(page)}
    missing = {text.words for text in source if text.letters in shown and text.letters not in same}
    if translation := translation_of(page):
        missing.update(plain(data) for data in untranslated_texts(translation))
    return list(dict.fromkeys(text.words for text in source if text.words in missing))


def incomplete(publication: Publication) -> list[str]:
    """Return why `publication` may not go out: the texts that have no translation yet."""
    page = publication.page
    missing = untranslated(page)
    if not missing:
        return []
    text = missing[0] if len(missing[0]) <= EXCERPT else missing[0][:EXCERPT].rstrip() + "…"
    reason = ngettext(
        "“%(title)s” is not published in %(language)s: %(count)d text has no translation yet: "
        "“%(text)s”. What you translated is kept.",
        "“%(title)s” is not published in %(language)s: %(count)d texts have no translation yet. "
        "The first is “%(text)s”. What you translated is kept.",
        len(missing),
    ) % {
        "title": page.get_admin_display_title(),
        "language": page.locale.get_display_name(),
        "count": len(missing),
        "text": text,
    }
    return [reason]


def in_another_tree(publication: Publication) -> list[str]:
    """Return why `publication` may not go out: it shows one language among pages of another."""
    page = publication.page
    source = page.alias_of
    if source and source.locale_id != page.locale_id:
        return [foreign_alias(page)]
    parent = page.get_parent() if page.depth and page.depth > 1 else None
    return [wrong_tree(page, parent)] if parent and not _same_language(page, parent) else []


def _same_language(page: Page, parent: Page) -> bool:
    return parent.is_root() or parent.locale_id == page.locale_id


def wrong_tree(page: Page, parent: Page) -> str:
    """Return, in words, that `page` has no place below `parent`, which is in another language."""
    return _(
        "“%(title)s” is in %(language)s; below “%(parent)s” stand pages in %(other)s. "
        "Translate it instead."
    ) % {
        "title": page.get_admin_display_title(),
        "language": page.locale.get_display_name(),
        "parent": parent.get_admin_display_title(),
        "other": parent.locale.get_display_name(),
    }


def foreign_alias(page: Page) -> str:
    """Return, in words, that an alias cannot stand for a translation."""
    return _(
        "“%(title)s” would show its text in another language below pages in %(language)s. "
        "Translate it instead."
    ) % {
        "title": page.get_admin_display_title(),
        "language": page.locale.get_display_name(),
    }
