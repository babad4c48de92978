"""A summary out of the first sentences of a text."""

import re

from cms.core.text import shorten, tidy

from . import word_lists
from .structure import is_closed

LIMIT = 300
_SENTENCE_END = re.compile(r"[.!?…][\"»”’)\]]*(?=\s)")
_LAST_WORD = re.compile(r"(\S+)$")


def summarise(plain_text: str, language: str, limit: int = LIMIT) -> str:
    """Return the first sentences of a text, at most `limit` characters.

    The first paragraph that is running text counts; headings and datelines before it do not. It
    is cut after a sentence where one ends within the limit, otherwise after a word.
    """
    paragraphs = [tidy(part) for part in plain_text.split("\n\n")]
    prose = [part for part in paragraphs if len(part) >= 80 and is_closed(part)]
    text = next(iter(prose or [part for part in paragraphs if part]), "")
    if len(text) <= limit:
        return text
    ends = [end for end in _ends(text[: limit + 1], language) if end <= limit]
    return text[: ends[-1]] if ends else shorten(text, limit - 1)


def _ends(text: str, language: str) -> list[int]:
    """Return where sentences end, full stops of shortened words left out."""
    short = word_lists.listed(word_lists.ABBREVIATIONS, language)
    found = []
    for match in _SENTENCE_END.finditer(text):
        last = _LAST_WORD.search(text[: match.start()])
        word = last[1].casefold().lstrip("(«“\"'’l") if last else ""
        initial = len(word) == 1 and word.isalpha()
        if match[0][0] == "." and (word in short or initial):
            continue
        found.append(match.end())
    return found
