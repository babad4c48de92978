"""Which line of a document is its title: not its first section, nor what is stamped over it."""

import re
from collections.abc import Sequence

from . import contents, dates, headers_footers, word_lists
from .elements import Element

_HEAD = 8
_LONGEST = 160
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d+)*[.)]?|[IVX]{1,5}[.)]|[A-Z][.)]|\([\da-z]{1,3}\))\s+\S"
    r"|(?:article|art\.|artículo|articulo|section|sección|chapter|chapitre|capítulo|titre|título"
    r"|annex|annexe|anexo)\s+(?:\d+|[IVX]+|premier|primero)\b",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"(?:nb|n\.b\.|note|nota|ref|réf|doc)\s*[.:]", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|–—·»-]\s+")


def may_be_title(element: Element) -> bool:
    """Return whether a line may name its document: no date, number, note, status or section."""
    text = element.text.strip()
    if element.kind not in {"heading", "paragraph"} or not text or len(text) > _LONGEST:
        return False
    if element.marker or is_numbered(text) or is_stamp(element):
        return False
    return not is_section(text)


def is_numbered(text: str) -> bool:
    """Return whether a line opens with the number of a section: "2.1 Aims", "Article 3"."""
    return bool(_NUMBERED.match(text))


def is_stamp(element: Element) -> bool:
    """Return whether a line is stamped over a document: "Draft", "(Unofficial translation)"."""
    text = element.text.strip()
    if re.match(r"[(\[*†‡]", text) and (text[-1:] in ")]*†‡" or text[0] in "*†‡"):
        return True
    if _STAMPED.match(text):
        return True
    words = " ".join(headers_footers.words_of(text))
    stamps = word_lists.every_phrase(word_lists.STAMPS)
    if words in stamps or any(words.startswith(f"{one} ") for one in stamps if " " in one):
        return True
    return headers_footers.is_contact(text)


def is_section(text: str) -> bool:
    """Return whether a heading names a part that any document may have, as "Introduction" does."""
    words = " ".join(headers_footers.words_of(text))
    return words in word_lists.every_phrase(word_lists.SECTIONS) or contents.is_contents(text)


def of_headings(elements: Sequence[Element]) -> str:
    """Return the title that the headings of a text give, empty where a line before them does.

    The first heading of the highest rank is the title unless it is a section, stands under
    running text, or has a line over it that is set as a title is.
    """
    for element in elements[:_HEAD]:
        if element.kind == "heading" and element.level == 1:
            return _flat(element.text) if may_be_title(element) else ""
        if element.kind not in {"heading", "paragraph"} or len(element.text) > _LONGEST:
            return ""
        if dates.looks_like_date_line(element.text) or not may_be_title(element):
            continue
        several = sum(one.kind == "heading" and one.level == 1 for one in elements) > 1
        if several or element.all_strong:
            return ""
    return ""


def of_page(elements: Sequence[Element], page: str) -> str:
    """Return the title out of what a web page calls itself, the name of its site aside."""
    lines = {_flat(one.text).casefold() for one in elements[:_HEAD]}
    if page and page.casefold() not in lines:
        return next((part for part in _PARTS.split(page) if part.casefold() in lines), page)
    return page


def _flat(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).strip()
