"""Letters to fragments: what is drawn side by side on one line, note marks with their word."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Shares of the size of the letters.
_WIDE_GAP = 1.1
_WORD_GAP, _MARK_GAP = 0.22, 0.45
_SAME_LINE = 0.12
_LOWEST_RAISE, _HIGHEST_RAISE = 0.12, 0.75
_SMALLER = 0.86
_LONGEST_MARK = 5


class Letter(NamedTuple):
    """One drawn sign, where it stands in points from the lower left corner, and its font's size."""

    sign: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass
class Fragment:
    """A piece of one line: its words, and where it stands."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    # Where its first word ends.
    first_end: float = 0.0


def is_level(letters: list[Letter]) -> bool:
    """Return whether most letters follow one another from left to right on level lines."""
    level = other = 0
    before = None
    for letter in letters:
        if letter.sign.isspace():
            before = None
            continue
        if unicodedata.bidirectional(letter.sign[0]) in {"R", "AL"}:
            other += 1
        elif before is not None:
            rise = abs(letter.baseline - before.baseline)
            forward = letter.left >= before.left and rise <= max(1.0, 0.8 * before.size)
            level += forward
            other += not forward
        before = letter
    return level >= 3 * other


def fragments_of(letters: list[Letter]) -> list[Fragment]:
    """Return what is drawn side by side, note marks that are drawn apart put to their word."""
    found: list[Fragment] = []
    pending = ""
    now: _Growing | None = None
    for letter in letters:
        if letter.sign in "\r\n":
            continue
        if letter.sign.isspace():
            pending = " "
            continue
        if now is not None and now.takes(letter):
            now.add(letter, pending)
        else:
            if now is not None:
                found.append(now.done())
            now = _Growing(letter)
        pending = ""
    if now is not None:
        found.append(now.done())
    return _with_marks([one for one in found if one.text.strip()])


class _Growing:
    """A fragment while its letters come."""

    def __init__(self, letter: Letter):
        self.parts = [letter.sign]
        # Letters that stand higher than the line, not yet known to be a number.
        self.raised = ""
        self.left, self.right = letter.left, letter.right
        self.baseline, self.size = letter.baseline, letter.size
        self.first_end = 0.0

    def takes(self, letter: Letter) -> bool:
        """Return whether a letter goes on with this line."""
        size = letter.size
        larger = max(size, self.size)
        gap = letter.left - self.right
        if gap > _WIDE_GAP * larger or gap < -0.6 * larger:
            return False
        rise = (letter.baseline - self.baseline) / larger if larger else 0
        if abs(rise) <= _SAME_LINE:
            return size <= 0 or 0.5 < self.size / size < 2.0
        if size < _SMALLER * self.size:
            return _LOWEST_RAISE < rise < _HIGHEST_RAISE
        # The mark came first and its words follow.
        short = len("".join(self.parts)) <= _LONGEST_MARK
        return short and self.size < _SMALLER * size and _LOWEST_RAISE < -rise < _HIGHEST_RAISE

    def add(self, letter: Letter, blank: str) -> None:
        """Take a letter, with the blank that stood before it."""
        size = letter.size
        if size and self.size < _SMALLER * size and letter.baseline < self.baseline:
            self.parts = [_as_mark("".join(self.parts))]
            self.baseline, self.size = letter.baseline, size
        is_raised = size < _SMALLER * self.size and (
            letter.baseline - self.baseline > _LOWEST_RAISE * self.size
        )
        gap = (letter.left - self.right) / self.size if self.size else 0
        if is_raised and not self.raised and gap < _MARK_GAP:
            blank = ""
        elif gap > _WORD_GAP:
            blank = " "
        if blank or not is_raised:
            self._close_mark()
        if blank and not self.first_end:
            self.first_end = self.right
        self.parts.append(blank)
        if is_raised:
            self.raised += letter.sign
        else:
            self.parts.append(letter.sign)
        self.right = max(self.right, letter.right)

    def _close_mark(self) -> None:
        if self.raised:
            self.parts.append(_as_mark(self.raised))
            self.raised = ""

    def done(self) -> Fragment:
        """Return the fragment as it stands."""
        self._close_mark()
        return Fragment(
            "".join(self.parts),
            self.left,
            self.right,
            self.baseline,
            self.size,
            self.first_end or self.right,
        )


def _as_mark(text: str) -> str:
    """Return raised letters: numbers as such signs, others as they are."""
    return text.translate(_RAISED) if re.fullmatch(r"[\d,; ]+", text) else text


def _with_marks(found: list[Fragment]) -> list[Fragment]:
    """Return the fragments, raised numbers that are drawn apart put behind their word."""
    kept: list[Fragment] = []
    marks: list[Fragment] = []
    largest = max((one.size for one in found), default=0)
    for one in found:
        short = len(one.text) <= _LONGEST_MARK and re.fullmatch(r"\d{1,3}|\*{1,3}|[†‡]", one.text)
        (marks if short and one.size < _SMALLER * largest else kept).append(one)
    for mark in marks:
        word = next((one for one in kept if _is_behind(mark, one)), None)
        if word is None:
            kept.append(mark)
            continue
        word.text += _as_mark(mark.text)
        word.right = max(word.right, mark.right)
    return kept


def _is_behind(mark: Fragment, word: Fragment) -> bool:
    rise = (mark.baseline - word.baseline) / word.size if word.size else 0
    return (
        mark.size < _SMALLER * word.size
        and _LOWEST_RAISE < rise < _HIGHEST_RAISE
        and abs(mark.left - word.right) < _MARK_GAP * word.size
    )


def mark_notes(found: list[Fragment]) -> None:
    """Raise the number at the front of small lines whose mark stands in the text of the page."""
    marks = {mark for one in found for mark in re.findall(r"(?<=\S)([⁰¹²³⁴-⁹]{1,3})", one.text)}
    letters: dict[float, int] = {}
    for one in found:
        letters[round(one.size, 1)] = letters.get(round(one.size, 1), 0) + len(one.text)
    body = max(letters, key=lambda size: letters[size], default=0)
    for one in found:
        match = re.match(r"(\d{1,3})[.)]?\s*(?=\S)", one.text)
        if match and one.size < 0.95 * body and match[1].translate(_RAISED) in marks:
            one.text = f"{match[1].translate(_RAISED)} {one.text[match.end() :]}"
