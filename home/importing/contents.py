"""Tables of contents: the site makes its own, so that of a document is left out."""

import re
from collections.abc import Sequence

from bs4.element import Tag

from . import headers_footers, notices, word_lists
from .elements import Element
from .notices import Notices

# "Introduction ........ 3"
LEADER = re.compile(r".*\S\s*(?:\.{4,}|…{2,}|(?:\. ){4,}|_{4,})\s*\d{1,4}\s*$")
_PAGE = re.compile(r"\s+\d{1,4}$")
_MARK = re.compile(r"\[+_?TOC_?\]+", re.IGNORECASE)
_LONGEST = 200
_ROLES = {"doc-toc"}
_NAMES = {"toc", "table-of-contents", "tableofcontents", "contents-list"}
_WORD_STYLE = re.compile(r"MsoToc(?:\d|Heading)", re.IGNORECASE)


def is_contents(text: str) -> bool:
    """Return whether a line is what stands over a table of contents."""
    if len(text) > _LONGEST:
        return False
    return " ".join(headers_footers.words_of(text)) in word_lists.every_phrase(word_lists.CONTENTS)


def drop_contents(elements: Sequence[Element], found: Notices) -> list[Element]:
    """Return the elements without tables of contents; each is counted in `found`.

    What follows the heading belongs to it as long as it ends in the number of a page or says
    what a later line says again. Without a heading three lines in a row with dots to a number do.
    """
    said: dict[str, int] = {}
    for place, element in enumerate(elements):
        if len(element.text) <= _LONGEST:
            said[_key(element)] = place
    kept: list[Element] = []
    place = 0
    while place < len(elements):
        element = elements[place]
        if _MARK.fullmatch(element.text.strip()):
            place += 1
            continue
        headed = is_contents(element.text)
        end = start = place + headed
        while end < len(elements) and _is_entry(elements[end], end, said, headed):
            end += 1
        if end - start >= (2 if headed else 3):
            found.add(notices.CONTENTS)
            place = end
            continue
        kept.append(element)
        place += 1
    return kept


def _key(element: Element) -> str:
    """Return the words of an entry or a heading, its number and its page aside."""
    text = re.sub(r"[.…_\s]*\d{1,4}$", "", element.text.strip()) or element.text
    return " ".join(headers_footers.words_of(re.sub(r"^[\dIVX]+(?:[.)\d]*)\s+", "", text)))


def _is_entry(element: Element, place: int, said: dict[str, int], headed: bool) -> bool:
    text = element.text.strip()
    if element.kind not in {"heading", "paragraph", "item"} or len(text) > _LONGEST:
        return False
    if LEADER.match(text):
        return True
    if text[-1:] in tuple(".,;:!?…"):
        return False
    again = said.get(_key(element), place) > place
    return headed and element.kind != "heading" and (again or bool(_PAGE.search(text)))


def drop_marked(root: Tag, found: Notices) -> None:
    """Cut out of HTML what is marked as a table of contents."""
    seen = False
    for tag in [tag for tag in root.find_all(True) if _is_marked(tag)]:
        own = _WORD_STYLE.search(" ".join(tag.get("class") or []))
        if tag.parent is not None and tag.get_text(strip=True) and not (own and seen):
            found.add(notices.CONTENTS)
        seen = seen or bool(own)
        tag.extract()


def _is_marked(tag: Tag) -> bool:
    own = tag.get("class") or []
    names = own if isinstance(own, list) else str(own).split()
    if _WORD_STYLE.search(" ".join(names)):
        return True
    if str(tag.get("role") or "").lower() in _ROLES:
        return True
    marked = {name.casefold() for name in (*names, str(tag.get("id") or ""))}
    return tag.name in {"div", "ul", "ol", "section", "table", "details"} and bool(marked & _NAMES)
