"""Reads what WordPress exports (WXR). Pure: no model, no request, no database, no network."""

from .errors import NotAnExport
from .export import Export, Post
from .text import Media, Text

__all__ = ["Export", "Media", "NotAnExport", "Post", "Text"]
