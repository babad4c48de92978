"""Words that a line end cut in two."""

import re
from collections.abc import Callable
from functools import lru_cache

# What a line ends with that broke inside a word.
CUT_WORD = re.compile(r"[^\W\d_]{2}[-\u2010\u00ad]$")
_LAST_PART = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_INSIDE = re.compile(r"(?<![\w-])([^\W\d_]{2,})-([^\W\d_A-Z]{2,})(?![\w-])")
_FIRST_PART = re.compile(r"([^\W\d_]+)")


@lru_cache(maxsize=4)
def dictionary(language: str) -> Callable[[str], bool]:
    """Return a test for the words of a language; one that knows none where no list is shipped."""
    # Loaded only when a line ends in a hyphen: the list is large.
    from spellchecker import SpellChecker

    try:
        frequencies = SpellChecker(language=language).word_frequency
    except ValueError:
        return lambda word: False
    return lambda word: word.casefold() in frequencies


class Hyphens:
    """Decides for one text whether a hyphen at a line end belongs to the word."""

    def __init__(self, text: str, language: str):
        self.language = language
        self.seen = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}

    def glue(self, first: str, second: str) -> tuple[str, str]:
        """Return the first of two lines as it is kept and what stands between them."""
        if first.endswith("\u00ad"):
            return first[:-1], ""
        last, start = _LAST_PART.search(first[-60:]), _FIRST_PART.match(second)
        if not last or not start:
            attached = first.endswith(("-", "\u2010")) and not first.endswith((" -", "--"))
            return first, "" if attached and len(first) > 1 else " "
        if self._is_one_word(last[1], start[1]):
            return first[:-1], ""
        return first, ""

    def mend(self, text: str) -> str:
        """Return a line with the hyphens removed that a reader of PDFs left inside words.

        It joins the lines of a page itself and keeps the hyphens: "tran-sition". Only what is
        a word without the hyphen, and whose parts are not both words, is joined.
        """
        return _INSIDE.sub(self._mended, text) if "-" in text else text

    def _mended(self, match: re.Match) -> str:
        left, right = match[1], match[2]
        known = dictionary(self.language)
        if known(left + right) and not (known(left) and known(right)):
            return left + right
        return match[0]

    def _is_one_word(self, left: str, right: str) -> bool:
        if right[0].isupper() or left.isupper():
            return False
        joined, hyphened = (left + right).casefold(), f"{left}-{right}".casefold()
        if joined in self.seen:
            return True
        if hyphened in self.seen:
            return False
        known = dictionary(self.language)
        if known(joined):
            return True
        return not (known(left) and known(right))
