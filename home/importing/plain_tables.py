"""Tables of a PDF, whose cells come parted by tabs."""

from . import inline, notices
from .elements import Element
from .notices import Notices

CELL = "\t"
_FEWEST_FILLED = 2 / 3
_BETWEEN = " – "


def is_table(text: str) -> bool:
    """Return whether a paragraph is the rows of a table."""
    return CELL in text


def table_elements(text: str, found: Notices) -> list[Element]:
    """Return the table, or its rows as paragraphs where the cells do not add up to one.

    A table that is not one any more is counted in `found`; its words are kept.
    """
    rows = [[cell.strip() for cell in row.split(CELL)] for row in text.split("\n")]
    if _is_whole(rows):
        return [Element("table", rows=[[inline.from_marks(cell) for cell in row] for row in rows])]
    found.add(notices.TABLE)
    said = (_BETWEEN.join(filter(None, row)) for row in rows)
    return [Element("paragraph", inline.from_marks(row)) for row in said if row]


def _is_whole(rows: list[list[str]]) -> bool:
    width = len(rows[0])
    if len(rows) < 2 or width < 2 or any(len(row) != width for row in rows):
        return False
    # A row that says nothing in its first column goes on with another, which is not known.
    if not all(rows[0][1:]) or not all(row[0] for row in rows[1:]):
        return False
    filled = sum(bool(cell) for row in rows for cell in row)
    return filled >= _FEWEST_FILLED * width * len(rows)
