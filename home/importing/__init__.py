"""Reads documents into the blocks of a page. Pure: no model, no request, no database."""

from .errors import NotADocument
from .pipeline import Document, read_bytes, read_document, read_pasted, read_text
from .summary import summarise

__all__ = [
    "Document",
    "NotADocument",
    "read_bytes",
    "read_document",
    "read_pasted",
    "read_text",
    "summarise",
]
