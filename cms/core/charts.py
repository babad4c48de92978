"""Figures to be drawn: bars to compare, lines over time; a drawing is made of SVG attributes alone.

`components/chart.html` shows a chart; the figures are always there as a table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

# What a figure of this or a lower order rounds up to, so that an axis ends with a plain number.
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Series:
    """One figure a label, none of them negative."""

    label: str
    values: tuple[float, ...]

    @property
    def total(self) -> float:
        """The sum of the figures."""
        return sum(self.values)


@dataclass(frozen=True)
class Row:
    """The figures of one label, with the length of each bar as a percentage."""

    label: str
    cells: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Chart:
    """Series over the same labels; raises ValueError where they do not fit together.

    `head` says what the labels are, `unit` follows every figure (``%``). With `totals` the table
    ends with the sums, which are of no use for shares.
    """

    caption: str
    head: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    totals: bool = False
    line: bool = False

    def __post_init__(self):
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise ValueError(f"{series.label} has not one figure for every label")
            if any(value < 0 for value in series.values):
                raise ValueError(f"{series.label} has a figure below zero")

    @cached_property
    def largest(self) -> float:
        """The largest figure, 0 where there is none."""
        return max((value for series in self.series for value in series.values), default=0)

    @cached_property
    def top(self) -> float:
        """The end of the axis: a plain number, no less than any figure and never 0."""
        order = 1
        while order * _STEPS[-1] < self.largest:
            order *= 10
        return next(order * step for step in _STEPS if order * step >= self.largest)

    @property
    def rows(self) -> Iterable[Row]:
        """The figures by label, each with its share of the largest, in percent."""
        for label, *values in zip(self.labels, *(one.values for one in self.series), strict=True):
            yield Row(label, tuple((value, self._percent(value, self.largest)) for value in values))

    @property
    def paths(self) -> list[str]:
        """Each series as the data of an SVG path in a box of 100 by 100, the axis' end on top."""
        return [self._path(series.values) for series in self.series]

    def _path(self, values: tuple[float, ...]) -> str:
        last = max(len(values) - 1, 1)
        points = [
            f"{100 * at / last:g} {100 - self._percent(value, self.top):g}"
            for at, value in enumerate(values)
        ]
        # A line of one point is a dot.
        return "M" + "L".join(points) if len(points) > 1 else "".join(f"M{p}h0" for p in points)

    @staticmethod
    def _percent(value: float, whole: float) -> float:
        return round(100 * value / whole, 2) if whole else 0
