"""What a browser prints before the items of lists: start, value, type, reversed."""

import re

from bs4.element import Tag

from .word_numbering import spell

# Where the number of an item or heading is kept that is printed and not written.
LABEL = "data-label"
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
# What ends an element that was left open, as HTML allows.
_CLOSED_BY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
}
_MOST_MOVES = 2000
_LABELLED = ["p", "h1", "h2", "h3", "h4", "h5", "h6"]


def close_open(root: Tag) -> None:
    """Take items, rows and cells out of those before them that were never closed."""
    moves = 0
    for tag in root.find_all(list(_CLOSED_BY)):
        while (parent := tag.parent) is not None and parent.name in _CLOSED_BY[tag.name]:
            moves += 1
            if moves > _MOST_MOVES:
                # No text is written like this; what is left is read as it stands.
                return
            moved = [tag, *tag.next_siblings]
            for node in reversed(moved):
                parent.insert_after(node.extract())


def print_labels(root: Tag) -> None:
    """Note at every item of a numbered list what is printed before it.

    Paragraphs and headings that carry a number get it into their text.
    """
    for tag in root.find_all(_LABELLED):
        if label := tag.attrs.pop(LABEL, ""):
            tag.insert(0, f"{label} ")
    for ordered in root.find_all("ol"):
        _number(ordered)
    for item in root.find_all("li"):
        if item.parent is not None and item.parent.name == "ul":
            item.attrs.pop(LABEL, None)


def _number(ordered: Tag) -> None:
    items = ordered.find_all("li", recursive=False)
    backwards = ordered.has_attr("reversed")
    number = _integer(ordered.get("start"), len(items) if backwards else 1)
    for item in items:
        number = _integer(item.get("value"), number)
        if not item.get(LABEL):
            item[LABEL] = _label(number, _style(item, ordered))
        number += -1 if backwards else 1


def _style(item: Tag, ordered: Tag) -> str:
    """Return how the numbers of an item look, "none" where it shows none."""
    for tag in (item, ordered):
        if match := _STYLE.search(str(tag.get("style") or "")):
            words = match[1].casefold().split()
            found = [_STYLES.get(word, word) for word in words if word in {*_STYLES, "none"}]
            return found[0] if found else "decimal"
        if kind := _TYPES.get(str(tag.get("type") or "")):
            return kind
    return "decimal"


def _label(number: int, style: str) -> str:
    return "" if style == "none" else f"{spell(number, style)}."


def _integer(text: object, otherwise: int) -> int:
    found = str(text if text is not None else "").strip()
    return int(found) if re.fullmatch(r"-?\d{1,5}", found, re.ASCII) else otherwise
