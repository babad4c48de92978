"""Sentences and paragraphs that are too long to be read at once."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import ngettext

from cms.core.text import shorten, tidy
from cms.publishing.content_checks.reading import Reading
from cms.publishing.content_checks.registry import Check, Level

EXCERPT = 80
# More are counted only: nobody reads a list of forty.
NAMED = 5
_RUNNING_TEXT = {"paragraph", "callout"}
_END = re.compile(r"(?<=[.!?…])[»”\"’)\s]+(?=[¿¡«“\"(]?\s?[A-ZÀ-ÖØ-Þ0-9])")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def check_sentences(reading: Reading) -> Iterator[Check]:
    """Yield the sentences with more words than the language's readers take in at once."""
    most = _limit(settings.CONTENT_CHECK_SENTENCE_WORDS, reading.language)
    found = [
        (sentence, words, anchor)
        for paragraph, anchor in _paragraphs(reading)
        for sentence in _END.split(paragraph)
        if (words := len(_WORD.findall(sentence))) > most
    ]
    yield from _findings(
        found,
        lambda count: ngettext(
            "A sentence of %(count)d word: “%(text)s”",
            "A sentence of %(count)d words: “%(text)s”",
            count,
        ),
        lambda count: ngettext(
            "%(count)d more sentence is as long.", "%(count)d more sentences are as long.", count
        ),
    )


def check_paragraphs(reading: Reading) -> Iterator[Check]:
    """Yield the paragraphs that had better be two."""
    most = settings.CONTENT_CHECK_PARAGRAPH_WORDS
    found = [
        (paragraph, words, anchor)
        for paragraph, anchor in _paragraphs(reading)
        if (words := len(_WORD.findall(paragraph))) > most
    ]
    yield from _findings(
        found,
        lambda count: ngettext(
            "A paragraph of %(count)d word: “%(text)s”",
            "A paragraph of %(count)d words: “%(text)s”",
            count,
        ),
        lambda count: ngettext(
            "%(count)d more paragraph is as long.", "%(count)d more paragraphs are as long.", count
        ),
    )


def _findings(found: list, named, others) -> Iterator[Check]:
    for text, words, anchor in found[:NAMED]:
        sentence = named(words) % {"count": words, "text": shorten(text, EXCERPT)}
        yield Check(Level.WARNING, sentence, anchor)
    if more := len(found[NAMED:]):
        yield Check(Level.WARNING, others(more) % {"count": more}, found[NAMED][2])


def _paragraphs(reading: Reading) -> Iterable[tuple[str, str]]:
    return [
        (tidy(paragraph), piece.anchor)
        for piece in reading.pieces
        if piece.block in _RUNNING_TEXT
        for paragraph in piece.paragraphs
    ]


def _limit(limits: dict[str, int], language: str) -> int:
    return limits.get(language) or limits["default"]
