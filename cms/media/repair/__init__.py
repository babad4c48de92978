"""Repair of the damage that a broken ligature map leaves in text pulled out of PDFs.

Some PDFs say of the glyph that draws "ti" that it is a plus sign: "parties" comes out as "par+es".
The repair puts the letters back where a dictionary and the document itself agree on them.
See ``docs/text-extraction.md``.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from . import dictionary
from .disambiguation import Disambiguator
from .languages import LANGUAGES, guess
from .tokens import CHUNK, parts, protected, sound

__all__ = ["Repair", "guess_language", "repair", "repair_report"]

_LIGATURE_POINTS = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_LIGATURE_POINT = re.compile("[\ufb00-\ufb06]")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_TO_GUESS = 5000

# No text has so many different damaged words: what has is data, and judging it would take long.
_MOST_SUSPECTS = 20_000


@dataclass(frozen=True)
class Repair:
    """The repaired text, what was put for what (with counts), and how many words changed."""

    text: str
    substitutions: Counter[tuple[str, str]] = field(default_factory=Counter)
    changed: int = 0


def guess_language(text: str) -> str | None:
    """Return "en", "fr" or "es" by the little words of the text, None when it is none of them."""
    words: list[str] = []
    for match in _WORD.finditer(text):
        words.append(match[0].lower())
        if len(words) == _WORDS_TO_GUESS:
            break
    return guess(words)


def repair(text: str, language: str | None = None) -> str:
    """Return the text without the damage of broken ligatures; everything else is untouched.

    ``language`` is a code such as "fr" or "fr-ca"; without it the language is guessed. Of text in
    a language that is not known, only true ligature characters (U+FB00 to U+FB06) are spelled out.
    """
    return repair_report(text, language).text


def repair_report(text: str, language: str | None = None) -> Repair:
    """Repair the text as ``repair`` does and tell what was changed."""
    substitutions: Counter[tuple[str, str]] = Counter()
    points = Counter(_LIGATURE_POINT.findall(text))
    for point, count in points.items():
        substitutions[point, _LIGATURE_POINTS[ord(point)]] = count
    changed = sum(1 for chunk in CHUNK.findall(text) if _LIGATURE_POINT.search(chunk))
    text = text.translate(_LIGATURE_POINTS) if points else text

    code = guess_language(text) if language is None else re.split("[-_]", language)[0].lower()
    chunks = Counter(CHUNK.findall(text)) if code in LANGUAGES else Counter[str]()
    suspect = [chunk for chunk in chunks if not sound(chunk) and not protected(chunk)]
    if not 0 < len(suspect) <= _MOST_SUSPECTS:
        return Repair(text, substitutions, changed)

    disambiguator = Disambiguator(dictionary.load(code))
    disambiguator.learn({chunk[start:end] for chunk in suspect for start, end in parts(chunk)})
    initials = disambiguator.capitals()
    if initials:
        suspect += [
            chunk
            for chunk in chunks
            if not initials.isdisjoint(chunk) and sound(chunk) and not protected(chunk)
        ]
    new: dict[str, str] = {}
    for chunk in suspect:
        repaired, put, words = _repair_chunk(chunk, disambiguator)
        if words:
            new[chunk] = repaired
            changed += words * chunks[chunk]
            for pair, times in put.items():
                substitutions[pair] += times * chunks[chunk]
    if new:
        text = CHUNK.sub(lambda match: new.get(match[0], match[0]), text)
    return Repair(text, substitutions, changed)


def _repair_chunk(
    chunk: str, disambiguator: Disambiguator
) -> tuple[str, Counter[tuple[str, str]], int]:
    """Return the chunk repaired, what was put for what, and how many pieces changed."""
    output: list[str] = []
    put: Counter[tuple[str, str]] = Counter()
    done = words = 0
    for start, end in parts(chunk):
        text = chunk[start:end]
        compound = chunk[end : end + 1] in {"-", "‐", "‑"} and chunk[end + 1 : end + 2].isalpha()
        reading = disambiguator.resolve(text, compound=compound)
        if reading is None:
            continue
        output += [chunk[done:start], reading.form]
        done = end
        words += 1
        for char, letters in reading.substitution.items():
            put[char, letters] += text.count(char)
    output.append(chunk[done:])
    return "".join(output), put, words
