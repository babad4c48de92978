"""Draws the cards of a share kit with Pillow.

`typefaces` knows the fonts, `setting` breaks and fits texts, `emblem` the drawing of the identity,
`card` puts it together. Nothing here reads the data base.
"""

from .card import CardContent, Look, draw
from .formats import FORMATS, CardFormat
from .typefaces import MissingGlyph

# Counted up whenever a card would come out otherwise: all kits are then made anew.
RENDERER = 1

__all__ = ["FORMATS", "RENDERER", "CardContent", "CardFormat", "Look", "MissingGlyph", "draw"]
