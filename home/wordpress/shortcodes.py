"""Shortcodes: the few that are known become markup, all others stay as they are written."""

import re
from collections import Counter
from html import escape, unescape

_NAME = r"[A-Za-z][\w-]{0,60}"
_ATTRIBUTES = r"(?:[^\[\]\"'/]|\"[^\"]*\"|'[^']*'|/(?!\]))*"
_CODE = re.compile(
    rf"(?P<lead>\[)?\[(?P<close>/?)(?P<name>{_NAME})(?P<rest>(?:\s{_ATTRIBUTES})?)(?P<self>/?)\]"
    r"(?(lead)(?P<tail>\])?)"
)
_ATTRIBUTE = re.compile(
    r"""([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""",
)
_CAPTION = re.compile(
    r"\[(?P<name>(?:wp_)?caption)(?P<rest>(?:\s[^\]]{0,2000})?)\](?P<inside>.*?)\[/(?P=name)\]",
    re.DOTALL,
)
_PICTURE = re.compile(r"^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)$", re.DOTALL | re.I)
_EMBED = re.compile(r"\[embed(?:\s[^\]]{0,500})?\]\s*(.{1,2000}?)\s*\[/embed\]", re.DOTALL)
_ENDED = re.compile(r"\[/(?:audio|video|playlist|gallery)\]")
_SOURCES = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv")
GALLERY = "data-gallery"
EMBED = "data-embed"


def attributes(text: str) -> dict[str, str]:
    """Return what a shortcode is told, by name."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }


def expand(content: str, unknown: Counter[str]) -> str:
    """Return content with known shortcodes as markup; others are counted in `unknown`."""
    content = _CAPTION.sub(_caption, content)
    content = _EMBED.sub(lambda found: _embed(unescape(found[1])), content)
    content = _ENDED.sub("", content)
    closed = {found["name"].lower() for found in _CODE.finditer(content) if found["close"]}

    def one(found: re.Match) -> str:
        name = found["name"].lower()
        if found["lead"]:
            # Written twice it is shown, and not carried out.
            return found[0][1:-1] if found["tail"] else found[0]
        if not found["close"]:
            told = attributes(found["rest"])
            if name == "gallery":
                numbers = re.findall(r"\d{1,18}", told.get("ids", "") or told.get("include", ""))
                return f'<div {GALLERY}="{",".join(numbers)}"></div>'
            if name in {"audio", "video"} and (source := _source(told)):
                return _embed(source)
            is_code = told or name in closed or found["self"] or re.search("[_-]", name)
            if is_code or name == "playlist":
                unknown[name] += 1
        return found[0]

    return _CODE.sub(one, content)


def _source(told: dict[str, str]) -> str:
    return next((told[name] for name in _SOURCES if told.get(name)), "")


def _embed(address: str) -> str:
    return f'<p {EMBED}="{escape(address)}"></p>'


def _caption(found: re.Match) -> str:
    picture = _PICTURE.match(found["inside"])
    told = attributes(found["rest"])
    if not picture:
        return found["inside"]
    words = picture[2].strip() or escape(told.get("caption", ""))
    return f"<figure>{picture[1]}<figcaption>{words}</figcaption></figure>"
