"""Links of imported texts to other imported texts and files."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

# All markup is written by the reader of HTML, in this one way.
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Target:
    """A page or document that a link leads to: `kind` is its link type; nothing drops the link."""

    kind: str
    id: int = 0


def relink(blocks: list[dict], target: Callable[[str], Target | None]) -> bool:
    """Let the links in `blocks` lead to what `target` finds for their address; change in place.

    Links that it finds nothing for stay. Return whether any was changed.
    """
    changed = False

    def one(match: re.Match) -> str:
        nonlocal changed
        found = target(unescape(match[1]))
        if found is None:
            return match[0]
        changed = True
        if not found.kind:
            return match[2]
        return f'<a linktype="{found.kind}" id="{found.id}">{match[2]}</a>'

    for block in blocks:
        if block["type"] == "paragraph":
            block["value"] = _LINK.sub(one, block["value"])
        elif block["type"] == "footnotes":
            for note in block["value"]:
                note["value"]["text"] = _LINK.sub(one, note["value"]["text"])
    return changed
