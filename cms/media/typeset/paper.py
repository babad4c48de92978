"""A text on paper with what must be known of it: a statement, minutes, a decision."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from urllib.parse import urljoin

from django.utils.translation import override

from cms.core.templatetags.kit import typeset as spaced
from cms.core.text import shorten
from cms.media.typeset.engine import typeset

# The title above every page but the first, in characters: one line.
_RUNNING = 80


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What must be known before the text is read; kinds are those of the site's banners.

    `language` is that of `text` and `link_text` where it is not the paper's.
    """

    kind: str
    title: str = ""
    text: str = ""
    url: str = ""
    link_text: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that a fact says; its address; what is to be added in brackets."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """A term and what is to be said of it; without entries it is left out."""

    term: str
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Everything that stands on the paper; texts are in its language already."""

    language: str
    title: str
    # The day that the file says it is from.
    dated: datetime.date
    letterhead: dict
    # Kind, day, body: the line above the title.
    line: Sequence[str]
    summary: str = ""
    notices: Sequence[Notice] = ()
    # Before the text, and after it.
    facts: Sequence[Fact] = ()
    nodes: Sequence[dict] = field(default_factory=list)
    end: Sequence[Fact] = ()
    # Where the text is found, at the foot of every page; other addresses may be relative to it.
    address: str = ""
    # Said at the foot of every page, above the address.
    foot: str = ""

    def pdf(self, *, keep: int = 0) -> bytes:
        """Return the PDF; `keep` and errors are those of `typeset`."""
        data = asdict(self)
        del data["language"], data["title"], data["dated"]
        with override(self.language):
            heading = spaced(self.title)
            data |= {
                "heading": heading,
                "running": shorten(heading, _RUNNING),
                "line": [part for part in self.line if part],
                "summary": spaced(self.summary),
                "notices": self._ready(data["notices"]),
                "facts": self._said(data["facts"]),
                "end": self._said(data["end"]),
            }
        return typeset(
            "paper", data, language=self.language, title=self.title, dated=self.dated, keep=keep
        )

    def _said(self, facts: list[dict]) -> list[dict]:
        """Return the facts that say something."""
        return [
            fact | {"entries": self._ready(fact["entries"])} for fact in facts if fact["entries"]
        ]

    def _ready(self, things: list[dict]) -> list[dict]:
        """Return notices or entries spaced as the active language asks, with whole addresses."""
        return [
            {
                name: spaced(value) if name != "url" else self._whole(value)
                for name, value in thing.items()
            }
            for thing in things
        ]

    def _whole(self, url: str) -> str:
        return urljoin(self.address, url) if url else ""
