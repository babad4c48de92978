"""Papers for tests, and what one can read out of the files that they become."""

import datetime
import io
import re

import pypdf
import pypdfium2

from cms.media.typeset import Paper

LETTERHEAD = {
    "name": "The Alliance",
    "short_name": "All.",
    "accent": "#8f1d21",
    "emblem": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>',
}
# What PDFium puts for a hyphen that a line break has made.
MADE_HYPHEN = "\ufffe"


def paper(text: str = "We stand together.", language: str = "en", **fields) -> Paper:
    """Return a paper of one paragraph, or of the nodes given."""
    defaults = {
        "title": "On peace",
        "dated": datetime.date(2024, 3, 8),
        "letterhead": LETTERHEAD,
        "line": ["Resolution", "8 March 2024"],
        "nodes": [{"kind": "paragraph", "runs": [{"text": text}]}],
        "address": "https://alliance.example/en/on-peace/",
    }
    return Paper(language=language, **{**defaults, **fields})


def raw_text(pdf: bytes) -> str:
    """Return the text of all pages as PDFium reads it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def text_of(pdf: bytes) -> str:
    """Return the text with its lines joined and the hyphens of line breaks taken out."""
    text = re.sub(f" ?{MADE_HYPHEN}\\s*", "", raw_text(pdf))
    return re.sub(r"[ \r\n]+", " ", text)


def reader(pdf: bytes) -> pypdf.PdfReader:
    """Return the file as pypdf reads it."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def tags(pdf: bytes) -> set[str]:
    """Return the kinds of structure elements in a tagged file."""
    found = set()

    def walk(element):
        element = element.get_object()
        if isinstance(element, list):
            for child in element:
                walk(child)
        elif isinstance(element, dict):
            if "/S" in element:
                found.add(element["/S"])
            if "/K" in element:
                walk(element["/K"])

    walk(reader(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found
