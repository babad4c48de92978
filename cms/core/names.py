"""Somebody's name found in a text and taken out of it, wherever `name_words` would see it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from cms.core.text import name_words, shorten

_TAG = re.compile(r"<[^>]*>")
_NOWHERE = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_LETTER_MAP_END = 0x20000
# What parts two words: signs, spaces, tags, and the entities that editors leave behind.
_BETWEEN = r"(?:[^\w<]|_|<(?![a-zA-Z/])|<[^>]*>|&(?:nbsp|amp|thinsp|ensp|\#160|\#xa0);)+"
_SENTENCE_ENDS = ".!?…¿¡"


@cache
def _letters() -> tuple[dict[str, str], dict[str, str], str]:
    """Return by folded letter the characters that become it, by several letters those that become
    them, and what is seen in no word."""
    single, several, unseen = defaultdict(list), defaultdict(list), []
    for code in range(_LETTER_MAP_END):
        char = chr(code)
        if unicodedata.category(char) == "Cf" or unicodedata.combining(char):
            unseen.append(re.escape(char))
        elif char.isalnum():
            folded = name_words(char)
            (single if len(folded) == 1 else several)[folded].append(re.escape(char))
    joined = ({key: "".join(chars) for key, chars in kind.items()} for kind in (single, several))
    return *joined, "".join(unseen)


def _pattern(spelling: str) -> str:
    """Return the expression that finds one spelling, given as `name_words` gives it."""
    single, several, unseen = _letters()
    within = f"(?:[{unseen}]|&shy;|<[^>]*>)*"

    def word(letters: str) -> str:
        parts, at = [], 0
        while at < len(letters):
            length = next((n for n in (4, 3, 2) if letters[at : at + n] in several), 1)
            piece = letters[at : at + length]
            spelled = within.join(f"[{single.get(one, re.escape(one))}]" for one in piece)
            also = f"|[{several[piece]}]" if length > 1 else ""
            parts.append(f"(?:{spelled}{also})")
            at += length
        return within.join(parts)

    return (within + _BETWEEN).join(word(part) for part in spelling.split(" "))


class Names:
    """The spellings of one person's name, to be found in texts and replaced there."""

    def __init__(self, spellings: Iterable[str]):
        self.spellings = frozenset(spellings)
        # The longest first, so that nothing of a longer one is left over.
        ordered = sorted(self.spellings, key=len, reverse=True)
        unseen = _letters()[2]
        found = "|".join(_pattern(one) for one in ordered) or r"(?!)"
        self._found = re.compile(rf"(?<![^\W_])(?:{found})[{unseen}]*(?![^\W_])")

    def are_in(self, text: str) -> bool:
        """Return whether `text`, plain or HTML, holds the name."""
        return self._found.search(text) is not None

    def replaced(self, text: str, wording: str, limit: int | None = None) -> str:
        """Return `text`, plain or HTML, with `wording` for the name, at most `limit` characters.

        Tags within the name stay. A tag that holds it in an attribute loses its attributes.
        """
        if not self.are_in(text):
            return text
        bare = _TAG.sub(lambda tag: self._without_attributes(tag[0]), text)
        done = self._found.sub(lambda found: self._worded(bare, found, wording), bare)
        done = _NOWHERE.sub(r"\1", done)
        return done if limit is None or len(done) <= limit else shorten(done, limit)

    def _without_attributes(self, tag: str) -> str:
        if not self.are_in(tag[1:-1]):
            return tag
        name = re.match(r"</?\w+", tag)
        return f"{name[0]}>" if name else ""

    @staticmethod
    def _worded(text: str, found: re.Match, wording: str) -> str:
        before = _TAG.sub("", text[: found.start()]).rstrip(" \t\n\r\u00a0\u202f«“\"'(")
        begins = not before or before[-1] in _SENTENCE_ENDS
        said = wording[:1].upper() + wording[1:] if begins else wording
        return said + "".join(_TAG.findall(found[0]))
