"""Gutenberg: what its comments say beyond the markup that stands between them."""

import json
import re
from collections import Counter
from collections.abc import Callable
from html import escape

from .shortcodes import EMBED

_COMMENT = re.compile(
    r"<!--\s+(?P<close>/?)wp:(?P<name>[a-z][\w/-]{0,80})\s+(?P<told>\{.{0,20000}?\}\s+)?(?P<self>/?)-->",
    re.DOTALL,
)
# Their markup says all; what is not named here is listed.
_PLAIN = frozenset(
    re.split(
        r"\s+",
        "paragraph heading list list-item quote pullquote table image gallery file columns column "
        "group separator spacer buttons button code preformatted verse cover media-text html "
        "freeform shortcode embed video audio more nextpage details footnotes block missing",
    )
)
# Around what was written with the old editor: its line ends are lines, as in a text without blocks.
CLASSIC = "data-classic"
_CLASSIC_BLOCK = "freeform"
_DEEPEST = 5
_MOST = 2_000_000


def is_block_text(content: str) -> bool:
    """Return whether content was written with the block editor."""
    return "<!-- wp:" in content


def expand(
    content: str, reusable: Callable[[int], str], footnotes: str, unknown: Counter[str]
) -> str:
    """Return content with shared blocks and footnotes put in; what is not known is counted."""
    return _expand(content, reusable, footnotes, unknown, 0)


def _expand(content, reusable, footnotes, unknown, depth) -> str:
    parts: list[str] = []
    # Names of the blocks that are open; what stands in none of them is as good as classic.
    within: list[str] = []
    place = 0
    for found in _COMMENT.finditer(content):
        parts.append(_between(content[place : found.start()], within))
        parts.append(_one(found, reusable, footnotes, unknown, depth))
        place, name = found.end(), found["name"].removeprefix("core/")
        if found["close"]:
            if name in within:
                del within[len(within) - 1 - within[::-1].index(name) :]
        elif not found["self"]:
            within.append(name)
    rest = content[place:]
    # A text without blocks is classic as a whole, which its reader knows.
    parts.append(_between(rest, within) if place or depth else rest)
    return "".join(parts)


def _between(text: str, within: list[str]) -> str:
    """Return what stands between two comments, marked where its line ends count."""
    is_classic = not within or within[-1] == _CLASSIC_BLOCK
    return f'<div {CLASSIC}="">{text}</div>' if is_classic and text.strip() else text


def _one(found: re.Match, reusable, footnotes, unknown, depth) -> str:
    """Return what stands in the place of a comment."""
    name = found["name"].removeprefix("core/")
    if found["close"]:
        return ""
    if name not in _PLAIN and not name.startswith("core-embed/"):
        unknown[name] += 1
        return ""
    told = _told(found["told"])
    if name == "block" and found["self"]:
        shared = reusable(_number(told.get("ref"))) if depth < _DEEPEST else ""
        if not shared or len(shared) > _MOST:
            unknown["block"] += 1
            return ""
        return _expand(shared, reusable, "", unknown, depth + 1)
    if name == "footnotes" and found["self"]:
        return _footnotes(footnotes)
    address = told.get("url") or told.get("src")
    if found["self"] and isinstance(address, str):
        return f'<p {EMBED}="{escape(address)}"></p>'
    return ""


def _told(text: str | None) -> dict:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _footnotes(text: str) -> str:
    """Return the notes that WordPress keeps beside a post as the list that they are shown as."""
    try:
        notes = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ""
    items = [
        f'<li id="{escape(note["id"])}">{note["content"]}</li>'
        for note in (notes if isinstance(notes, list) else [])
        if isinstance(note, dict)
        and isinstance(note.get("id"), str)
        and isinstance(note.get("content"), str)
    ]
    return f"<ol>{''.join(items)}</ol>" if items else ""
