"""The one maker of typeset documents; imports go from papers down to the engine."""

from cms.media.typeset.engine import typeset
from cms.media.typeset.errors import MissingGlyph, TooLong, TypesetError
from cms.media.typeset.letterhead import letterhead
from cms.media.typeset.nodes import nodes_from_html
from cms.media.typeset.paper import Entry, Fact, Notice, Paper

__all__ = [
    "Entry",
    "Fact",
    "MissingGlyph",
    "Notice",
    "Paper",
    "TooLong",
    "TypesetError",
    "letterhead",
    "nodes_from_html",
    "typeset",
]
