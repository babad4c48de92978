"""Formats that are read by turning them into HTML or plain text first."""

import io
import zipfile
from pathlib import Path

import mammoth
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from .elements import ParsedDocument
from .errors import NotADocument
from .markup import read_html

_MAX_UNPACKED = 200 * 1024 * 1024
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""


def read_markdown(text: str) -> ParsedDocument:
    """Return the pieces of a Markdown text; HTML inside it is cleaned like any other."""
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(front_matter_plugin)
    # An unsafe link is read as one too: cleaning keeps its words and drops its address.
    parser.validateLink = lambda address: True
    return read_html(parser.render(text))


def read_docx(data: bytes) -> ParsedDocument:
    """Return the pieces of a Word document. Raises `NotADocument` when it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise NotADocument(_("The file is too large once unpacked."))
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=lambda image: []
        ).value
    except NotADocument:
        raise
    except Exception as error:
        # The reader has no error of its own: whatever a damaged file makes it raise is this.
        raise NotADocument(_("The file is damaged and cannot be opened.")) from error
    return read_html(html)


def pdf_text(path: Path) -> str:
    """Return the text of a PDF, its pages separated by form feeds.

    Raises `NotADocument` when it cannot be opened or holds no text.
    """
    # The readers of PDF are large and only needed here.
    from cms.media.extraction import extract

    try:
        text = extract(path).text
    except Exception as error:
        raise NotADocument(_("The PDF cannot be opened.")) from error
    if not any(char.isalnum() for char in text):
        raise NotADocument(_("The PDF holds no text: it may be a scan."))
    return text
