"""Headings: no level left out, nothing that only looks like one, none above nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.core.text import shorten
from cms.publishing.content_checks.reading import Reading
from cms.publishing.content_checks.registry import Check, Level

EXCERPT = 60
_LONGEST_HEADING = 100


def check(reading: Reading) -> Iterator[Check]:
    """Yield what is wrong with the headings; the page's title is the only one of level 1."""
    above, open_heading = 1, None
    for block, anchor in reading.blocks:
        if block.block_type != "heading":
            open_heading = None
            continue
        level, text = int(block.value["level"]), shorten(block.value["text"], EXCERPT)
        if open_heading and level <= open_heading[0]:
            yield _empty(*open_heading[1:])
        if level > above + 1:
            yield Check(
                Level.WARNING,
                _("“%(heading)s” is a sub-heading without a heading above it.") % {"heading": text},
                anchor,
            )
        above, open_heading = level, (level, text, anchor)
    if open_heading:
        yield _empty(*open_heading[1:])
    yield from _mere_bold(reading)


def _empty(heading: str, anchor: str) -> Check:
    text = _("Nothing stands below the heading “%(heading)s”.") % {"heading": heading}
    return Check(Level.WARNING, text, anchor)


def _mere_bold(reading: Reading) -> Iterator[Check]:
    for piece in reading.pieces:
        for paragraph in piece.soup.find_all("p"):
            words = paragraph.get_text(strip=True)
            bold = "".join(tag.get_text(strip=True) for tag in paragraph.find_all(["b", "strong"]))
            if words and words == bold and len(words) <= _LONGEST_HEADING and words[-1] not in ".;":
                yield Check(
                    Level.WARNING,
                    _("“%(text)s” is bold and looks like a heading: use the block “Heading”.")
                    % {"text": shorten(words, EXCERPT)},
                    piece.anchor,
                )
