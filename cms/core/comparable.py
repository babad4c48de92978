"""Content in a form that compares by what it says, however an editor’s screen rewrites it."""

import re

from bs4 import BeautifulSoup

_SAME_TAGS = {"strong": "b", "em": "i"}
_SPACE = re.compile(r"\s+")


def comparable(value):
    """Return `value` (text, HTML, stream data) without ids, empty parts and habits of HTML."""
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        parts = {
            key: comparable(part) for key, part in value.items() if not (is_block and key == "id")
        }
        return {key: part for key, part in parts.items() if part not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [comparable(part) for part in value]
    if isinstance(value, str):
        return plain_html(value) if "<" in value else value.strip()
    return value


def plain_html(html: str) -> str:
    """Return `html` with one spelling for what means the same."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.name = _SAME_TAGS.get(tag.name, tag.name)
        tag.attrs = {k: v for k, v in sorted(tag.attrs.items()) if k != "data-block-key"}
    for tag in soup.find_all(["p", "li"]):
        if not tag.get_text(strip=True) and not tag.find(True):
            tag.decompose()
    text = _SPACE.sub(" ", soup.decode(formatter="minimal"))
    return re.sub(r" ?(</?(?:p|ul|ol|li|br)\b[^>]*>) ?", r"\1", text).strip()
