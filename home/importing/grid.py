"""Tables with every cell under its own heading, merged cells resolved."""

from collections.abc import Callable
from dataclasses import dataclass

from bs4.element import Tag

_WIDEST = 100
_MOST_ROWS = 5000


@dataclass
class Grid:
    """The cells of a table as rows of one width; the first `headers` of them are headings."""

    rows: list[list[str]]
    headers: int = 0


def read_grid(table: Tag, read: Callable[[Tag], str]) -> Grid:
    """Return the cells of a table, `read` giving the text of one.

    A cell over several rows is said in each of them, as it holds for each; one over several
    columns stands in the first, and over each of its columns where it is a heading.
    """
    lines = table.find_all("tr")[:_MOST_ROWS]
    headers = _header_rows(lines)
    rows: list[list[str]] = []
    # Column to the rows that a cell from above still fills, and what stands there.
    hanging: dict[int, tuple[int, str]] = {}
    for number, line in enumerate(lines):
        row: dict[int, str] = {}
        column = 0
        for cell in line.find_all(["td", "th"], recursive=False):
            while column in hanging and column < _WIDEST:
                column += 1
            width = _span(cell, "colspan", _WIDEST - column)
            height = _span(cell, "rowspan", len(lines) - number)
            text = read(cell)
            for offset in range(width):
                said = text if not offset or number < headers else ""
                row[column + offset] = said
                if height > 1:
                    hanging[column + offset] = (height, said)
            column += width
        for place, (left, said) in list(hanging.items()):
            row.setdefault(place, said)
            if left <= 1:
                del hanging[place]
            else:
                hanging[place] = (left - 1, said)
        width = max(row, default=-1) + 1
        rows.append([row.get(place, "") for place in range(width)])
    return _squared(rows, headers)


def _squared(rows: list[list[str]], headers: int) -> Grid:
    """Return rows of one width, without those and the columns that are empty."""
    width = max(map(len, rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    kept = [any(row) for row in full]
    columns = [place for place in range(width) if any(row[place] for row in full)]
    return Grid(
        [
            [row[place] for place in columns]
            for row, any_text in zip(full, kept, strict=True)
            if any_text
        ],
        sum(kept[:headers]),
    )


def _header_rows(lines: list[Tag]) -> int:
    """Return how many rows at the top are headings: marked as such, or all heading cells."""
    count = 0
    for line in lines:
        cells = line.find_all(["td", "th"], recursive=False)
        in_head = line.parent is not None and line.parent.name == "thead"
        if not in_head and not (cells and all(cell.name == "th" for cell in cells)):
            break
        count += 1
    return count if count < len(lines) else min(count, 1)


def has_row_headings_alone(table: Tag) -> bool:
    """Return whether every row opens with its own heading and no row is one of headings."""
    rows = [line.find_all(["td", "th"], recursive=False) for line in table.find_all("tr")]
    rows = [row for row in rows if row]
    return bool(rows) and all(
        len(row) > 1 and row[0].name == "th" and all(cell.name == "td" for cell in row[1:])
        for row in rows
    )


def one_header(rows: list[list[str]], headers: int) -> list[list[str]]:
    """Return the rows with the headings of a column in one cell: "Votes – 2021"."""
    if headers < 2:
        return rows
    joined = [
        " – ".join(dict.fromkeys(cell for cell in column if cell))
        for column in zip(*rows[:headers], strict=True)
    ]
    return [joined, *rows[headers:]]


def _span(cell: Tag, name: str, most: int) -> int:
    text = str(cell.get(name) or "1").strip()
    number = int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else 1
    if name == "rowspan" and number == 0:
        # "All rows that are left."
        number = most
    return max(1, min(number, most))
