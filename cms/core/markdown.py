"""Markdown as minutes use it: headings, lists, emphasis, tables, links; never HTML or pictures."""

import re

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# The page's own title is the first level.
DEEPEST = 6
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~])")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    # A picture would be fetched from elsewhere, and tell who reads.
    return parser.enable("table").disable(["image", "html_block", "html_inline"])


def render(text: str) -> SafeString:
    """Return Markdown as HTML, its highest headings one level below the page's title."""
    parser = _parser()
    tokens = parser.parse(text)
    headings = [t for t in tokens if t.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + 2, DEEPEST)}"
    # markdown-it escapes what is not Markdown and refuses addresses that run scripts.
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))


def escape(text: str) -> str:
    """Return a text, in one line, such that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: what blank lines part."""
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
