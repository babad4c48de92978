"""What a reader must know before the first line of a statement, on screen as on paper."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from cms.core.templatetags.kit import day, language_in_sentence
from cms.media.typeset import Notice


def statement_banners(page, request, languages: Iterable[dict], outdated: bool) -> list[Notice]:
    """Return the banners of a statement in the active language, the gravest first.

    `languages` are those of the page's shell; `outdated` says whether its source has changed since.
    """
    banners = []
    if withdrawal := page.withdrawal:
        title = gettext("Withdrawn on %(day)s") % {"day": day(withdrawal.day)}
        banners.append(
            Notice(
                kind="withdrawn",
                title=title,
                text=withdrawal.reason,
                language=withdrawal.language,
            )
        )
    if outdated:
        title = gettext("The text this was translated from has changed since")
        banners.append(Notice(kind="out-of-date", title=title))
    if page.successor:
        banners.append(_superseded(page.successor, request))
    for correction in page.all_corrections:
        title = gettext("Corrected on %(day)s") % {"day": day(correction.date)}
        banners.append(
            Notice(
                kind="corrected",
                title=title,
                text=correction.note,
                language=correction.language,
            )
        )
    return banners + _translation(page, languages)


def _superseded(successor, request) -> Notice:
    language = successor.foreign_language
    title = gettext("A later position has replaced this text")
    if language:
        title = gettext("A later position has replaced this text; it can be read in %(language)s")
        title %= {"language": language_in_sentence(language)}
    return Notice(
        kind="superseded",
        title=title,
        url=successor.get_url(request) or "",
        link_text=successor.title,
        language=language,
    )


def _translation(page, languages: Iterable[dict]) -> list[Notice]:
    if get_language() == page.authentic_language:
        return []
    for language in languages:
        if language["code"] == page.authentic_language and not language["current"]:
            name = language_in_sentence(page.authentic_language)
            text = gettext("This is a translation. Authentic language: %(name)s.") % {"name": name}
            if not language["available"]:
                return [Notice(kind="info", text=text)]
            link = gettext("Read the authentic text")
            return [Notice(kind="info", text=text, url=language["url"], link_text=link)]
    return []
