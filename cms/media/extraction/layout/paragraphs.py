"""Rows to text: paragraphs by gaps and by lines that end early, tables by cells that align."""

import re
from dataclasses import dataclass
from itertools import pairwise

from .columns import Row

_APART = 2.5
_TERMINAL = tuple(".!?…:;")
_CLOSERS = "\"'»”’)]⁰¹²³⁴⁵⁶⁷⁸⁹ \u00a0\u202f"
_MARKER = re.compile(r"[•▪◦‣●■□○◆➢✓*–—o-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]?")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]{1,3}\s*\S")
_DIGITS = re.compile(r"\d{1,4}")
_LARGER_STEP = 1.22


@dataclass
class Line:
    """One printed line of a column."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    first_end: float

    @property
    def first_word(self) -> float:
        """How wide its first word is, in points."""
        return self.first_end - self.left


def written(rows: list[Row]) -> str:
    """Return the text of a region: paragraphs and tables, parted by empty lines."""
    parts: list[str] = []
    loose: list[Row] = []
    place = 0
    while place < len(rows):
        end = _end_of_table(rows, place)
        if end:
            parts += [_prose(loose), _table(rows[place:end])]
            loose, place = [], end
        else:
            loose.append(rows[place])
            place += 1
    return "\n\n".join(part for part in [*parts, _prose(loose)] if part)


def _prose(rows: list[Row]) -> str:
    if not rows:
        return ""
    justified = _justified(rows)
    lines = [line for row in rows for line in _lines(row, justified)]
    start, edge = _edges(rows)
    blocks = _blocks(lines)
    return "\n\n".join(_block_text(block, start, edge) for block in blocks)


def _edges(rows: list[Row]) -> tuple[float, float]:
    return min(row[0].left for row in rows), max(row[-1].right for row in rows)


def _justified(rows: list[Row]) -> tuple[float, float] | None:
    """Return the edges of a region whose lines are stretched to both, None of any other."""
    start, edge = _edges(rows)
    full = sum(len(row) == 1 and edge - row[0].right < 0.5 * row[0].size for row in rows)
    return (start, edge) if full >= 3 and 3 * full >= len(rows) else None


def _lines(row: Row, justified: tuple[float, float] | None) -> list[Line]:
    """Return the lines of a row: what stands far apart on it is two, unless it was stretched."""
    found: list[Line] = []
    stretched = (
        justified is not None
        and row[0].left - justified[0] < 4 * row[0].size
        and justified[1] - row[-1].right < 0.5 * row[0].size
    )
    most = 9 * row[0].size if stretched else _APART * row[0].size
    for one in row:
        before = found[-1] if found else None
        marker = before is not None and _MARKER.fullmatch(before.text)
        if before is not None and (marker or one.left - before.right <= most):
            before.text = f"{before.text} {one.text}"
            before.right = max(before.right, one.right)
        else:
            found.append(Line(one.text, one.left, one.right, one.baseline, one.size, one.first_end))
    return found


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Return the lines by what stands together: same size, no gap larger than between lines."""
    steps = sorted(
        above.baseline - below.baseline
        for above, below in pairwise(lines)
        if _alike(above, below) and 0 < above.baseline - below.baseline < 2.2 * below.size
    )
    usual = steps[len(steps) // 4] if steps else 0.0
    blocks = [[lines[0]]]
    for above, below in pairwise(lines):
        step = above.baseline - below.baseline
        together = (
            _alike(above, below)
            and 0 < step <= _LARGER_STEP * (usual or 1.2 * below.size)
            and not _NOTE.match(below.text)
        )
        if together:
            blocks[-1].append(below)
        else:
            blocks.append([below])
    return blocks


def _alike(above: Line, below: Line) -> bool:
    return 0.93 < above.size / below.size < 1.07 if below.size else False


def _block_text(block: list[Line], start: float, edge: float) -> str:
    widest = max(line.right for line in block)
    if len(block) >= 3 and widest - start > 0.6 * (edge - start):
        edge = widest
    out = block[0].text
    flush = min(line.left for line in block)
    for place, (above, below) in enumerate(pairwise(block), start=1):
        after = block[place + 1] if place + 1 < len(block) else None
        out += ("\n\n" if _parts(above, below, after, flush, edge) else "\n") + below.text
    return out


def _parts(above: Line, below: Line, after: Line | None, flush: float, edge: float) -> bool:
    """Return whether a new paragraph begins with the line below."""
    closed = above.text.rstrip(_CLOSERS)[-1:] in _TERMINAL
    indent = below.left - flush
    returns = after is None or after.left - flush < 0.4 * below.size
    indented = 0.7 * below.size < indent < 4 * below.size and above.left - flush < 0.4 * below.size
    if closed and indented and returns:
        return True
    low = below.text[:1].islower()
    if low and not closed:
        return False
    room = edge - above.right - 0.25 * above.size
    return room > below.first_word + 0.4 * below.size


def _end_of_table(rows: list[Row], start: int) -> int:
    """Return where the table ends that begins at a row, 0 if none does."""
    if len(rows[start]) < 2:
        return 0
    end = start + 1
    full = 1
    while end < len(rows):
        above, row = rows[end - 1], rows[end]
        step = above[0].baseline - row[0].baseline
        aligned = sum(_stands_under(one, rows[start:end]) for one in row)
        # One cell may stand where the rows over it have none.
        if step > 3.5 * row[0].size or aligned < min(len(row), max(2, len(row) - 1)):
            break
        # A lone cell at the left may as well be the text that follows.
        far = row[0].left > rows[start][0].left + row[0].size
        if len(row) == 1 and not far and (step > 1.3 * row[0].size or len(rows[start]) < 3):
            break
        full += len(row) > 1
        end += 1
    table = rows[start:end]
    cells = max(len(row) for row in table)
    if full < (2 if cells > 2 else 3) or _is_list(table) or _is_contents(table):
        return 0
    return end


def _stands_under(one, rows: list[Row]) -> bool:
    """Return whether a cell aligns with one over it: at its left, right or middle."""
    for row in rows:
        for other in row:
            near = 0.6 * one.size
            if (
                abs(one.left - other.left) < near
                or abs(one.right - other.right) < near
                or abs(one.left + one.right - other.left - other.right) < 2 * near
            ):
                return True
    return False


def _is_list(table: list[Row]) -> bool:
    return 2 * sum(bool(_MARKER.fullmatch(row[0].text)) for row in table) > len(table)


def _is_contents(table: list[Row]) -> bool:
    """Return whether each row ends in a page's number and these go up."""
    if any(len(row) != 2 or not _DIGITS.fullmatch(row[1].text) for row in table):
        return False
    pages = [int(row[1].text) for row in table]
    return pages == sorted(pages)


def _table(rows: list[Row]) -> str:
    """Return the rows of a table as lines, their cells parted by tabs."""
    columns = _columns(rows)
    lines: list[list[str]] = []
    above = None
    for row in rows:
        cells = [""] * len(columns)
        for one in row:
            place = max(range(len(columns)), key=lambda at: _overlap(one, columns[at]))
            cells[place] = f"{cells[place]} {one.text}".strip()
        close = above is not None and above - row[0].baseline < 1.3 * row[0].size
        if close and not all(cells) and lines and _goes_on(lines[-1], cells):
            lines[-1] = [f"{old} {new}".strip() for old, new in zip(lines[-1], cells, strict=True)]
        else:
            lines.append(cells)
        above = row[0].baseline
    return "\n".join("\t".join(cells) for cells in lines)


def _goes_on(before: list[str], cells: list[str]) -> bool:
    """Return whether a row only goes on with the words of the one over it."""
    return all(old or not new for old, new in zip(before, cells, strict=True)) and (
        not cells[0] or sum(map(bool, cells)) == 1
    )


def _columns(rows: list[Row]) -> list[tuple[float, float]]:
    """Return the left and right edge of each column: cells that overlap stand in one."""
    spans = sorted((one.left, one.right) for row in rows for one in row)
    found: list[tuple[float, float]] = []
    for left, right in spans:
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found


def _overlap(one, column: tuple[float, float]) -> float:
    return min(one.right, column[1]) - max(one.left, column[0])
