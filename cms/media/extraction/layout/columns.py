"""Fragments to regions in the order they are read: margins, columns, and what spans them."""

from collections import Counter
from itertools import pairwise
from statistics import median

from .fragments import Fragment, mark_notes

Row = list[Fragment]
# Shares of the height of the page in which its head and foot stand.
_MARGIN = 0.1
_FEWEST_ROWS = 4
_FEWEST_BEGINNINGS = 3
# A column's lines fill it; the cells of a table do not.
_FILLED = 0.6
_DEEPEST = 6


def rows_of(found: list[Fragment]) -> list[Row]:
    """Return the fragments by lines from the top, each line from left to right."""
    rows: list[Row] = []
    for one in sorted(found, key=lambda one: -one.baseline):
        same = rows and abs(rows[-1][0].baseline - one.baseline) < 0.35 * min(
            one.size, rows[-1][0].size
        )
        if same:
            rows[-1].append(one)
        else:
            rows.append([one])
    for row in rows:
        row.sort(key=lambda one: one.left)
    return rows


def in_reading_order(found: list[Fragment], height: float) -> list[list[Row]]:
    """Return the regions of a page in the order they are read, each as its rows."""
    mark_notes(found)
    rows = rows_of(found)
    head, foot = _margins(rows, height)
    inner = rows[head : len(rows) - foot]
    regions = [rows[:head], *_cut(inner, _DEEPEST), rows[len(rows) - foot :]]
    return [region for region in regions if region]


def _margins(rows: list[Row], height: float) -> tuple[int, int]:
    """Return how many rows at the top and the bottom stand in the margin, apart from the text."""
    pitch = _pitch(rows)
    head = foot = 0
    for place in range(1, min(4, len(rows))):
        above, below = rows[place - 1][0], rows[place][0]
        if (
            above.baseline > (1 - _MARGIN) * height
            and above.baseline - below.baseline > 1.3 * pitch
        ):
            head = place
        above, below = rows[-place - 1][0], rows[-place][0]
        if below.baseline < _MARGIN * height and above.baseline - below.baseline > 1.3 * pitch:
            foot = place
    return head, min(foot, len(rows) - head)


def _pitch(rows: list[Row]) -> float:
    """Return how far apart lines stand, in points."""
    steps = sorted(
        above[0].baseline - below[0].baseline
        for above, below in pairwise(rows)
        if above[0].baseline - below[0].baseline < 2.5 * below[0].size
    )
    return steps[len(steps) // 2] if steps else 1.2 * (rows[0][0].size if rows else 10.0)


def _cut(rows: list[Row], depth: int) -> list[list[Row]]:
    """Return the regions of some rows: the columns that stand in them one after the other."""
    found = _gutter(rows) if depth else None
    if found is None:
        return [rows] if rows else []
    start, end, gutter = found
    inside = [one for row in rows[start:end] for one in row]
    left = rows_of([one for one in inside if one.right <= gutter])
    right = rows_of([one for one in inside if one.right > gutter])
    return [
        *_cut(rows[:start], depth - 1),
        *_cut(left, depth - 1),
        *_cut(right, depth - 1),
        *_cut(rows[end:], depth - 1),
    ]


def _gutter(rows: list[Row]) -> tuple[int, int, float] | None:
    """Return the first and last row of two columns and where the gap between them is."""
    if len(rows) < _FEWEST_ROWS:
        return None
    edge_left = min(one.left for row in rows for one in row)
    edge_right = max(one.right for row in rows for one in row)
    width = edge_right - edge_left
    best: tuple[int, int, float] | None = None
    # A column's lines begin at one place.
    lefts = Counter(round(one.left) for row in rows for one in row)
    for left in sorted(left for left, count in lefts.items() if count >= _FEWEST_BEGINNINGS):
        place = left - 1.5
        if not 0.12 < (place - edge_left) / (width or 1.0) < 0.88:
            continue
        for start, end in _open_runs(rows, place):
            start, end = _trimmed(rows, start, end, place)
            if best is not None and end - start <= best[1] - best[0]:
                continue
            if end - start >= _FEWEST_ROWS and _are_columns(rows[start:end], place):
                best = (start, end, place)
    return best


def _open_runs(rows: list[Row], place: float) -> list[tuple[int, int]]:
    """Return the runs of rows that nothing crosses at a place."""
    runs: list[tuple[int, int]] = []
    start = 0
    for index, row in enumerate(rows):
        if any(one.left < place < one.right for one in row):
            if index > start:
                runs.append((start, index))
            start = index + 1
    if len(rows) > start:
        runs.append((start, len(rows)))
    return runs


def _trimmed(rows: list[Row], start: int, end: int, place: float) -> tuple[int, int]:
    """Return a run without what stands over or under the columns, such as a date or a heading."""
    pitch = _pitch(rows[start:end])

    def one_sided(index: int) -> bool:
        return len({one.right > place for one in rows[index]}) == 1

    for index in range(start + 1, min(end, start + 4)):
        gap = rows[index - 1][0].baseline - rows[index][0].baseline
        if one_sided(index - 1) and gap > 1.3 * pitch:
            if all(one_sided(before) for before in range(start, index)):
                start = index
                break
        elif not one_sided(index - 1):
            break
    if end < len(rows):
        widest = 1.3 * pitch
        for index in range(end - 1, max(start, end - 9), -1):
            if not one_sided(index):
                break
            gap = rows[index - 1][0].baseline - rows[index][0].baseline
            if gap > widest:
                end, widest = index, gap
    return start, end


def _are_columns(rows: list[Row], place: float) -> bool:
    """Return whether both sides of a place hold running text that fills its width."""
    for is_right in (False, True):
        side = [
            part
            for row in rows
            if (part := [one for one in row if (one.right > place) is is_right])
        ]
        if len(side) < 3:
            return False
        spans = [part[-1].right - part[0].left for part in side]
        width = max(part[-1].right for part in side) - min(part[0].left for part in side)
        words = [sum(len(one.text.split()) for one in part) for part in side]
        if median(spans) < _FILLED * width or median(words) < 3:
            return False
    return True
