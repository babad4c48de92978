"""Formats that are read by turning them into HTML or plain text first."""

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import mammoth
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from .elements import ParsedDocument
from .errors import NotADocument
from .html_lists import LABEL
from .markup import TITLE_CLASS, read_html
from .notices import Notices
from .word_cleaning import LABEL_CLOSE, LABEL_OPEN, ROLE
from .word_file import seen_by_readers
from .word_styles import QUOTE, SUBTITLE, TITLE

if TYPE_CHECKING:
    from cms.media.extraction import Extraction

_STYLES = "\n".join(
    [
        f"p.{ROLE}{TITLE} => h1.{TITLE_CLASS}:fresh",
        f"p.{ROLE}{SUBTITLE} => p:fresh",
        f"p.{ROLE}{QUOTE} => blockquote > p:fresh",
        *(f"p.{ROLE}{level} => h{level}:fresh" for level in range(1, 7)),
    ]
)
_LABELLED = re.compile(
    rf"<(li|p|h[1-6])((?:\s[^<>]*)?)>{LABEL_OPEN}([^<>{LABEL_OPEN}{LABEL_CLOSE}]*){LABEL_CLOSE}"
)


def read_markdown(text: str, language: str = "") -> ParsedDocument:
    """Return the pieces of a Markdown text; HTML inside it is cleaned like any other."""
    parser = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(front_matter_plugin)
    )
    # An unsafe link is read as one too: cleaning keeps its words and drops its address.
    parser.validateLink = lambda address: True
    tokens = parser.parse(text)
    _keep_numbers(tokens)
    return read_html(
        parser.renderer.render(tokens, parser.options, {}), language=language, is_page=False
    )


def _keep_numbers(tokens) -> None:
    """Note the numbers that were typed at the items of lists, unless they are all the same."""
    lists: list[list] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            lists.append([])
        elif token.type == "list_item_open" and token.info.isdecimal():
            lists[-1].append(token)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            items = lists.pop()
            if len({item.info for item in items}) == len(items) > 0:
                for item in items:
                    item.attrSet("value", item.info)


def read_docx(data: bytes, language: str = "") -> ParsedDocument:
    """Return the pieces of a Word document. Raises `NotADocument` when it cannot be opened."""
    found = Notices()
    try:
        data = seen_by_readers(data, language, found)
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=lambda image: []
        ).value
    except NotADocument:
        raise
    except Exception as error:
        # The reader has no error of its own: whatever a damaged file makes it raise is this.
        raise NotADocument(_("The file is damaged and cannot be opened.")) from error
    return read_html(_with_labels(html), language=language, found=found, is_page=False)


def _with_labels(html: str) -> str:
    """Return HTML with the numbers that were fenced noted at the elements they stand before."""

    def noted(match: re.Match) -> str:
        label = match[3].replace('"', "&quot;")
        return f'<{match[1]}{match[2]} {LABEL}="{label}">'

    # One that does not stand first belongs to a paragraph that was joined to another.
    return _LABELLED.sub(noted, html).replace(LABEL_OPEN, " ").replace(LABEL_CLOSE, " ")


def read_pdf(path: Path) -> "Extraction":
    """Return what a PDF holds, the pages of its text separated by form feeds.

    Raises `NotADocument` when it cannot be opened or holds no text.
    """
    # The readers of PDF are large and only needed here.
    from cms.media.extraction import extract

    try:
        found = extract(path)
    except Exception as error:
        raise NotADocument(_("The PDF cannot be opened.")) from error
    if not any(char.isalnum() for char in found.text):
        raise NotADocument(_("The PDF holds no text: it may be a scan."))
    return found
