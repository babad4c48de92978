"""Which letters a suspect character stands for, by the dictionary and by the rest of the document.

A piece is *confirmed* when it is no word as it stands and the dictionary has it with a ligature's
letters put in. Confirmed pieces are repaired wherever they are, and they are the evidence on
which the document's own map of damage rests. Every confirmed piece is repaired, so that a second
run finds no evidence and changes nothing.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from unicodedata import decomposition

from .dictionary import DERIVED, Dictionary, load
from .languages import LANGUAGES
from .tokens import SuspectWord, suspect_word

# The letters that fonts draw as one glyph, the usual ones first.
LIGATURES = ("ti", "tt", "fi", "ff", "fl", "tti", "ffi", "ft", "ffl", "fft", "tf", "fj", "st", "ct")
_RARE = frozenset({"tf", "fj", "st", "ct"})
_RARITY = 50
_USUAL = 8

# What else a character may stand for, in scanned or badly converted text.
_ACCENTED = "àâäáçéèêëíîïñóôöùûüú"
_LOOKALIKES = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "bg",
    "7": "t",
    "8": "b",
    "9": "gq",
    "$": "s",
    "€": "e",
    "|": "il",
    "I": "l",
    "?": _ACCENTED,
    "�": _ACCENTED,
}

# Distinct confirmed pieces that make a map usable, and that make it certain.
_USABLE = 2
_CERTAIN = 3

# The frequency from which a word counts as common.
_COMMON = 200


@dataclass(frozen=True)
class Candidate:
    """One way to read a piece: its letters, what was put in, how much speaks for it."""

    form: str
    substitution: dict[str, str]
    weight: int


class Disambiguator:
    """Resolves the suspect words of one document with one dictionary."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._confirmed: dict[str, Candidate | None] = {}
        self._usable: dict[str, dict[str, int]] = {}
        self._certain: dict[str, str] = {}

    def learn(self, texts: set[str]) -> None:
        """Collect the evidence: the map of damage that the document's pieces bear out."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        unexplained: Counter[str] = Counter()
        for text in texts:
            found = suspect_word(text)
            if found is None or not found.interior:
                continue
            candidate, clear = self._confirm(found)
            self._confirmed[text] = candidate
            if candidate is None:
                unexplained.update(found.suspects)
            elif clear:
                for char, letters in candidate.substitution.items():
                    counts[char][letters] += 1
        for char, letters in counts.items():
            most_common, most = letters.most_common(1)[0]
            usable = {
                item: count
                for item, count in letters.items()
                if count >= _USABLE and count * 10 >= most
            }
            if usable:
                self._usable[char] = usable
            alone = most * 10 >= letters.total() * 9
            if most >= _CERTAIN and alone and most >= unexplained[char]:
                self._certain[char] = most_common

    def capitals(self) -> frozenset[str]:
        """Return the capitals that certainly stand for letters, and so may begin a word."""
        return frozenset(char for char in self._certain if char.isupper())

    def resolve(self, text: str, *, compound: bool = False) -> Candidate | None:
        """Return how a piece is to be read, or None to leave it.

        ``compound``: a hyphen and another piece follow, so that its last character is no edge.
        """
        found = suspect_word(text)
        if found is not None:
            return (
                self._by_map(found)
                or self._confirmed.get(text)
                or self._by_certainty(found, compound=compound)
            )
        if text[0] in self._certain:
            return self._by_first_letter(text)
        return None

    def _confirm(self, found: SuspectWord) -> tuple[Candidate | None, bool]:
        """Return the best candidate that the dictionary alone confirms, and whether it is clear."""
        if self._sound_as_it_is(found):
            return None, False
        candidates = self._known_candidates(found, [LIGATURES] * len(found.suspects))
        if not candidates:
            return None, False
        best = candidates[0]
        if len(found.sides) > 1 and self._joins_words(found, best.weight, self._dictionary):
            return None, False
        if not self._heavy_enough(found, best) or self._otherwise_readable(found):
            return None, False
        rivals = candidates[1:]
        return best, not rivals or best.weight > 20 * rivals[0].weight

    def _by_map(self, found: SuspectWord) -> Candidate | None:
        """Return the known reading by the document's map, at the edges of words too."""
        choices = [tuple(self._usable.get(char, ())) for char in found.suspects]
        if not all(choices):
            return None
        certain = found.interior and all(char in self._certain for char in found.suspects)
        if self._sound_as_it_is(found) and not certain:
            return None
        candidates = self._known_candidates(found, choices)
        if not candidates or candidates[0].form == found.text:
            return None
        if found.interior:
            return candidates[0]
        digit_edge = found.text[0].isdigit() or found.text[-1].isdigit()
        if digit_edge and any(self._dictionary.frequency(side) for side in found.sides):
            return None
        return candidates[0] if candidates[0].weight > DERIVED else None

    def _by_certainty(self, found: SuspectWord, *, compound: bool) -> Candidate | None:
        """Return the reading of an unknown word by a map that is certain and sounds right."""
        if not all(char in self._certain for char in found.suspects) or found.letters < 4:
            return None
        last = len(found.text) - 1
        if found.places[-1] == last and not compound:
            return None
        digit_first = found.text[0].isdigit()
        if found.places[0] == 0 and (digit_first or self._dictionary.knows(found.sides[0])):
            return None
        # A word of another language is a word too.
        if self._joins_words(found, _COMMON, *map(load, LANGUAGES)):
            return None
        if found.places[-1] == last and found.text[last - 1].isupper():
            return None
        if self._sound_as_it_is(found):
            return None
        substitution = {char: self._certain[char] for char in found.suspects}
        if not self._plausible(found, substitution):
            return None
        return Candidate(found.filled(substitution), substitution, 0)

    def _by_first_letter(self, text: str) -> Candidate | None:
        """Return the reading of a word whose first letter is a capital that the map explains."""
        found = suspect_word(text, first_too=True)
        if not text[0].isupper() or found is None or found.letters < 3:
            return None
        if self._dictionary.plausible(text, 0, 1) or self._sound_as_it_is(found):
            return None
        return self._by_map(found)

    def _known_candidates(
        self, found: SuspectWord, choices: list[tuple[str, ...]]
    ) -> list[Candidate]:
        """Return the candidates that the dictionary has, the heaviest first."""
        candidates = []
        for letters in product(*choices):
            substitution = dict(zip(found.suspects, letters, strict=True))
            form = found.filled(substitution)
            weight = self._dictionary.frequency(form)
            if weight:
                rare = sum(item in _RARE for item in letters)
                candidates.append(
                    Candidate(form, substitution, max(DERIVED, weight // _RARITY**rare))
                )
        if not candidates and found.letters >= 4:
            for letters in product(*(choice[:_USUAL] for choice in choices)):
                substitution = dict(zip(found.suspects, letters, strict=True))
                # The derivation is slow, and of many combinations most are no words at all.
                if len(letters) > 1 and not self._plausible(found, substitution):
                    continue
                form = found.filled(substitution)
                if self._dictionary.derives(form):
                    candidates.append(Candidate(form, substitution, DERIVED))
        return sorted(candidates, key=lambda candidate: -candidate.weight)

    def _plausible(self, found: SuspectWord, substitution: dict[str, str]) -> bool:
        form = found.filled(substitution)
        spans = found.spans(substitution)
        return all(self._dictionary.plausible(form, start, end) for start, end in spans)

    def _sound_as_it_is(self, found: SuspectWord) -> bool:
        """Tell whether only capitals are suspect and the dictionary has the word without them."""
        capitals = all(found.text[place].isupper() for place in found.places)
        return capitals and self._dictionary.frequency(found.text) > 0

    @staticmethod
    def _joins_words(found: SuspectWord, commoner_than: int, *dictionaries: Dictionary) -> bool:
        """Tell whether the suspects only join words of that frequency, as in "son+image"."""
        if not all(len(side) >= 3 for side in found.sides):
            return False
        return any(
            all(dictionary.frequency(side) > commoner_than for side in found.sides)
            for dictionary in dictionaries
        )

    def _heavy_enough(self, found: SuspectWord, candidate: Candidate) -> bool:
        """Tell whether a candidate is more than chance: the shorter the piece, the commoner."""
        if candidate.weight == DERIVED:
            # Before any word, "an+" could be a prefix.
            last = found.sides[-1]
            prefixed = len(last) >= 3 and self._dictionary.frequency(last) > 0
            return found.letters >= 6 and not prefixed
        if found.letters >= 5:
            return True
        return found.letters >= 3 and candidate.weight >= (60 if found.letters == 4 else 500)

    def _otherwise_readable(self, found: SuspectWord) -> bool:
        """Tell whether a lookalike or an unaccented letter makes a word as well."""
        for char in found.suspects:
            others = _LOOKALIKES.get(char, "") or _base_letter(char)
            for other in others:
                if self._dictionary.frequency(found.text.replace(char, other)):
                    return True
        return False


def _base_letter(char: str) -> str:
    """Return the letter below the accents of a letter outside the alphabet, else nothing."""
    base = decomposition(char).partition(" ")[0]
    return chr(int(base, 16)) if base and not base.startswith("<") else ""
