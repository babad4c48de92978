"""One analysis of texts and queries for both database engines; linear in the text's length.

A text becomes four lists of words that are searched side by side: stems for meaning, exact
folded words for names, pairs of neighbours for phrases, and beginnings of words for endings that
the stemmer does not know and for words not yet typed to their end.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from search.spelling_variants import american
from search.stopwords import STOP_WORDS
from search.writing import FILLER, PERCENT, even

# Words beyond this many are not searched, letters of a word beyond that many not told apart.
LONGEST_TEXT = 30_000
LONGEST_WORD = 40

STEMMERS = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
# Letters of their own that the exact words keep: año is not ano.
OWN_LETTERS = {"es": "ñ"}
_ELIDED_FRENCH = "c d j l m n qu s t jusqu lorsqu puisqu quoiqu presqu quelqu"
_ELIDED_ITALIAN = "l d un all dall dell nell sull quest"
ELIDED = {"fr": {*_ELIDED_FRENCH.split()}, "it": {*_ELIDED_ITALIAN.split()}}
# Names travel: d'Alema, l'Hospitalet.
_ELIDED_ANYWHERE = {"d", "l"}

# Accents written apart, soft hyphens and the like stand within a word.
_INNER = r"\w\u0300-\u036f\u00ad\u200b-\u200d"
_WORD = re.compile(rf"%{FILLER}*|(?:[^\W\d_]\.){{2,}}[^\W\d_]?|[{_INNER}]+(?:['-][{_INNER}]+)*")
_PART = re.compile(r"[^'-]+")
# One sign for one, so that places in the text stay what they are.
_PLAIN = str.maketrans(
    dict.fromkeys("_\x00", " ") | dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("‐‑", "-")
)
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


@dataclass(frozen=True)
class Words:
    """The four lists of one text. Compounds written as one word follow at the end."""

    stems: list[str]
    exact: list[str]
    pairs: list[str]
    prefixes: list[str]


@lru_cache(maxsize=100_000)
def fold_word(word: str, keep: str = "") -> str:
    """Return one word without accents and capitals, but with the letters in `keep`."""
    word = unicodedata.normalize("NFC", word[:LONGEST_WORD]).casefold()
    if keep and any(letter in word for letter in keep):
        return "".join(c if c in keep else fold_word(c) for c in word)[:LONGEST_WORD]
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in decomposed if c.isalnum())[:LONGEST_WORD]


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Return the stem of one folded word, itself folded."""
    if language == "en":
        word = american(word)
    stemmer = _stemmer(language)
    return fold_word(stemmer.stemWord(word)) if stemmer else word


@lru_cache(maxsize=20)
def _stemmer(language: str):
    name = STEMMERS.get(language.split("-")[0])
    return snowballstemmer.stemmer(name) if name else None


class Token(NamedTuple):
    """One word of a text, from `start` to `end`, folded."""

    start: int
    end: int
    exact: str
    is_stop: bool


def tokens(text: str, language: str) -> Iterator[list[Token]]:
    """Yield the words of `text`: one token each, several for a compound, elisions left out."""
    keep = OWN_LETTERS.get(language, "")
    stops = STOP_WORDS.get(language, frozenset())
    elided = ELIDED.get(language, _ELIDED_ANYWHERE)
    # In a heading of capitals they tell nothing.
    shouted = text.isupper() and text.count(" ") > 2
    for match in _WORD.finditer(even(text, language).translate(_PLAIN)):
        found = []
        for start, end, part in _parts(match, elided):
            exact = fold_word(part, keep)
            if exact:
                # MAS and US are parties and countries, mas and us are not.
                named = not shouted and len(part) > 1 and part.isupper()
                found.append(Token(start, end, exact, not named and exact in stops))
        if found:
            yield found


def _parts(match: re.Match, elided: set[str]) -> Sequence[tuple[int, int, str]]:
    word, offset = match[0], match.start()
    if word[0] == "%":
        return ((offset, match.end(), PERCENT),)
    if word.isalnum():
        return ((offset, match.end(), word),)
    if "." in word:
        return ((offset, match.end(), word.replace(".", "")),)
    parts = [(offset + part.start(), offset + part.end(), part[0]) for part in _PART.finditer(word)]
    if "'" in word and len(parts) > 1:
        if fold_word(parts[0][2]) in elided:
            parts = parts[1:]
        elif parts[-1][2] in ("s", "S"):
            parts = parts[:-1]
    return parts


def analyse(text: str, language: str) -> Words:
    """Return the four lists of `text`, cut after LONGEST_TEXT words."""
    stems, exact, pairs, prefixes, compounds = [], [], [], [], []
    before = ""
    for word in tokens(text, language):
        if len(exact) >= LONGEST_TEXT:
            break
        for token in word:
            exact.append(token.exact)
            if token.is_stop:
                continue
            bare = fold_word(token.exact)
            stemmed = stem(bare, language)
            stems.append(stemmed)
            prefixes.extend(beginnings(bare))
            if before:
                pairs.append(f"{before}_{stemmed}")
            before = stemmed
        if len(word) > 1 and not any(token.is_stop for token in word):
            compounds.append("".join(token.exact for token in word)[:LONGEST_WORD])
    exact.extend(compounds)
    stems.extend(stem(fold_word(compound), language) for compound in compounds)
    return Words(stems, exact, pairs, prefixes)


# How many letters the beginnings of words have that are looked for.
BEGINNINGS = (4, 5, 6)


def beginnings(word: str) -> list[str]:
    """Return the first four, five and six letters of a folded word that has as many."""
    return [word[:length] for length in BEGINNINGS if len(word) >= length]
