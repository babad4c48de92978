"""The colours of a card: paper, ink and the accent of the site's identity, always readable."""

from dataclasses import dataclass

PAPER, INK, GREY, LINE = "#fcfbf8", "#1c1a17", "#585249", "#d9d4ca"
# What WCAG asks of text.
READABLE = 4.5


@dataclass(frozen=True)
class Palette:
    """The colours of the ground, of the title, of the line above it and of what is below it."""

    ground: str
    title: str
    kind: str
    line: str


def palette(accent: str, on_accent: bool) -> Palette:
    """Return the colours of a card on paper, or on the accent itself."""
    if not on_accent:
        return Palette(PAPER, INK, readable(accent, PAPER), GREY)
    if contrast(INK, accent) >= READABLE:
        return Palette(accent, INK, INK, INK)
    return Palette(readable(accent, PAPER), PAPER, PAPER, PAPER)


def readable(colour: str, ground: str) -> str:
    """Return `colour`, darkened as far as it takes to be read on a light ground."""
    parts = _parts(colour)
    while contrast(_colour(parts), ground) < READABLE:
        parts = [int(0.92 * part) for part in parts]
    return _colour(parts)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (part / 255 for part in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _colour(parts: list[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)
