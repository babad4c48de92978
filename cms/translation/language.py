"""Whether a text is in the language of its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from eld import LanguageDetector
from wagtail.models import Page

from cms.publishing.content_checks import Check, Level
from cms.publishing.content_checks.reading import Reading
from cms.publishing.rules import Publication
from cms.translation.page_texts import letters, texts_of
from cms.translation.source import is_independent

# Letters from which on the detector is believed: below, names and titles mislead it.
SURE_LENGTH = 250
# Letters from which on it is worth a warning.
TELLING_LENGTH = 60


@dataclass(frozen=True)
class Detected:
    """The language that a text seems to be in, and whether the text is long enough to be sure."""

    code: str
    sure: bool


@cache
def _detector() -> LanguageDetector:
    return LanguageDetector()


def _site_languages() -> dict[str, str]:
    return {code.split("-")[0]: name for code, name in settings.WAGTAIL_CONTENT_LANGUAGES}


def detect(text: str) -> Detected | None:
    """Return which of the site's languages `text` is in, or None where it does not tell."""
    length = len(letters(text))
    answer = _detector().detect(text) if length >= TELLING_LENGTH else None
    if answer is None or answer.language not in _site_languages() or not answer.is_reliable():
        return None
    return Detected(answer.language, length >= SURE_LENGTH)


def other_language(page: Page) -> Detected | None:
    """Return the language that the text of `page` seems to be in where it is not the page's."""
    detected = detect(" ".join(text.words for text in texts_of(page)))
    own = page.locale.language_code.split("-")[0]
    return detected if detected and detected.code != own else None


def check(reading: Reading) -> Iterable[Check]:
    """Warn of a text that seems to be in another language, where it is too short to be sure."""
    detected = other_language(reading.page)
    if detected and not detected.sure:
        yield Check(
            Level.WARNING,
            _("The text seems to be in %(detected)s; the page is in %(language)s.")
            % {
                "detected": _site_languages()[detected.code],
                "language": reading.page.locale.get_display_name(),
            },
        )


def in_another_language(publication: Publication) -> list[str]:
    """Return why `publication` may not go out: a text long enough is in another language."""
    page = publication.page
    detected = other_language(page)
    if detected is None or not detected.sure or is_independent(page):
        return []
    return [
        _("“%(title)s” is a page in %(language)s, and its text is in %(detected)s.")
        % {
            "title": page.get_admin_display_title(),
            "language": page.locale.get_display_name(),
            "detected": _site_languages()[detected.code],
        }
    ]
