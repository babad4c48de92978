"""The shape that every reader hands on: a flat list of elements in reading order."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .notices import Notices

_TAG = re.compile(r"<[^<>]*>")
BREAK = "<br/>"


def strip_tags(markup: str) -> str:
    """Return the plain text of our own inline HTML, entities decoded."""
    return html.unescape(_TAG.sub("", markup.replace(BREAK, "\n")))


@dataclass
class Element:
    """One heading, paragraph, list item, quotation or table.

    `html` is inline HTML made by this package alone, so it holds nothing but allowed tags.
    """

    kind: str
    html: str = ""
    level: int = 0
    # The marker of a list item or of a numbered line, as printed: "-", "▪", "2.1", "IV.", "a)".
    marker: str = ""
    ordered: bool = False
    # False for a list item that the source itself marked up as one (HTML, Word).
    typed: bool = True
    # Which list an item belongs to: two lists may follow each other.
    group: int = 0
    # How many lists it stands in besides its own.
    depth: int = 0
    source: str = ""
    rows: list[list[str]] = field(default_factory=list)
    # How many of the rows are headings; none where every row has its own.
    headers: int = 1

    @property
    def text(self) -> str:
        """The words of this element without markup."""
        if self.kind == "table":
            return "\n".join(" ".join(strip_tags(cell) for cell in row) for row in self.rows)
        return strip_tags(self.html)

    @property
    def printed(self) -> str:
        """The words with the marker that stood before them."""
        return f"{self.marker} {self.text}".strip() if self.marker else self.text

    @property
    def all_strong(self) -> bool:
        """Whether the whole element is set in bold."""
        bare = self.html.strip()
        return (
            bare.startswith("<strong>")
            and bare.endswith("</strong>")
            and bare.count("<strong>") == 1
        )


@dataclass
class ParsedDocument:
    """What a reader found in a file."""

    elements: list[Element]
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    # Lines that were dropped as letterhead: they name the organisation.
    letterhead: list[str] = field(default_factory=list)
    # What was left out on the way.
    notices: Notices = field(default_factory=Notices)


def join_html(first: str, second: str, glue: str = " ") -> str:
    """Join two pieces of inline HTML, mending emphasis that the break cut in two."""
    for tag in ("strong", "em"):
        closing, opening = f"</{tag}>", f"<{tag}>"
        if first.endswith(closing) and second.startswith(opening):
            return first[: -len(closing)] + glue + second[len(opening) :]
    return first + glue + second


def words(texts: Sequence[str]) -> str:
    """Return the texts as one plain text, a blank line between two elements."""
    return "\n\n".join(text for text in texts if text)
