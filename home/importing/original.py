"""The words of a file as they stand in it, to be compared with what was made of them."""

from pathlib import Path

from . import file_types
from .converters import read_pdf
from .errors import NotADocument

# Somebody reads along; nobody reads more than this beside another text.
LONGEST = 200_000


def original_text(path: Path) -> str:
    """Return the plain words of a PDF or a text; empty where only its own program shows them."""
    data = path.read_bytes()
    try:
        kind = file_types.detect(data, path.name)
        if kind == file_types.PDF:
            return read_pdf(path).text.replace("\f", "\n\n")[:LONGEST]
        if kind == file_types.DOCX:
            return ""
        return file_types.decode(data)[:LONGEST]
    except NotADocument:
        return ""
