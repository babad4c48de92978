"""Where a place lies on the map of dots, as docs/decisions/world-map-of-dots.md describes it."""

from collections.abc import Iterable
from math import copysign, radians

# Robinson's table, every five degrees from the equator: length of the parallel, distance from it.
_PARALLELS = (
    (1.0000, 0.0000),
    (0.9986, 0.0620),
    (0.9954, 0.1240),
    (0.9900, 0.1860),
    (0.9822, 0.2480),
    (0.9730, 0.3100),
    (0.9600, 0.3720),
    (0.9427, 0.4340),
    (0.9216, 0.4958),
    (0.8962, 0.5571),
    (0.8679, 0.6176),
    (0.8350, 0.6769),
    (0.7986, 0.7346),
    (0.7597, 0.7903),
    (0.7186, 0.8435),
    (0.6732, 0.8936),
    (0.6213, 0.9394),
    (0.5722, 0.9761),
    (0.5322, 1.0000),
)
# The drawing, in its own units: the earth's radius, the point on the equator at Greenwich, and the
# grid: 62 rows of 116 dots, every other row half a step further.
_RADIUS, _ORIGIN = 198.06, (404, 250)
_ROWS, _COLUMNS, _DOWN, _ACROSS = 62, 116, 7, 8


def dot_of(latitude: float, longitude: float) -> tuple[int, int]:
    """Return the dot next to a point given in degrees, be there land or not, as x and y.

    The map ends in the Pacific: what lies beyond its left edge stands at its right one.
    """
    x, y = _robinson(latitude, longitude)
    if x < 0:
        x, y = _robinson(latitude, longitude + 360)
    row = min(max(round((y - 5) / _DOWN), 0), _ROWS - 1)
    start = 5 if row % 2 else 1
    column = min(max(round((x - start) / _ACROSS), 0), _COLUMNS - 1)
    return start + _ACROSS * column, 5 + _DOWN * row


def marks_of(places: Iterable) -> str:
    """Return the dots of places as the data of an SVG path; a place without a position has none."""
    known = (place for place in places if place.latitude is not None)
    dots = {dot_of(place.latitude, place.longitude) for place in known}
    return "".join(f"M{x} {y}h0" for x, y in sorted(dots))


def _robinson(latitude: float, longitude: float) -> tuple[float, float]:
    step, part = divmod(abs(latitude) / 5, 1)
    here = _PARALLELS[int(step)]
    there = _PARALLELS[min(int(step) + 1, len(_PARALLELS) - 1)]
    length, distance = (a + (b - a) * part for a, b in zip(here, there, strict=True))
    x = _ORIGIN[0] + _RADIUS * 0.8487 * length * radians(longitude)
    y = _ORIGIN[1] - _RADIUS * 1.3523 * copysign(distance, latitude)
    return x, y
