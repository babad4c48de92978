"""Tokenising text for the repair, and telling which tokens are not to be touched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from unicodedata import category

ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœß")

CHUNK = re.compile(r"\S+")

# Longer runs without a space are data, not words.
LONGEST_CHUNK = 80

# A chunk of nothing but lower-case words, capitalised words, capitals or numbers is sound.
_LOWER = "a-zß-öø-ÿœ"
_BETWEEN = re.escape("-‐‑–—'’ʼ.,;:()[]\"«»“”„…/!•▪·")
_AROUND = _BETWEEN + re.escape("?*%°ªº")
_WORD = rf"(?:[A-ZÀ-ÖØ-Þ]?[{_LOWER}]+|[A-ZÀ-ÖØ-Þ]+|\d+)"
_SOUND = re.compile(rf"[{_AROUND}]*(?:{_WORD}(?:[{_BETWEEN}]+{_WORD})*)?[{_AROUND}]*")

# Addresses, hosts, file names, tags, references of code: never words of the text.
_PROTECTED = re.compile(
    r"""[@_\\{}`] | :// | // | www\. | ]\( | \(\) | </ | /> | => | -> | == | ::
      | ^[\#$/~] | &\w+; | ^--\w | [^\W\d]\w*\.[^\W\d_]{2,}  | \.\w{1,4}[/?:] | ;\w+=""",
    re.VERBOSE,
)

_PART = re.compile(r"[^\s\-‐‑–—'’ʼ.,;:()\[\]\"«»“”„…/!•▪·°ªº™®©¹²³\u00ad\u200b-\u200d\ufeff]+")

# At the edge of a word these are punctuation, marks or units.
_EDGE_MARKS = "*?%#^|~"


def protected(chunk: str) -> bool:
    """Tell whether a run without spaces is too long for a word, or an address, name or code."""
    return len(chunk) > LONGEST_CHUNK or _PROTECTED.search(chunk) is not None


def sound(chunk: str) -> bool:
    """Tell quickly whether a chunk can hold nothing suspect."""
    return _SOUND.fullmatch(chunk) is not None


def parts(chunk: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each piece of a chunk between hyphens, apostrophes and the like."""
    for match in _PART.finditer(chunk):
        start, end = match.span()
        while start < end and chunk[start] in _EDGE_MARKS:
            start += 1
        while end > start and chunk[end - 1] in _EDGE_MARKS:
            end -= 1
        if end - start >= 3:
            yield start, end


def is_letter(character: str) -> bool:
    """Tell whether a character is a letter of the languages known, or an accent set over one."""
    return character.lower() in ALPHABET or category(character) == "Mn"


@dataclass(frozen=True)
class SuspectWord:
    """A piece of text with the places of its suspect characters."""

    text: str
    places: tuple[int, ...]

    @cached_property
    def suspects(self) -> tuple[str, ...]:
        """The distinct suspect characters in the order in which they come."""
        return tuple(dict.fromkeys(self.text[place] for place in self.places))

    @cached_property
    def letters(self) -> int:
        """How many characters are above suspicion."""
        return len(self.text) - len(self.places)

    @cached_property
    def interior(self) -> bool:
        """Whether every suspect character stands between letters."""
        return 0 not in self.places and len(self.text) - 1 not in self.places

    @cached_property
    def sides(self) -> list[str]:
        """The runs of letters between the suspect characters."""
        places = set(self.places)
        runs = groupby(enumerate(self.text), key=lambda item: item[0] in places)
        return ["".join(char for _, char in run) for suspect, run in runs if not suspect]

    def filled(self, substitution: dict[str, str]) -> str:
        """Return the text with the suspects replaced."""
        kept = 0 if 0 in self.places else 1
        rest = self.text[kept:]
        for suspect, letters in substitution.items():
            rest = rest.replace(suspect, letters)
        return self.text[:kept] + rest

    def spans(self, substitution: dict[str, str]) -> list[tuple[int, int]]:
        """Return where the replacements stand in the filled text."""
        spans = []
        shift = 0
        for place in self.places:
            length = len(substitution[self.text[place]])
            spans.append((place + shift, place + shift + length))
            shift += length - 1
        return spans


def suspect_word(text: str, *, first_too: bool = False) -> SuspectWord | None:
    """Return the piece with its suspects, or None when it has none or does not look like a word.

    A capital is suspect after the first letter, and as the first when ``first_too`` is set.
    """
    places = []
    lower = 0
    for index, char in enumerate(text):
        if not is_letter(char) or (char.isupper() and (index or first_too)):
            places.append(index)
        elif not char.isupper():
            lower += 1
    if not places or lower < 2:
        return None
    found = SuspectWord(text, tuple(places))
    return found if len(found.suspects) <= 2 and _word_like(text, places) else None


def _word_like(text: str, places: list[int]) -> bool:
    if any(char in "¹²³⁴⁵⁶⁷⁸⁹⁰" for char in text):
        return False
    at_edge = text[0].isdigit() or text[-1].isdigit()
    if at_edge and sum(char.isdigit() for char in text) > 1:
        return False
    # Two capitals in a row after the first letter are an acronym.
    return not any(
        _capital(text[place]) and _capital(text[place - 1]) for place in places if place > 1
    )


def _capital(char: str) -> bool:
    return char.isupper() and is_letter(char)
