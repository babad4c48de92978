"""From the content of a post to what a page is made of."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bs4 import ParserRejectedMarkup
from bs4.element import Comment

from home.importing.blocks import plain_text, to_blocks
from home.importing.elements import Element
from home.importing.lines import normalise
from home.importing.markup import parse, read_html
from home.importing.notices import Notices
from home.importing.structure import lay_out

from . import blocks, shortcodes
from .addresses import Addresses
from .tree import Media, Preparer

__all__ = ["Media", "Text", "read_text"]

_PAGE_ENDS = "nextpage"


@dataclass
class Text:
    """A text as a page needs it: blocks, and between them what is still to be found on disk.

    `unknown` counts shortcodes and blocks that are not known, by name; `left_out` what may not
    stand in a text, by the name of its element; `sentences` what the reader of HTML says.
    """

    parts: list[dict | Media] = field(default_factory=list)
    plain: str = ""
    first_words: str = ""
    unknown_codes: Counter[str] = field(default_factory=Counter)
    unknown_blocks: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    embeds: list[str] = field(default_factory=list)
    pages: int = 1
    sentences: tuple[str, ...] = ()


def read_text(
    content: str,
    *,
    language: str,
    addresses: Addresses,
    reusable: Callable[[int], str] = lambda number: "",
    footnotes: str = "",
    gallery: Sequence[int] = (),
) -> Text:
    """Return the text that a post's content holds; any content has one, be it empty.

    `gallery` are the attachments that a gallery without numbers shows.
    """
    found = Text()
    classic = not blocks.is_block_text(content)
    found.pages += content.count(f"<!--{_PAGE_ENDS}-->")
    markup = blocks.expand(content, reusable, footnotes, found.unknown_blocks)
    markup = shortcodes.expand(markup, found.unknown_codes)
    try:
        soup = parse(markup)
    except (ParserRejectedMarkup, AssertionError):
        # What no parser makes sense of has no markup that could be kept.
        soup = parse("")
        soup.append(markup)
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    preparer = Preparer(soup, addresses, list(gallery))
    preparer.prepare(classic)
    found.left_out, found.embeds = preparer.left_out, preparer.embeds
    notices = Notices()
    source = read_html(str(soup), language=language, found=notices, is_page=False)
    elements = lay_out(_marked(source.elements, preparer))
    found.parts = _parts(elements, source.footnotes, preparer)
    words = [one for one in elements if one.kind != "media"]
    found.plain = plain_text(words, source.footnotes)
    found.first_words = next((one.text.strip() for one in words if one.text.strip()), "")
    found.sentences = tuple(notices.sentences())
    return found


def _marked(elements: Sequence[Element], preparer: Preparer) -> list[Element]:
    """Return the elements with those that stand for a picture or file known as such."""
    found: list[Element] = []
    for element in elements:
        match = preparer.mark.fullmatch(element.text.strip())
        if match and int(match[1]) < len(preparer.media):
            found.append(Element("media", level=int(match[1])))
        else:
            element.html, lost = preparer.mark.subn("", element.html)
            preparer.left_out["img"] += lost
            found.append(element)
    preparer.left_out += Counter()
    return found


def _parts(elements: Sequence[Element], footnotes, preparer: Preparer) -> list[dict | Media]:
    parts: list[dict | Media] = []
    run: list[Element] = []
    for element in elements:
        if element.kind == "media":
            parts += to_blocks(run)
            parts.append(preparer.media[element.level])
            run = []
        else:
            run.append(element)
    return [*parts, *to_blocks(run, footnotes)]


def words_of(markup: str) -> str:
    """Return the words of a title or an excerpt that may hold markup, in one line."""
    soup = parse(markup)
    for tag in soup.find_all(["script", "style"]):
        tag.extract()
    return " ".join(normalise(soup.get_text()).split())
