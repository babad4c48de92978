"""Decides which lists the page can number itself, and which keep their numbers as text.

An editor's list counts 1, 2, 3 and nothing else. Any other number that the source prints stays
where its readers look for it: at the front of the words.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from .elements import Element
from .inline import plain

_COUNTED = re.compile(r"(\d{1,5})[.)]?")
_CLAUSE = re.compile(r"\(?\d+(?:\.\d+)+[.)]?")


def settle(elements: Sequence[Element]) -> list[Element]:
    """Return the elements, the items of lists as items or as paragraphs with their number."""
    groups = itertools.count(1)
    pieces = list(_pieces(elements))
    texts = _printed(pieces)
    found: list[Element] = []
    for index, piece in enumerate(pieces):
        if piece[0].kind != "item":
            found += piece
            continue
        clauses = any(_CLAUSE.fullmatch(one.marker) for one in piece)
        if not clauses:
            _settle_nested(piece)
        group = next(groups)
        for one in piece:
            one.group = group
            if (index in texts and not one.depth and one.ordered) or (clauses and one.marker):
                _write(one)
                one.kind, one.depth, one.ordered = "paragraph", 0, False
            elif one.depth and (index in texts or clauses):
                one.depth = 0 if clauses else one.depth - 1
            one.marker = ""
        found += piece
    return found


def _pieces(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Yield the lists, each with those inside it, and all that is none one by one.

    A list ends where another begins: its kind changes, or its numbers begin anew.
    """
    piece: list[Element] = []
    for element in elements:
        if piece and not _goes_on(piece, element):
            yield piece
            piece = []
        piece.append(element)
    if piece:
        yield piece


def _goes_on(piece: list[Element], element: Element) -> bool:
    if element.kind != "item" or piece[0].kind != "item" or piece[0].group != element.group:
        return False
    if element.depth:
        return True
    before = next((one for one in reversed(piece) if not one.depth), None)
    if before is None:
        return True
    if before.ordered != element.ordered:
        return False
    # A list that counts down ends at one.
    down = _number(before) == 2 and (_number(piece[0]) or 0) >= 2
    return _number(element) != 1 or not before.marker or down


def _number(element: Element) -> int | None:
    match = _COUNTED.fullmatch(element.marker)
    return int(match[1]) if match else None


def _counts_from_one(items: Sequence[Element]) -> bool:
    return [_number(one) for one in items] == list(range(1, len(items) + 1))


def _printed(pieces: list[list[Element]]) -> set[int]:
    """Return which lists keep their numbers as text: those that go on with another, and it too."""
    texts: set[int] = set()
    last: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        tops = [one for one in piece if one.kind == "item" and not one.depth]
        if not tops or not tops[0].ordered:
            continue
        if not _counts_from_one(tops):
            texts.add(index)
        first, end = _number(tops[0]), _number(tops[-1])
        if first is not None and first > 1 and first - 1 in last:
            texts.add(last.pop(first - 1))
        if end is not None:
            last[end] = index
    return texts


def _settle_nested(piece: list[Element]) -> None:
    """Write the numbers of inner lists into their text where the page would print others."""
    open_rows: dict[int, list[Element]] = {}
    rows: list[list[Element]] = []
    for one in piece:
        for deeper in [depth for depth in open_rows if depth > one.depth]:
            del open_rows[deeper]
        row = open_rows.get(one.depth)
        if row is None or row[0].ordered != one.ordered:
            row = open_rows[one.depth] = []
            rows.append(row)
        row.append(one)
    for row in rows:
        if row[0].depth and row[0].ordered and not _counts_from_one(row):
            for one in row:
                _write(one)
                one.ordered = False


def _write(element: Element) -> None:
    if element.marker:
        element.html = f"{plain(element.marker, linked=False)} {element.html}"
        element.marker = ""
