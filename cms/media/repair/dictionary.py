"""The word lists: pyspellchecker's data, read once per language and process."""

import gzip
import json
from functools import cached_property, lru_cache
from importlib import resources
from unicodedata import normalize

from .languages import LANGUAGES, Language

# Counted for a form that is not listed itself but follows from a listed one.
DERIVED = 1
_SHORTEST_STEM = 4
_LONGEST_PREFIX = 6
_GRAM = 4


class Dictionary:
    """The words of one language with their frequencies."""

    def __init__(self, words: dict[str, int], language: Language) -> None:
        self.words = words
        self.language = language
        self._longest_ending = max(map(len, language.endings))

    def frequency(self, form: str) -> int:
        """Return how often the form occurs in the list's sources, 0 when it is not listed."""
        return self.words.get(_key(form), 0)

    def derives(self, form: str) -> bool:
        """Tell whether the form follows from a listed word by an ending or a prefix."""
        form = _key(form)
        if self._inflected(form):
            return True
        rests = (
            form[length:]
            for length in range(2, min(_LONGEST_PREFIX, len(form) - _SHORTEST_STEM - 1) + 1)
            if form[:length] in self.language.prefixes
        )
        return any(rest in self.words or self._inflected(rest) for rest in rests)

    def knows(self, form: str) -> bool:
        """Tell whether the form is listed or follows from a listed word."""
        return self.frequency(form) > 0 or self.derives(form)

    def plausible(self, form: str, start: int, end: int) -> bool:
        """Tell whether the letters around ``form[start:end]`` occur so in listed words."""
        bounded = f" {_key(form)} "
        first = max(0, start + 1 - _GRAM + 1)
        last = min(len(bounded) - _GRAM, end)
        grams = self._grams
        return all(bounded[at : at + _GRAM] in grams for at in range(first, last + 1))

    def _inflected(self, form: str) -> bool:
        endings = self.language.endings
        for length in range(min(self._longest_ending, len(form) - _SHORTEST_STEM), 0, -1):
            for replacement in endings.get(form[-length:], ()):
                if form[:-length] + replacement in self.words:
                    return True
        return False

    @cached_property
    def _grams(self) -> frozenset[str]:
        grams: set[str] = set()
        for word in self.words:
            bounded = f" {word} "
            grams.update(bounded[at : at + _GRAM] for at in range(len(bounded) - _GRAM + 1))
        return frozenset(grams)


def _key(form: str) -> str:
    return normalize("NFC", form.lower())


@lru_cache(maxsize=len(LANGUAGES))
def load(language: str) -> Dictionary:
    """Return the dictionary of a language of ``LANGUAGES``; KeyError for any other."""
    rules = LANGUAGES[language]
    packed = resources.files("spellchecker").joinpath("resources", f"{language}.json.gz")
    return Dictionary(json.loads(gzip.decompress(packed.read_bytes())), rules)
