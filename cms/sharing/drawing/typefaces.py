"""The fonts of the cards, which letters each has, and how a run of letters is measured and drawn.

Pillow shapes text with Raqm where the machine has FriBiDi; elsewhere letters of the Arabic alphabet
are joined and put in order before they are drawn, so that names come out right on every machine.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

import arabic_reshaper
from bidi import get_display
from PIL import ImageFont, features

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
SERIF, SANS, BOLD, ARABIC = "card-serif", "card-sans", "card-sans-bold", "card-arabic"
# What nobody sees: it changes how letters join or break, and takes no place.
_UNSEEN = {"Cf", "Mn"}


class MissingGlyph(Exception):
    """No font has a character; its argument is that character."""


@lru_cache(maxsize=4096)
def has(face: str, char: str) -> bool:
    """Return whether a font can draw a character."""
    drawn, nothing = (font(face, 40, False).getmask(one) for one in (char, "\uffff"))
    return drawn.size != nothing.size or bytes(drawn) != bytes(nothing)


def is_right_to_left(char: str) -> bool:
    """Return whether a letter belongs to an alphabet that is written from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def shapes() -> bool:
    """Return whether Pillow shapes text by itself on this machine."""
    return features.check("raqm")


def runs(text: str, face: str) -> list[tuple[str, str, bool]]:
    """Return `text` in stretches of one font and direction: (text, font, right to left).

    Digits and spaces within Arabic belong to it. Raise MissingGlyph where no font has a letter.
    """
    found: list[list] = []
    for part, reverse in _directions(text):
        used = ARABIC if reverse else face
        for char in part:
            if unicodedata.category(char) not in _UNSEEN and not has(used, char):
                raise MissingGlyph(char)
        found.append([part, used, reverse])
    return [tuple(run) for run in found]


def _directions(text: str):
    """Yield the parts of `text` that are right to left, from the first such letter to the last one
    before a letter of another alphabet, and what is between."""
    start, end, reverse = 0, 0, False
    for index, char in enumerate(text):
        if is_right_to_left(char):
            if not reverse:
                if index > start:
                    yield text[start:index], False
                start, reverse = index, True
            end = index + 1
        elif reverse and unicodedata.bidirectional(char) == "NSM":
            end = index + 1
        elif reverse and unicodedata.bidirectional(char) == "L":
            yield text[start:end], True
            start, reverse = end, False
    if reverse:
        yield text[start:end], True
        start = end
    if start < len(text):
        yield text[start:], False


@lru_cache(maxsize=128)
def font(face: str, size: int, raqm: bool) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels."""
    engine = ImageFont.Layout.RAQM if raqm else ImageFont.Layout.BASIC
    return ImageFont.truetype(FOLDER / f"{face}.ttf", size, layout_engine=engine)


def _shaped(text: str, reverse: bool, language: str) -> tuple[str, dict]:
    """Return a run as Pillow is to be given it, and with which options."""
    if shapes():
        direction = "rtl" if reverse else "ltr"
        return text, {"direction": direction, "language": "ar" if reverse else language}
    return (get_display(arabic_reshaper.reshape(text), base_dir="R") if reverse else text), {}


@lru_cache(maxsize=8192)
def run_width(text: str, face: str, size: int, reverse: bool, language: str) -> float:
    """Return how wide a run is."""
    shaped, options = _shaped(text, reverse, language)
    return font(face, size, shapes()).getlength(shaped, **options)


def width(text: str, face: str, size: int, language: str) -> float:
    """Return how wide `text` is in one line. Raise MissingGlyph."""
    return sum(
        run_width(part, used, size, reverse, language) for part, used, reverse in runs(text, face)
    )


def draw_line(pen, position, text: str, face: str, size: int, language: str, fill) -> None:
    """Draw `text` in one line whose baseline begins at `position`. Raise MissingGlyph."""
    x, y = position
    for part, used, reverse in runs(text, face):
        shaped, options = _shaped(part, reverse, language)
        pen.text((x, y), shaped, font=font(used, size, shapes()), fill=fill, anchor="ls", **options)
        x += run_width(part, used, size, reverse, language)
