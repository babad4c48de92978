"""The glossary held against texts: what it says of a text, and whether a translation follows it."""

import re
from dataclasses import dataclass
from functools import cached_property

from cms.translation.models import GlossaryTerm
from cms.translation.page_texts import letters, plain


@dataclass(frozen=True)
class Hit:
    """A term that stands in a source text; `wanted` is the word of the target language, if agreed.

    `used` is None while there is no translation to look at.
    """

    term: GlossaryTerm
    wanted: str
    used: bool | None

    @property
    def is_lost_name(self) -> bool:
        """Whether it is a name never translated that the translation does not have."""
        return self.term.never_translated and self.used is False


class Glossary:
    """The terms of a source language, asked once and held against many texts."""

    def __init__(self, language: str):
        self.terms = list(GlossaryTerm.objects.filter(language=language))

    def hits(self, source: str, target_language: str, translation: str = "") -> list[Hit]:
        """Return the terms in `source` (HTML), and whether `translation` (HTML) follows them."""
        text = plain(source)
        translated = plain(translation)
        found = []
        for term, pattern in self._patterns:
            if not pattern.search(text):
                continue
            wanted = term.wanted_in(target_language)
            used = _holds(wanted, translated, exact=term.never_translated) if wanted else None
            found.append(Hit(term, wanted, used if translated else None))
        return found

    def is_only_names(self, text: str) -> bool:
        """Return whether `text` (HTML) says nothing but names that are never translated."""
        rest = plain(text)
        for term, pattern in self._patterns:
            if term.never_translated:
                rest = pattern.sub(" ", rest)
        return not letters(rest)

    @cached_property
    def _patterns(self):
        # The longest first, so that a name within a name is not taken out of it.
        terms = sorted(self.terms, key=lambda term: -len(term.term))
        return [(term, _pattern(term.term, exact=term.never_translated)) for term in terms]


def _patterns(self):
    # The longest first, so that a name within a name is not taken out of it.
    terms = sorted(self.terms, key=lambda term: -len(term.term))
    return [(term, _pattern(term.term, exact=term.never_translated)) for term in terms]


def _pattern(term: str, *, exact: bool):
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", 0 if exact else re.IGNORECASE)


def _holds(wanted: str, text: str, *, exact: bool) -> bool:
    return wanted in text if exact else wanted.casefold() in text.casefold()
