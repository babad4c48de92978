"""Which elements are headings and which are lists, told from how the text is printed."""

import re
from collections.abc import Sequence

from . import boilerplate, dates, headers_footers, lines, titles, typed_numbers
from .elements import BREAK, Element
from .list_labels import settle

_OPEN_TAG = r"(?P<tag><(?:strong|em)>)?"
_MARKER = re.compile(
    rf"{_OPEN_TAG}(?P<marker>{lines.SURE_BULLET.pattern}|{lines.DASH_BULLET.pattern}"
    rf"|{lines.ROUND_BULLET.pattern}|{lines.NUMBER.pattern})"
)
_BULLETS = "•▪◦‣●■□○◆❖➢➤✓✔·\uf0b7\uf0a7-–—*+"
_LONGEST_HEADING = 160
_SHORT_LINE = 90
_RUN_IN = re.compile(r"(?P<head>[^:.!?;]{3,120}?)[ \u00a0\u202f]?:\s+(?P<text>\S.*)$", re.DOTALL)
_SOURCE = re.compile(r"\s*(?:—|–|--?)\s*(\S.{0,150})$")


def split_markers(elements: Sequence[Element]) -> list[Element]:
    """Return the elements with typed bullets and numbers taken off their text into `marker`."""
    found: list[Element] = []
    for element in elements:
        match = _MARKER.match(element.html) if element.kind == "paragraph" else None
        if match and not _is_word(match["marker"].strip(), found):
            element.marker = match["marker"].strip()
            element.html = (match["tag"] or "") + element.html[match.end() :]
            element.kind = (
                "item" if element.marker in _BULLETS or element.marker == "o" else "numbered"
            )
        found.append(element)
    return found


def _is_word(marker: str, before: list[Element]) -> bool:
    """Return whether "o" stands at the start of a text as the Spanish word it also is."""
    return marker == "o" and not (before and before[-1].kind == "item")


def lay_out(elements: Sequence[Element]) -> list[Element]:
    """Return headings, paragraphs, list items and quotations as an editor would set them."""
    found = _with_quote_sources(split_markers(settle(elements)))
    _numbered_headings(found)
    _bullet_headings(found)
    _bold_and_short_headings(found)
    typed_numbers.make_lists(found)
    return _mend_levels(_run_in_headings(found))


def _with_quote_sources(elements: list[Element]) -> list[Element]:
    """Return the elements with the line under a quotation that names its source put with it."""
    found: list[Element] = []
    for element in elements:
        before = found[-1] if found else None
        if element.kind == before.kind == "quote" if before else False:
            source = _SOURCE.match(element.text)
            if source and not before.source:
                before.source = source[1].strip()
                continue
        found.append(element)
    return found


def is_closed(text: str) -> bool:
    """Return whether a line ends as sentences and lists do, not as headings do."""
    return text.rstrip(" \u00a0\u202f")[-1:] in tuple(".,;:!?…")


def _is_prose(element: Element | None) -> bool:
    return element is not None and element.kind == "paragraph" and len(element.text) >= _SHORT_LINE


def _after(elements: Sequence[Element], index: int) -> Element | None:
    return elements[index + 1] if index + 1 < len(elements) else None


def _numbered_headings(elements: list[Element]) -> None:
    for style, _first, row in typed_numbers.runs(elements):
        if _are_headings(elements, row):
            for index in row:
                _make_numbered_heading(elements[index], style)


def _are_headings(elements: list[Element], row: list[int]) -> bool:
    """Return whether a row of numbered lines heads sections instead of listing points."""
    short = [index for index in row if len(elements[index].text) <= _LONGEST_HEADING]
    if len(short) < len(row):
        return False
    open_ended = sum(not is_closed(elements[index].text) for index in row)
    heads = sum(_heads_text(_after(elements, index)) for index in row)
    if not elements[row[0]].typed and heads < len(row):
        # What the source marks up as a list is one, unless each of its points heads a text.
        return False
    single = len(row) == 1 and not re.match(r"[IVX]+[.)]|\d+\.\d", elements[row[0]].marker)
    return not single and 3 * open_ended >= 2 * len(row) and 3 * heads >= 2 * len(row)


def _heads_text(after: Element | None) -> bool:
    return after is not None and (
        after.kind in {"paragraph", "item", "quote", "table"}
        or (after.kind in {"numbered", "heading"} and "." in after.marker.strip("."))
    )


def _make_numbered_heading(element: Element, style: str) -> None:
    depth = 3 if style.isdecimal() or style[0] in "ai" else 2
    element.kind, element.level = "heading", depth
    # A heading carries no full stop, even where one slipped in.
    bare = element.html[:-1] if re.search(r"[^\W\d]{3}\.$", element.html) else element.html
    element.html = f"{element.marker} {bare}"
    element.marker = ""


def _bullet_headings(elements: list[Element]) -> None:
    """Turn a lone bulleted line over running text into a sub-heading, where two do the same."""
    found = [
        index
        for index, element in enumerate(elements)
        if element.kind == "item"
        and element.typed
        and len(element.text) <= _SHORT_LINE
        and not is_closed(element.text)
        and (index == 0 or elements[index - 1].kind != "item")
        and (after := _after(elements, index)) is not None
        and after.kind == "paragraph"
    ]
    if len(found) >= 2:
        for index in found:
            elements[index].kind, elements[index].level, elements[index].marker = "heading", 3, ""


def _bold_and_short_headings(elements: list[Element]) -> None:
    numbered = any(element.kind == "heading" for element in elements)
    for index, element in enumerate(elements):
        if element.kind == "paragraph" and _stands_as_heading(elements, index):
            element.kind, element.level = "heading", 3 if numbered else 2


def _stands_as_heading(elements: list[Element], index: int) -> bool:
    element, after = elements[index], _after(elements, index)
    text = element.text.strip()
    if BREAK in element.html:
        return False
    if not text or len(text) > _SHORT_LINE or len(text.split()) > 14 or after is None:
        return False
    if element.all_strong and not text.endswith((",", ";", ".")) and after.kind != "heading":
        return not dates.looks_like_date_line(text)
    first = text.lstrip('«“"¿¡')[:1]
    if is_closed(text) or not (first.isupper() or first.isdecimal()):
        return False
    if (
        dates.mentions_date(text)
        or headers_footers.is_contact(text)
        or boilerplate.is_adoption_line(text)
    ):
        return False
    if "<a " in element.html or "<sup>" in element.html:
        return False
    if after.kind == "numbered" and titles.is_numbered(text):
        return True
    return _is_prose(after) or after.kind == "item" or (after.kind == "heading" and index == 0)


def _run_in_headings(elements: list[Element]) -> list[Element]:
    """Return the elements, "Title: text" as heading and text where three in a row do so."""
    found: list[Element] = []
    row: list[tuple[Element, re.Match]] = []

    level = 3 if any(element.kind == "heading" for element in elements) else 2

    def close() -> None:
        heads = {match["head"].casefold() for _piece, match in row}
        clear = len(row) >= 3 and len(heads) == len(row)
        for element, match in row:
            if clear:
                found.append(Element("heading", match["head"].strip(), level=level))
                found.append(Element("paragraph", match["text"]))
            else:
                found.append(element)
        row.clear()

    for element in elements:
        match = _run_in(element)
        if match:
            row.append((element, match))
        else:
            close()
            found.append(element)
    close()
    return found


def _run_in(element: Element) -> re.Match | None:
    """Return the parts of a paragraph that opens with its own heading, if it clearly does."""
    if element.kind != "paragraph" or "<" in element.html[:130]:
        return None
    match = _RUN_IN.match(element.html)
    if not match or len(match["text"]) < 60 or len(match["head"].split()) > 16:
        return None
    capitals = match["head"].lstrip('«“"¿¡')[:1].isupper() and match["text"][:1].isupper()
    return match if capitals else None


def _mend_levels(elements: list[Element]) -> list[Element]:
    """Return the elements with headings of levels 2 and 3 only, each over some text."""
    headings = [element.level for element in elements if element.kind == "heading"]
    top = min(headings, default=2)
    found: list[Element] = []
    for index, element in enumerate(elements):
        if element.kind == "heading":
            after = _after(elements, index)
            element.level = 2 if element.level <= max(top, 1) else 3
            bare_over_heading = after is not None and after.kind == "heading" and _is_motto(element)
            if after is None or bare_over_heading:
                element.kind = "paragraph"
                element.html = element.html if "<strong>" in element.html else _strong(element.html)
        found.append(element)
    return found


def _is_motto(element: Element) -> bool:
    return element.typed and not _MARKER.match(element.html)


def _strong(markup: str) -> str:
    return f"<strong>{markup}</strong>" if "<a " not in markup else markup
