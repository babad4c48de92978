"""Inline HTML: the only place where markup is written, so that nothing else can get through.

Allowed are `strong`, `em`, `sup` and `a` with a web, mail or telephone address.
"""

import re
from html import escape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

# Noncharacters stand for a footnote mark while a text is worked on; readers strip them first.
NOTE_OPEN, NOTE_CLOSE = "\ufdd0", "\ufdd1"

_SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
_MARKS = {"strong_open": "strong", "em_open": "em"}
_SPECIAL = re.compile(
    rf"{NOTE_OPEN}(?P<note>[^{NOTE_CLOSE}]*){NOTE_CLOSE}"
    r"|(?<=[0-9IVX])\^(?P<power>[^\W\d_]{1,3})\b"
    r"|(?P<url>(?:https?://|www\.(?=[\w-]+\.))[^\s<>\"'«»{}|\\^`\[\]]+)"
)
_MAX_MARKED = 50_000
_parser = MarkdownIt("zero").enable(["emphasis", "link", "balance_pairs", "fragments_join"])
# An unsafe link is read as one too: `link` then keeps its words and drops its address.
_parser.validateLink = lambda address: True


def safe_href(address: str | None) -> str:
    """Return the address when a reader may safely follow it, otherwise an empty text."""
    address = re.sub(r"[\x00-\x20\x7f]", "", address or "")
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _SAFE_SCHEMES:
        return ""
    if scheme in {"http", "https"} and not parts.netloc:
        return ""
    return address


def wrap(tag: str, content: str) -> str:
    """Return the content in a tag, with the spaces at its ends left outside."""
    bare = content.strip()
    if not bare:
        return content
    lead = content[: len(content) - len(content.lstrip())]
    trail = content[len(content.rstrip()) :]
    return f"{lead}<{tag}>{bare}</{tag}>{trail}"


def link(address: str, content: str) -> str:
    """Return the content linked to a safe address, or the bare content."""
    href = safe_href(address)
    if not href or not content.strip():
        return content
    return f'<a href="{escape(href, quote=True)}">{content}</a>'


def _special(match: re.Match) -> str:
    if match["note"] is not None:
        return f"<sup>{escape(match['note'])}</sup>"
    if match["power"] is not None:
        return f"<sup>{escape(match['power'])}</sup>"
    url = match["url"]
    bare = url.rstrip(".,;:!?")
    if bare.endswith(")") and bare.count("(") < bare.count(")"):
        bare = bare.rstrip(")")
    address = bare if bare.startswith("http") else f"https://{bare}"
    return link(address, escape(bare, quote=False)) + escape(url[len(bare) :], quote=False)


def plain(text: str, *, linked: bool = True) -> str:
    """Return plain text as inline HTML; bare addresses become links when `linked`."""
    out, end = [], 0
    for match in _SPECIAL.finditer(text):
        out.append(escape(text[end : match.start()], quote=False))
        if match["url"] is not None and not linked:
            out.append(escape(match["url"], quote=False))
        else:
            out.append(_special(match))
        end = match.end()
    out.append(escape(text[end:], quote=False))
    return "".join(out)


def from_marks(text: str) -> str:
    """Return text with **bold**, *italic* and [links](…) as inline HTML."""
    if len(text) > _MAX_MARKED or not any(mark in text for mark in "*_["):
        return tidy(plain(text))
    tokens = _parser.parseInline(text)[0].children or []
    # Each frame: tag or None, address, the parts written inside it.
    frames: list[tuple[str | None, str, list[str]]] = [(None, "", [])]
    for token in tokens:
        if token.type in _MARKS:
            frames.append((_MARKS[token.type], "", []))
        elif token.type == "link_open":
            frames.append(("a", str(token.attrGet("href") or ""), []))
        elif token.type in {"strong_close", "em_close", "link_close"}:
            _close(frames)
        else:
            inside_link = any(frame[0] == "a" for frame in frames)
            frames[-1][2].append(plain(token.content, linked=not inside_link))
    while len(frames) > 1:
        _close(frames)
    return tidy("".join(frames[0][2]))


def _close(frames: list[tuple[str | None, str, list[str]]]) -> None:
    tag, address, parts = frames.pop()
    content = "".join(parts)
    if tag == "a":
        written = link(address, content)
    elif any(frame[0] == tag for frame in frames):
        written = content
    else:
        written = wrap(str(tag), content)
    frames[-1][2].append(written)


def tidy(markup: str) -> str:
    """Return inline HTML with single spaces and touching emphasis joined."""
    for tag in ("strong", "em"):
        markup = re.sub(rf"</{tag}>([ \u00a0]?)<{tag}>", r"\1", markup)
        markup = markup.replace(f"<{tag}></{tag}>", "")
    return re.sub(r"[ \t\r\n\f\v]+", " ", markup).strip(" ")
