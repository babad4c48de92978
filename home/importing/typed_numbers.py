"""Numbers and letters that were typed before points: which count on, and the lists they make."""

from collections.abc import Sequence

from . import page_numbers
from .elements import Element

# What the page counts in itself.
_DIGITS = {"1", "1.", "1)"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def number_values(marker: str) -> list[tuple[str, int]]:
    """Return the styles and values a number may have: "1)" is one thing, "C." a letter or 100."""
    bare = marker.strip("().")
    closing = marker[-1] if marker[-1] in ").-" else ""
    if "." in bare:
        parts = bare.split(".")
        return [(str(len(parts)), int(parts[-1]))]
    if bare.isdecimal():
        return [(f"1{closing}", int(bare))]
    found = []
    if bare and all(char in _ROMAN for char in bare.upper()):
        found.append(
            (f"{'I' if bare.isupper() else 'i'}{closing}", page_numbers.roman(bare.upper()))
        )
    if len(bare) == 1 and bare.isalpha():
        letter = (f"{'A' if bare.isupper() else 'a'}{closing}", ord(bare.lower()) - 96)
        found.insert(0 if bare not in "Ii" else 1, letter)
    return found


def runs(elements: Sequence[Element]) -> list[tuple[str, int, list[int]]]:
    """Return the rows of numbers that count up by one: style, first value, indexes."""
    rows: list[tuple[str, int, list[int]]] = []
    open_rows: dict[str, tuple[int, list[int]]] = {}
    for index, element in enumerate(elements):
        readings = number_values(element.marker) if element.kind == "numbered" else []
        if not readings:
            continue
        # A reading that goes on with a row is the one that was meant.
        going_on = [one for one in readings if open_rows.get(one[0], (-1,))[0] == one[1] - 1]
        style, value = (going_on or readings)[0]
        if going_on:
            row = open_rows[style][1]
            row.append(index)
        else:
            row = [index]
            rows.append((style, value, row))
        open_rows[style] = (value, row)
    return rows


def make_lists(elements: list[Element]) -> None:
    """Turn points that count 1, 2, 3 without a break into items; others keep their number.

    Letters that count a, b, c within a point stay inside it, their letter in front.
    """
    taken = max((element.group for element in elements), default=0)
    for group, (style, first, row) in enumerate(runs(elements), start=taken + 1):
        if len(row) < 2 or first != 1 or style not in _DIGITS:
            continue
        inner = _letters_within(elements, row)
        if inner is None:
            continue
        for index in row:
            elements[index].kind, elements[index].ordered = "item", True
            elements[index].group = group
        for index in inner:
            one = elements[index]
            one.kind, one.group, one.depth = "item", group, 1
            one.html, one.marker = f"{one.marker} {one.html}", ""
    for element in elements:
        if element.kind == "numbered":
            element.kind = "paragraph"
            element.html = f"{element.marker} {element.html}"
            element.marker = ""


def _letters_within(elements: list[Element], row: list[int]) -> list[int] | None:
    """Return the lettered points in and right after a row, None where anything else breaks it."""
    inside = sorted(set(range(row[0], row[-1])) - set(row))
    after = row[-1] + 1
    while after < len(elements) and _letter(elements[after]):
        inside.append(after)
        after += 1
    if not all(_letter(elements[index]) for index in inside):
        return None
    # Each row of letters begins anew under its number.
    for index in inside:
        before = _letter(elements[index - 1])
        if _letter(elements[index]) != (before + 1 if before else 1):
            return None
    return inside


def _letter(element: Element) -> int:
    """Return which letter or small Roman number marks a point, 0 where none does."""
    if element.kind != "numbered":
        return 0
    values = [value for style, value in number_values(element.marker) if style[0] == "a"]
    return values[0] if values else 0
