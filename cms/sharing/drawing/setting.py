"""Breaks texts into even lines, and finds the largest size at which a text is whole."""

import re
import unicodedata
from dataclasses import dataclass

from cms.sharing.drawing import typefaces

# Where a line may end: after a space, and after a hyphen or a dash within a word.
_BREAKS = re.compile(r"(?<=[ \-–—/])(?=[^ ])")
_LEADING = {typefaces.SERIF: 1.14}
_LEADING_ELSE = 1.28
# Arabic stands higher above and deeper below the line.
_LEADING_ARABIC = 1.5


@dataclass(frozen=True)
class Setting:
    """A text in lines: in which font, at which size, how far apart, how wide and high in all."""

    lines: tuple[str, ...]
    face: str
    size: int
    leading: int
    width: float
    language: str

    @property
    def height(self) -> int:
        """From the top of the first line to the bottom of the last."""
        return self.leading * len(self.lines)

    @property
    def right_to_left(self) -> bool:
        """Whether the text begins, and so stands, at the right."""
        strong = (
            c for c in "".join(self.lines) if unicodedata.bidirectional(c) in ["L", "R", "AL"]
        )
        return typefaces.is_right_to_left(next(strong, "a"))

    def draw(self, pen, box: tuple[int, int, int], fill) -> None:
        """Draw it at the left edge, the top and the width in `box`."""
        left, top, wide = box
        # The first baseline, so that capitals have as much air above as below.
        y = top + round((self.leading + 0.68 * self.size) / 2)
        for line in self.lines:
            x = left
            if self.right_to_left:
                x += wide - typefaces.width(line, self.face, self.size, self.language)
            typefaces.draw_line(pen, (x, y), line, self.face, self.size, self.language, fill)
            y += self.leading


def fit(text: str, face: str, sizes: tuple[int, int], box: tuple[int, int], language: str):
    """Return the Setting of `text` at the largest of the sizes at which it fits into the box, or
    None where it does not even at the smallest. Raise MissingGlyph.

    A word wider than the box makes the text smaller, by a third at most; then it is broken.
    """
    largest, smallest = sizes
    wide, high = box
    size = largest
    while True:
        last = size == smallest
        breaking = last or size <= 2 * largest / 3
        lines = _even_lines(text, face, size, wide, language, breaking=breaking)
        if lines is not None:
            arabic = any(typefaces.is_right_to_left(char) for char in text)
            factor = _LEADING_ARABIC if arabic else _LEADING.get(face, _LEADING_ELSE)
            broadest = max(typefaces.width(line, face, size, language) for line in lines)
            found = Setting(tuple(lines), face, size, round(factor * size), broadest, language)
            if found.height <= high:
                return found
        if last:
            return None
        size = max(smallest, min(size - 2, round(size * 0.95)))


def _even_lines(text: str, face: str, size: int, wide: float, language: str, *, breaking: bool):
    """Return as few lines as are needed, and these as even as can be; None where a word is wider
    than a line and must not be broken."""
    pieces = _BREAKS.split(text)
    if breaking:
        pieces = [part for piece in pieces for part in _broken(piece, face, size, wide, language)]

    def measure(line: str) -> float:
        return typefaces.width(line.rstrip(" "), face, size, language)

    if any(measure(piece) > wide for piece in pieces):
        return None
    lines = _greedy(pieces, wide, measure)
    # The narrowest measure that needs no more lines leaves no word alone on the last.
    low, high = max(map(measure, pieces)), wide
    while high - low > size / 8:
        middle = (low + high) / 2
        tried = _greedy(pieces, middle, measure)
        if len(tried) > len(lines):
            low = middle
        else:
            high, lines = middle, tried
    return [line.rstrip(" ") for line in lines]


def _greedy(pieces: list[str], wide: float, measure) -> list[str]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if measure(lines[-1] + piece) <= wide:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _broken(piece: str, face: str, size: int, wide: float, language: str) -> list[str]:
    """Return a word in parts that fit, each but the last with a hyphen; mostly that is the word."""
    parts, start = [], 0
    while typefaces.width(piece[start:].rstrip(" "), face, size, language) > wide:
        end = start + 1
        while typefaces.width(piece[start : end + 1] + "-", face, size, language) <= wide:
            end += 1
        # A mark stays with its letter.
        while end > start + 1 and unicodedata.combining(piece[end]):
            end -= 1
        parts.append(piece[start:end] + "-")
        start = end
    return [*parts, piece[start:]]
