"""Reads plain text and the text of PDF pages."""

import re
from collections.abc import Callable, Sequence

from . import headers_footers, inline, lines, plain_tables
from .elements import Element, ParsedDocument
from .footnotes import take_text_footnotes
from .notices import Notices

_LOOSE_QUOTES = re.compile(r"(?<!\S)\" (?P<said>[^\"]{1,600}?) \"(?=[\s.,;:!?)]|$)")
_QUOTES = {"fr": "«\u00a0{}\u00a0»"}
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)(?:\s+#+)?$")


def read_plain(
    text: str,
    *,
    language: str,
    names: Sequence[str] = (),
    repair: Callable[[str], str] | None = None,
    from_pdf: bool = False,
    laid_out: bool = False,
) -> ParsedDocument:
    """Return the pieces of a text whose pages are separated by form feeds.

    `repair` mends the letters that a PDF damaged; it is given whole paragraphs. `laid_out` says
    that empty lines part the paragraphs, and tabs the cells of tables, by where they stood.
    """
    found = Notices()
    pages = lines.to_pages(lines.normalise(text), keep_tabs=laid_out)
    dropped = headers_footers.letterhead(pages[0], names)
    letterhead = [pages[0][index] for index in sorted(dropped)]
    kept = [line for index, line in enumerate(pages[0]) if index not in dropped]
    pages = headers_footers.drop_headers_and_footers([kept, *pages[1:]], letterhead)
    joiner = lines.Joiner(lines.to_lines(pages), language, laid_out=laid_out)
    texts = [paragraph.text for paragraph in joiner.paragraphs()]
    if from_pdf:
        texts = [joiner.hyphens.mend(one) for one in texts]
    if repair:
        texts = _repaired(texts, repair)
    texts = [_set_quotes(one, language) for one in texts]
    texts, footnotes = take_text_footnotes(texts)
    return ParsedDocument(
        [element for one in texts for element in _elements(one, found)],
        [(mark, inline.from_marks(note)) for mark, note in footnotes],
        letterhead=letterhead,
        notices=found,
    )


def _set_quotes(text: str, language: str) -> str:
    """Return text with straight quotation marks that stand loose, `" so "`, set properly."""
    pair = _QUOTES.get(language, "“{}”")
    return _LOOSE_QUOTES.sub(lambda one: pair.format(one["said"].strip()), text)


def _repaired(texts: list[str], repair: Callable[[str], str]) -> list[str]:
    """Return the paragraphs repaired; the whole text at once, for what one says of another."""
    whole = repair("\n\n".join(texts)).split("\n\n")
    if len(whole) == len(texts):
        return whole
    return [repair(one) for one in texts]


def _elements(text: str, found: Notices) -> list[Element]:
    if plain_tables.is_table(text):
        return plain_tables.table_elements(text, found)
    return [_element(text)]


def _element(text: str) -> Element:
    heading = _HEADING.match(text)
    if heading:
        return Element(
            "heading", inline.from_marks(heading["text"]), level=len(heading["marks"]), typed=False
        )
    if text.startswith(">"):
        return Element("quote", inline.from_marks(text.lstrip("> ")))
    return Element("paragraph", inline.from_marks(text))
