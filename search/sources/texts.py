"""Plain text out of the blocks and HTML that pages are made of."""

import html
import re
from collections.abc import Iterator

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, get_text_for_indexing

from home.importing.hyphens import Hyphens
from search.projection import tidy

# A text beyond this many characters is not searched to its end.
LONGEST_TEXT = 400_000
# Words that a line end cut in two, or that a reader of PDFs has put together with the hyphen.
_CUT = re.compile(r"[^\W\d_][-\u2010\u00ad]\s*\n\s*(?=[^\W\d_])")
_TAG = re.compile(r"<[^<>]*>")


def body_text(value: StreamValue) -> str:
    """Return what the readers of a stream of blocks read, one line a paragraph."""
    return tidy("\n".join(_texts(value)))[:LONGEST_TEXT]


def file_text(text: str, language: str) -> str:
    """Return what was read out of a file, words that its line ends cut in two put together."""
    hyphens = Hyphens(text, language)
    if _CUT.search(text):
        text = "\n".join(_uncut(re.split(r"\s*\n\s*", text), hyphens))
    return tidy(hyphens.mend(text))[:LONGEST_TEXT]


def _uncut(lines: list[str], hyphens: Hyphens) -> Iterator[str]:
    before, *lines = lines
    for line in lines:
        if _CUT.match(f"{before[-2:]}\n{line[:1]}"):
            first, between = hyphens.glue(before, line)
            before = f"{first}{between}{line}"
        else:
            yield before
            before = line
    yield before


def plain(markup: str) -> str:
    """Return the text of a piece of rich text."""
    return tidy(html.unescape(_TAG.sub(" ", get_text_for_indexing(markup))))


def _texts(value) -> Iterator[str]:
    for child in value:
        kind, content = child.block_type, child.value
        if kind == "footnotes":
            yield from (plain(note["text"].source) for note in content)
        elif kind == "table":
            yield from ("; ".join(str(cell.value or "") for cell in row) for row in content.rows)
        elif isinstance(content, RichText):
            yield plain(content.source)
        else:
            yield from _struct_texts(content)


def _struct_texts(struct) -> Iterator[str]:
    for name in ("title", "text", "caption", "source"):
        part = struct.get(name)
        if isinstance(part, RichText):
            yield plain(part.source)
        elif part:
            yield str(part)


def document_ids(*streams: StreamValue) -> list[int]:
    """Return the ids of the documents that the streams offer, in their order, each once."""
    ids = {}
    for stream in streams:
        for child in stream:
            if child.block_type == "document" and child.value.get("document"):
                ids[child.value["document"].pk] = None
    return list(ids)
