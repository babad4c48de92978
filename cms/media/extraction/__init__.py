"""Reading the text of PDFs, in a process of its own with limits. See docs/text-extraction.md."""

from .errors import (
    Encrypted,
    ExtractionError,
    NotAPDF,
    OutOfMemory,
    TooLarge,
    TooSlow,
    Unreadable,
)
from .reading import DEFAULT_LIMITS, READERS, Extraction, Limits, extract

__all__ = [
    "DEFAULT_LIMITS",
    "READERS",
    "Encrypted",
    "Extraction",
    "ExtractionError",
    "Limits",
    "NotAPDF",
    "OutOfMemory",
    "TooLarge",
    "TooSlow",
    "Unreadable",
    "extract",
]
