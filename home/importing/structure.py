"""Which pieces are headings and which are lists, told from how the text is printed."""

import re
from collections.abc import Sequence

from . import dates, furniture, lines, tail
from .pieces import Piece

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
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def split_markers(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with typed bullets and numbers taken off their text into `marker`."""
    found: list[Piece] = []
    for piece in pieces:
        match = _MARKER.match(piece.html) if piece.kind == "paragraph" else None
        if match and not _is_word(match["marker"].strip(), found):
            piece.marker = match["marker"].strip()
            piece.html = (match["tag"] or "") + piece.html[match.end() :]
            piece.kind = "item" if piece.marker in _BULLETS or piece.marker == "o" else "numbered"
        found.append(piece)
    return found


def _is_word(marker: str, before: list[Piece]) -> bool:
    """Return whether "o" stands at the start of a text as the Spanish word it also is."""
    return marker == "o" and not (before and before[-1].kind == "item")


def number_values(marker: str) -> list[tuple[str, int]]:
    """Return the styles and values a number may have: "1)" is one thing, "C." a letter or 100."""
    bare = marker.strip("().")
    closing = marker[-1] if marker[-1] in ").-" else ""
    if "." in bare:
        parts = bare.split(".")
        return [(str(len(parts)), int(parts[-1]))]
    if bare.isdecimal():
        return [(f"1{closing}", int(bare))]
    found = []
    if bare and all(char in _ROMAN for char in bare.upper()):
        found.append((f"{'I' if bare.isupper() else 'i'}{closing}", roman(bare.upper())))
    if len(bare) == 1 and bare.isalpha():
        letter = (f"{'A' if bare.isupper() else 'a'}{closing}", ord(bare.lower()) - 96)
        found.insert(0 if bare not in "Ii" else 1, letter)
    return found


def roman(text: str) -> int:
    """Return the value of a Roman number in capitals."""
    values = [_ROMAN[char] for char in text]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def lay_out(pieces: Sequence[Piece]) -> list[Piece]:
    """Return headings, paragraphs, list items and quotations as an editor would set them."""
    found = _with_quote_sources(split_markers(pieces))
    _numbered_headings(found)
    _bullet_headings(found)
    _bold_and_short_headings(found)
    _numbered_lists(found)
    return _mend_levels(_run_in_headings(found))


def _with_quote_sources(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with the line under a quotation that names its source put with it."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if piece.kind == before.kind == "quote" if before else False:
            source = _SOURCE.match(piece.text)
            if source and not before.source:
                before.source = source[1].strip()
                continue
        found.append(piece)
    return found


def is_closed(text: str) -> bool:
    """Return whether a line ends as sentences and lists do, not as headings do."""
    return text.rstrip(" \u00a0\u202f")[-1:] in tuple(".,;:!?…")


def _is_prose(piece: Piece | None) -> bool:
    return piece is not None and piece.kind == "paragraph" and len(piece.text) >= _SHORT_LINE


def _after(pieces: Sequence[Piece], index: int) -> Piece | None:
    return pieces[index + 1] if index + 1 < len(pieces) else None


def _runs(pieces: Sequence[Piece]) -> list[tuple[str, int, list[int]]]:
    """Return the rows of numbers that count up by one: style, first value, indexes."""
    rows: list[tuple[str, int, list[int]]] = []
    open_rows: dict[str, tuple[int, list[int]]] = {}
    for index, piece in enumerate(pieces):
        readings = number_values(piece.marker) if piece.kind == "numbered" else []
        if not readings:
            continue
        # A reading that goes on with a row is the one that was meant.
        going_on = [one for one in readings if open_rows.get(one[0], (-1,))[0] == one[1] - 1]
        style, value = (going_on or readings)[0]
        if going_on:
            row = open_rows[style][1]
            row.append(index)
        else:
            row = [index]
            rows.append((style, value, row))
        open_rows[style] = (value, row)
    return rows


def _numbered_headings(pieces: list[Piece]) -> None:
    for style, _first, row in _runs(pieces):
        if _are_headings(pieces, row):
            for index in row:
                _make_numbered_heading(pieces[index], style)


def _are_headings(pieces: list[Piece], row: list[int]) -> bool:
    """Return whether a row of numbered lines heads sections instead of listing points."""
    short = [index for index in row if len(pieces[index].text) <= _LONGEST_HEADING]
    if len(short) < len(row):
        return False
    open_ended = sum(not is_closed(pieces[index].text) for index in row)
    heads = sum(_heads_text(_after(pieces, index)) for index in row)
    single = len(row) == 1 and not re.match(r"[IVX]+[.)]|\d+\.\d", pieces[row[0]].marker)
    return not single and 3 * open_ended >= 2 * len(row) and 3 * heads >= 2 * len(row)


def _heads_text(after: Piece | None) -> bool:
    return after is not None and (
        after.kind in {"paragraph", "item", "quote", "table"}
        or (after.kind in {"numbered", "heading"} and "." in after.marker.strip("."))
    )


def _make_numbered_heading(piece: Piece, style: str) -> None:
    depth = 3 if style.isdecimal() or style[0] in "ai" else 2
    piece.kind, piece.level = "heading", depth
    # A heading carries no full stop, even where one slipped in.
    bare = piece.html[:-1] if re.search(r"[^\W\d]{3}\.$", piece.html) else piece.html
    piece.html = f"{piece.marker} {bare}"
    piece.marker = ""


def _bullet_headings(pieces: list[Piece]) -> None:
    """Turn a lone bulleted line over running text into a sub-heading, where two do the same."""
    found = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind == "item"
        and piece.typed
        and len(piece.text) <= _SHORT_LINE
        and not is_closed(piece.text)
        and (index == 0 or pieces[index - 1].kind != "item")
        and (after := _after(pieces, index)) is not None
        and after.kind == "paragraph"
    ]
    if len(found) >= 2:
        for index in found:
            pieces[index].kind, pieces[index].level, pieces[index].marker = "heading", 3, ""


def _bold_and_short_headings(pieces: list[Piece]) -> None:
    numbered = any(piece.kind == "heading" for piece in pieces)
    for index, piece in enumerate(pieces):
        if piece.kind == "paragraph" and _stands_as_heading(pieces, index):
            piece.kind, piece.level = "heading", 3 if numbered else 2


def _stands_as_heading(pieces: list[Piece], index: int) -> bool:
    piece, after = pieces[index], _after(pieces, index)
    text = piece.text.strip()
    if not text or len(text) > _SHORT_LINE or len(text.split()) > 14 or after is None:
        return False
    if piece.all_strong and not text.endswith((",", ";", ".")) and after.kind != "heading":
        return not dates.looks_like_date_line(text)
    first = text.lstrip('«“"¿¡')[:1]
    if is_closed(text) or not (first.isupper() or first.isdecimal()):
        return False
    if dates.mentions_date(text) or furniture.is_contact(text) or tail.is_adoption_line(text):
        return False
    if "<a " in piece.html or "<sup>" in piece.html:
        return False
    return _is_prose(after) or after.kind == "item" or (after.kind == "heading" and index == 0)


def _numbered_lists(pieces: list[Piece]) -> None:
    """Turn points that count up from one without a break into items; others keep their number."""
    for group, (_style, first, row) in enumerate(_runs(pieces), start=1):
        together = row == list(range(row[0], row[0] + len(row)))
        if together and len(row) > 1 and first == 1:
            for index in row:
                pieces[index].kind, pieces[index].ordered = "item", True
                pieces[index].group = group
    for piece in pieces:
        if piece.kind == "numbered":
            piece.kind = "paragraph"
            piece.html = f"{piece.marker} {piece.html}"
            piece.marker = ""


def _run_in_headings(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with "Title: text" set as heading and text, where three in a row do so."""
    found: list[Piece] = []
    row: list[tuple[Piece, re.Match]] = []

    level = 3 if any(piece.kind == "heading" for piece in pieces) else 2

    def close() -> None:
        heads = {match["head"].casefold() for _piece, match in row}
        clear = len(row) >= 3 and len(heads) == len(row)
        for piece, match in row:
            if clear:
                found.append(Piece("heading", match["head"].strip(), level=level))
                found.append(Piece("paragraph", match["text"]))
            else:
                found.append(piece)
        row.clear()

    for piece in pieces:
        match = _run_in(piece)
        if match:
            row.append((piece, match))
        else:
            close()
            found.append(piece)
    close()
    return found


def _run_in(piece: Piece) -> re.Match | None:
    """Return the parts of a paragraph that opens with its own heading, if it clearly does."""
    if piece.kind != "paragraph" or "<" in piece.html[:130]:
        return None
    match = _RUN_IN.match(piece.html)
    if not match or len(match["text"]) < 60 or len(match["head"].split()) > 16:
        return None
    capitals = match["head"].lstrip('«“"¿¡')[:1].isupper() and match["text"][:1].isupper()
    return match if capitals else None


def _mend_levels(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with headings of levels 2 and 3 only, each over some text."""
    headings = [piece.level for piece in pieces if piece.kind == "heading"]
    top = min(headings, default=2)
    found: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            after = _after(pieces, index)
            piece.level = 2 if piece.level <= max(top, 1) else 3
            bare_over_heading = after is not None and after.kind == "heading" and _is_motto(piece)
            if after is None or bare_over_heading:
                piece.kind = "paragraph"
                piece.html = piece.html if "<strong>" in piece.html else _strong(piece.html)
        found.append(piece)
    return found


def _is_motto(piece: Piece) -> bool:
    return piece.typed and not _MARKER.match(piece.html)


def _strong(markup: str) -> str:
    return f"<strong>{markup}</strong>" if "<a " not in markup else markup
