"""The numbers of pages in any form: "3", "Page 3 of 12", "- 3 -", "iii", "3/12", "3 | Page"."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from . import word_lists

_PAGE = word_lists.alternatives(word_lists.PAGE)
_OF = word_lists.alternatives(word_lists.OF)
ROMAN = r"(?=[ivxlc])(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_NUMBER = rf"(?P<number>\d{{1,4}}|{ROMAN})"
_TOTAL = rf"(?:\s*(?:/|\||{_OF})\s*(?:\d{{1,4}}|{ROMAN}))"
_PAGE_NUMBER = re.compile(
    rf"[-–—|·•~\[(]*\s*(?:(?:{_PAGE})\.?\s*(?:n[°º]\s*)?[|:]?\s*)?{_NUMBER}{_TOTAL}?"
    rf"\s*(?:\|?\s*(?:{_PAGE}))?\s*[-–—|·•~\])]*",
    re.IGNORECASE,
)
_SURE_PAGE_NUMBER = re.compile(
    rf"(?:{_PAGE})\.?\s*(?:n[°º]\s*)?[|:]?\s*(?P<number>\d{{1,4}}|{ROMAN}){_TOTAL}?"
    rf"|(?P<of_all>\d{{1,4}})\s*/\s*\d{{1,4}}|[-–—~]\s*(?P<between>\d{{1,4}}|{ROMAN})\s*[-–—~]"
    rf"|(?P<before>\d{{1,4}})\s*\|\s*(?:{_PAGE})",
    re.IGNORECASE,
)
_LONGEST = 40
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int:
    """Return the value of a Roman number in capitals."""
    values = [_VALUES[char] for char in text]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def split_at_numbers(lines: list[str]) -> list[list[str]]:
    """Return the pages of a text that lost its page breaks but kept its page numbers.

    Only lines such as "Page 3 of 12", "3 / 12" and "- 3 -" that count up are taken for them.
    """
    marks = [
        (index, number_of(line)[1])
        for index, line in enumerate(lines)
        if len(line) < _LONGEST and _SURE_PAGE_NUMBER.fullmatch(line.strip())
    ]
    if len(marks) < 2 or any(b[1] != a[1] + 1 for a, b in pairwise(marks)):
        return [lines]
    pages, start = [], 0
    for index, _value in marks:
        pages.append(lines[start:index])
        start = index + 1
    return [*pages, lines[start:]]


def says_page(text: str) -> bool:
    """Return whether a line is the number of a page beyond doubt: it says so."""
    return bool(_SURE_PAGE_NUMBER.fullmatch(text) and re.search(_PAGE, text, re.IGNORECASE))


def is_one(text: str, place: int, known: dict[str, set[int]]) -> bool:
    """Return whether a line numbers the page at a place of the file; see `offsets`."""
    if len(text) > _LONGEST or not _PAGE_NUMBER.fullmatch(text):
        return False
    style, number = number_of(text)
    return bool(_SURE_PAGE_NUMBER.fullmatch(text)) or number - place in known[style]


def number_of(line: str) -> tuple[str, int]:
    """Return how the number of a page is written, "1" or "i", and what it is."""
    match = _SURE_PAGE_NUMBER.fullmatch(line.strip()) or _PAGE_NUMBER.fullmatch(line.strip())
    found = next((one for one in match.groups() if one), "") if match else ""
    if found.isdecimal():
        return "1", int(found)
    return ("i", roman(found.upper())) if found else ("1", 0)


def offsets(outermost: Sequence[set[str]]) -> dict[str, set[int]]:
    """Return page number minus place in the file, where two pages at least agree on it.

    `outermost` are the lines at the edges of each page; the answer is by the style of numbers.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for place, lines in enumerate(outermost):
        numbers = {number_of(line) for line in lines if _PAGE_NUMBER.fullmatch(line)}
        counts.update((style, number - place) for style, number in numbers)
    found: dict[str, set[int]] = {"1": set(), "i": set()}
    for style, known in found.items():
        own = [(count, offset) for (one, offset), count in counts.items() if one == style]
        best, offset = max(own, default=(0, 0))
        if best >= 2:
            known.add(offset)
    return found
