"""Pieces to StreamField blocks, with ids that stay the same from one import to the next."""

import json
import re
import uuid
from collections.abc import Iterable, Sequence

from .pieces import Piece, strip_tags, words

_NAMESPACE = uuid.UUID("9b1f6f0e-6d0f-5c58-9d0e-6a4b6f0c7a11")
_LONGEST_MARK = 8
_SUP = re.compile(r"<sup>([^<]*)</sup>")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def to_blocks(
    pieces: Sequence[Piece], footnotes: Sequence[tuple[str, str]] = ()
) -> list[dict[str, object]]:
    """Return `{"type", "value", "id"}` dicts valid for the site's body block."""
    blocks: list[dict[str, object]] = []
    for group in _groups(pieces):
        for kind, value in _values(group):
            blocks.append(_block(kind, value, len(blocks)))
    notes = [(mark[:_LONGEST_MARK], text) for mark, text in footnotes if strip_tags(text).strip()]
    if notes:
        place = len(blocks)
        items = [
            {
                "type": "item",
                "value": {"mark": mark, "text": f"<p>{text}</p>"},
                "id": _stable_id(f"{place}.{index}", [mark, text]),
            }
            for index, (mark, text) in enumerate(notes)
        ]
        blocks.append(_block("footnotes", items, place))
    return blocks


def plain_text(pieces: Iterable[Piece], footnotes: Sequence[tuple[str, str]] = ()) -> str:
    """Return the words of a text, a blank line between two blocks."""
    return words(
        [piece.text for piece in pieces]
        + [f"{mark} {strip_tags(text)}" for mark, text in footnotes if strip_tags(text).strip()]
    )


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces one by one, the items of one list together."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        same_list = last is not None and last.kind == piece.kind == "item"
        if same_list and (last.ordered, last.group) == (piece.ordered, piece.group):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _values(group: list[Piece]) -> Iterable[tuple[str, object]]:
    piece = group[0]
    if not any(one.text.strip() for one in group):
        return
    if piece.kind == "heading":
        yield "heading", {"text": flat(piece.html), "level": str(piece.level)}
    elif piece.kind == "item":
        tag = "ol" if piece.ordered else "ul"
        items = "".join(f"<li>{one.html}</li>" for one in group if one.text.strip())
        yield "paragraph", f"<{tag}>{items}</{tag}>"
    elif piece.kind == "quote":
        yield "quote", {"text": flat(piece.html), "source": piece.source, "language": ""}
    elif piece.kind == "table":
        yield "table", _table(piece)
    else:
        yield "paragraph", f"<p>{piece.html}</p>"


def _table(piece: Piece) -> dict[str, object]:
    header, *body = [[flat(cell) for cell in row] for row in piece.rows]
    if not body:
        header, body = [""] * len(header), [header]
    return {
        "columns": [{"type": "text", "heading": cell} for cell in header],
        "rows": [{"values": row} for row in body],
        "caption": "",
    }


def flat(markup: str) -> str:
    """Return the words of inline HTML for a field without markup, note marks still raised."""
    return " ".join(strip_tags(_SUP.sub(lambda one: one[1].translate(_RAISED), markup)).split(" "))


def _block(kind: str, value: object, place: int) -> dict[str, object]:
    return {"type": kind, "value": value, "id": _stable_id(f"{place}:{kind}", value)}


def _stable_id(place: str, value: object) -> str:
    content = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(uuid.uuid5(_NAMESPACE, f"{place}:{content}"))
