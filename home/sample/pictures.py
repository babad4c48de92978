"""Pictures drawn by code: compositions and initials, the same at every run."""

import hashlib
import io
import math
import unicodedata
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, RED = "#f6f2ea", "#1d1b19", "#8f1d21"
GREYS = ("#d8d2c6", "#b3aca0", "#7d776d", "#4a4641")
FIELDS = (RED, "#5f1518", *GREYS[2:], INK)

SIZE = (1200, 675)
PORTRAIT = 480
# Drawn larger and scaled down, so that edges are smooth.
_SCALE = 2


class _Numbers:
    """A stream of numbers that depends on a text alone."""

    def __init__(self, seed: str):
        self._bytes = self._stream(seed)

    @staticmethod
    def _stream(seed: str) -> Iterator[int]:
        block = seed.encode()
        while True:
            block = hashlib.sha256(block).digest()
            yield from block

    def between(self, low: int, high: int) -> int:
        """Return the next whole number from `low` to `high`."""
        value = next(self._bytes) * 256 + next(self._bytes)
        return low + value % (high - low + 1)

    def one_of(self, choices):
        """Return the next choice."""
        return choices[self.between(0, len(choices) - 1)]


def composition(code: str) -> bytes:
    """Return a composition of circles, bars or hills as PNG; `code` decides which and how."""
    numbers = _Numbers(code)
    width, height = (side * _SCALE for side in SIZE)
    image = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(image)
    numbers.one_of((_circles, _bars, _hills))(draw, numbers, width, height)
    return _png(image.resize(SIZE, Image.Resampling.LANCZOS))


def _circles(draw: ImageDraw.ImageDraw, numbers: _Numbers, width: int, height: int) -> None:
    """Discs on a line, one of them red, two of them touching."""
    count = numbers.between(3, 5)
    radius = width // (2 * count + 2)
    chosen = numbers.between(0, count - 1)
    for place in range(count):
        centre = width * (place + 1) // (count + 1)
        middle = height // 2 + numbers.between(-height // 6, height // 6)
        box = (centre - radius, middle - radius, centre + radius, middle + radius)
        draw.ellipse(box, fill=RED if place == chosen else GREYS[place % len(GREYS)])
    draw.line((0, height * 5 // 6, width, height * 5 // 6), fill=INK, width=6)


def _bars(draw: ImageDraw.ImageDraw, numbers: _Numbers, width: int, height: int) -> None:
    """Upright bars of unlike heights, as people stand side by side."""
    count = numbers.between(7, 11)
    step = width // count
    chosen = numbers.between(1, count - 2)
    for place in range(count):
        top = numbers.between(height // 6, height * 2 // 3)
        colour = RED if place == chosen else numbers.one_of(GREYS[:3])
        left = place * step + step // 8
        draw.rectangle((left, top, left + step * 3 // 4, height), fill=colour)
    draw.rectangle((0, height - height // 24, width, height), fill=INK)


def _hills(draw: ImageDraw.ImageDraw, numbers: _Numbers, width: int, height: int) -> None:
    """Lines of hills below a red disc."""
    radius = height // numbers.between(6, 9)
    x, y = numbers.between(width // 4, width * 3 // 4), numbers.between(height // 4, height // 3)
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, fill=RED)
    for row, colour in enumerate((*GREYS, INK)):
        base = height * (row + 4) // 9
        swing = height // numbers.between(12, 20)
        phase = numbers.between(0, 628) / 100
        waves = numbers.between(2, 4)
        edge = [
            (x, base + swing * math.sin(phase + waves * math.pi * x / width))
            for x in range(0, width + 1, 8)
        ]
        draw.polygon([*edge, (width, height), (0, height)], fill=colour)


def portrait(name: str, code: str) -> bytes:
    """Return the initials of a name on a plain field as PNG; `code` decides the colour."""
    side = PORTRAIT
    image = Image.new("RGB", (side, side), _Numbers(code).one_of(FIELDS))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=side * 2 // 5)
    draw.text((side / 2, side / 2), initials(name), fill=PAPER, font=font, anchor="mm")
    return _png(image)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name, in plain capitals."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    letters = {0: words[0], 1: words[-1]} if len(words) > 1 else {0: words[0]}
    text = "".join(word[0] for word in letters.values())
    # The built-in font has no marks on letters.
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).upper()


def _png(image: Image.Image) -> bytes:
    # Few colours: a palette makes the file a tenth of the size.
    palette = image.quantize(64, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    palette.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
