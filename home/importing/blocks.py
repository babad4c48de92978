"""Pieces to StreamField blocks, with ids that stay the same from one import to the next."""

import json
import re
import uuid
from collections.abc import Iterable, Sequence

from .elements import Element, strip_tags, words
from .grid import one_header

_NAMESPACE = uuid.UUID("9b1f6f0e-6d0f-5c58-9d0e-6a4b6f0c7a11")
_LONGEST_MARK = 8
_SUP = re.compile(r"<sup>([^<]*)</sup>")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def to_blocks(
    elements: Sequence[Element], footnotes: Sequence[tuple[str, str]] = ()
) -> list[dict[str, object]]:
    """Return `{"type", "value", "id"}` dicts valid for the site's body block."""
    blocks: list[dict[str, object]] = []
    for group in _groups(elements):
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


def plain_text(elements: Iterable[Element], footnotes: Sequence[tuple[str, str]] = ()) -> str:
    """Return the words of a text, a blank line between two blocks."""
    return words(
        [element.text for element in elements]
        + [f"{mark} {strip_tags(text)}" for mark, text in footnotes if strip_tags(text).strip()]
    )


def _groups(elements: Sequence[Element]) -> list[list[Element]]:
    """Return the elements one by one, the items of one list together."""
    groups: list[list[Element]] = []
    for element in elements:
        last = groups[-1][-1] if groups else None
        same_list = last is not None and last.kind == element.kind == "item"
        alike = same_list and (element.depth > 0 or element.ordered == groups[-1][0].ordered)
        if alike and last.group == element.group:
            groups[-1].append(element)
        else:
            groups.append([element])
    return groups


def _values(group: list[Element]) -> Iterable[tuple[str, object]]:
    element = group[0]
    if not any(one.text.strip() for one in group):
        return
    if element.kind == "heading":
        yield "heading", {"text": flat(element.html), "level": str(element.level)}
    elif element.kind == "item":
        yield "paragraph", _lists([one for one in group if one.text.strip()])
    elif element.kind == "quote":
        yield "quote", {"text": flat(element.html), "source": element.source, "language": ""}
    elif element.kind == "table":
        yield "table", _table(element)
    else:
        yield "paragraph", f"<p>{element.html}</p>"


def _lists(items: list[Element]) -> str:
    """Return list items as HTML, lists within lists; no level is left out on the way down."""
    parts, open_lists = [], []
    for one in items:
        tag = "ol" if one.ordered else "ul"
        depth = min(one.depth, len(open_lists))
        while len(open_lists) > depth + 1:
            parts.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth + 1:
            parts.append("</li>")
            if open_lists[-1] != tag:
                parts.append(f"</{open_lists.pop()}>")
        if len(open_lists) == depth:
            parts.append(f"<{tag}>")
            open_lists.append(tag)
        parts.append(f"<li>{one.html}")
    parts += [f"</li></{tag}>" for tag in reversed(open_lists)]
    return "".join(parts)


def _table(element: Element) -> dict[str, object]:
    rows = one_header(element.rows, element.headers)
    header, *body = [[flat(cell) for cell in row] for row in rows]
    if not element.headers or not body:
        header, body = [""] * len(header), [header, *body]
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
