"""Puts a card together: a kind, a title, a line below it, the emblem and the name at the foot."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from cms.sharing.drawing import colours, typefaces
from cms.sharing.drawing.formats import CardFormat
from cms.sharing.drawing.setting import Setting, fit

QUALITY = 90


@dataclass(frozen=True)
class CardContent:
    """What stands on a card, in `language` and with that language's spaces."""

    language: str
    kind: str
    title: str
    line: str = ""
    # On the accent colour instead of paper.
    on_accent: bool = False


@dataclass(frozen=True)
class Look:
    """Whose card it is: the name and the address at the foot, the colour, the emblem as a PNG, and
    the picture of the page with the point that must be seen of it, in shares of its sides."""

    name: str
    site: str
    accent: str
    emblem: Image.Image | None = None
    picture: Image.Image | None = None
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True)
class Block:
    """A text that was set, and where it stands: left, top and width."""

    setting: Setting
    box: tuple[int, int, int]
    fill: str


def draw(content: CardContent, look: Look, form: CardFormat) -> bytes:
    """Return the card as a JPEG. Raise MissingGlyph where no font has a letter of it."""
    blocks, picture_box = lay_out(content, look, form)
    palette = colours.palette(look.accent, content.on_accent)
    card = Image.new("RGB", (form.width, form.height), palette.ground)
    pen = ImageDraw.Draw(card)
    foot = form.height - foot_height(form)
    if content.on_accent:
        pen.rectangle((0, foot, form.width, form.height), fill=colours.PAPER)
    else:
        pen.rectangle((0, 0, form.width, round(form.margin / 5)), fill=look.accent)
        pen.line((form.margin, foot, form.width - form.margin, foot), fill=colours.LINE, width=2)
    if picture_box:
        left, top, right, bottom = picture_box
        size = (right - left, bottom - top)
        card.paste(ImageOps.fit(look.picture, size, centering=look.focus), (left, top))
    if look.emblem:
        side = round(0.52 * foot_height(form))
        emblem = ImageOps.contain(look.emblem, (3 * side, side))
        at = (form.margin, foot + (foot_height(form) - emblem.height) // 2)
        card.paste(emblem, at, emblem)
    for block in blocks:
        block.setting.draw(pen, block.box, block.fill)
    file = io.BytesIO()
    card.save(file, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return file.getvalue()


def lay_out(content: CardContent, look: Look, form: CardFormat):
    """Return the texts of a card as Blocks, and the place of the picture or None.

    Where a long title leaves it no room the picture is left out. Raise MissingGlyph.
    """
    foot = _foot(content, look, form)
    if look.picture:
        box = _picture_box(form)
        # Beside a picture a title may shrink to this and no further.
        smallest = (form.title[0] + 2 * form.title[1]) // 3
        if found := _texts(content, look, form, box, (form.title[0], smallest)):
            return [*found, *foot], box
    found = _texts(content, look, form, None, form.title)
    if found is None:
        # 255 letters fit at the smallest size; only marks piled on marks come here.
        raise ValueError("The title does not fit on the card.")
    return [*found, *foot], None


def foot_height(form: CardFormat) -> int:
    """Return how high the foot is, with the emblem and the name."""
    return round(1.55 * form.margin)


def _picture_box(form: CardFormat) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of a picture: above the text or at its right."""
    if form.upright:
        return 0, 0, form.width, round(0.42 * form.height)
    return round(0.64 * form.width), 0, form.width, form.height - foot_height(form)


def _texts(content, look, form, picture_box, sizes) -> list[Block] | None:
    palette = colours.palette(look.accent, content.on_accent)
    margin, language = form.margin, content.language
    top, right = round(1.1 * margin), form.width - margin
    if picture_box and form.upright:
        top = picture_box[3] + round(0.7 * margin)
    elif picture_box:
        right = picture_box[0] - round(0.6 * margin)
    bottom = form.height - foot_height(form) - round(0.6 * margin)
    wide, small = right - margin, _small(form)
    kind = fit(content.kind, typefaces.BOLD, (small, small // 2), (wide, 3 * small), language)
    line = content.line and fit(
        content.line, typefaces.SANS, (small, small // 2), (wide, 4 * small), language
    )
    gap = round(0.45 * small)
    room = bottom - top - kind.height - 3 * gap - (line.height + gap if line else 0)
    title = fit(content.title, typefaces.SERIF, sizes, (wide, room), language)
    if title is None:
        return None
    y = top
    if form.upright and not picture_box and form.height > form.width:
        # A short text on a tall card stands a little above its middle.
        y += max(0, round(0.42 * (room - title.height)))
    blocks = [Block(kind, (margin, y, wide), palette.kind)]
    y += kind.height + gap
    blocks.append(Block(title, (margin, y, wide), palette.title))
    if line:
        y += title.height + round(1.4 * gap)
        blocks.append(Block(line, (margin, y, wide), palette.line))
    return blocks


def _foot(content, look, form) -> list[Block]:
    high, margin, small = foot_height(form), form.margin, round(0.8 * _small(form))
    top = form.height - high
    left = margin
    if look.emblem:
        side = round(0.52 * high)
        left += ImageOps.contain(look.emblem, (3 * side, side)).width + round(0.3 * margin)
    sizes, language = (small, small // 3), content.language
    site = fit(look.site, typefaces.SANS, sizes, (form.width // 2, high), language)
    room = form.width - margin - left - round(site.width) - small
    name = fit(look.name, typefaces.BOLD, sizes, (room, high - small // 2), language)
    at = form.width - margin - round(site.width)
    return [
        Block(name, (left, top + (high - name.height) // 2, room), colours.INK),
        Block(site, (at, top + (high - site.height) // 2, round(site.width) + 1), colours.GREY),
    ]


def _small(form: CardFormat) -> int:
    return round(0.48 * form.margin)
