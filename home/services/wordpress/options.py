"""What whoever runs an import of WordPress decides."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.text import fold
from home.importing import NotADocument, file_types
from home.models import HomePage, StandardPage, StatementPage


class WordPressRefused(Exception):
    """Raised when an import cannot begin; nothing was stored. The message is for an editor."""


@dataclass(frozen=True)
class Options:
    """`kinds` and `topics` go from a folded category to a kind, and to the code of a topic (empty:
    none is meant). `under` is the page that pages are put below, in whatever language."""

    media: Path | None = None
    language: str = ""
    kinds: dict[str, str] = field(default_factory=dict)
    default_kind: str = StatementPage.Kind.STATEMENT
    topics: dict[str, str] = field(default_factory=dict)
    under: Page | None = None
    publish: bool = False


def read_kinds(given: Iterable[str]) -> dict[str, str]:
    """Return `category=kind` entries as a table. Raises `WordPressRefused` for an unknown kind."""
    found = {}
    for entry in given:
        category, _equals, kind = entry.partition("=")
        found[fold(category)] = known_kind(kind)
    return found


def known_kind(kind: str) -> str:
    """Return a kind of statement. Raises `WordPressRefused` where there is none of that name."""
    kind = kind.strip()
    if kind not in StatementPage.Kind.values:
        raise WordPressRefused(
            _("“%(kind)s” is no kind of statement. Known are: %(known)s.")
            % {"kind": kind, "known": ", ".join(StatementPage.Kind.values)}
        )
    return kind


def read_topics(path: str | Path) -> dict[str, str]:
    """Return a table of two columns, category and code of a topic, the code empty for none.

    Raises `WordPressRefused` when it cannot be read.
    """
    try:
        text = file_types.decode(Path(path).read_bytes())
    except (OSError, NotADocument) as error:
        raise WordPressRefused(_("%(file)s cannot be read.") % {"file": path}) from error
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    found = {}
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) < 2 or any(cells[2:]):
            raise WordPressRefused(
                _("%(file)s, line %(line)d: a category and the code of a topic are expected.")
                % {"file": path, "line": number}
            )
        found[fold(cells[0])] = cells[1]
    return found


def page_below(key: str) -> Page:
    """Return the page of an id or an address that pages may be put below.

    Raises `WordPressRefused` where there is none.
    """
    pages = Page.objects.exact_type(HomePage, StandardPage)
    if key.isascii() and key.isdecimal():
        page = pages.filter(pk=int(key)).first()
    else:
        wanted = f"/{key.strip('/')}/"
        page = next((one for one in pages if one.url and _path(one) == wanted), None)
    if page is None:
        raise WordPressRefused(
            _("“%(page)s” is no home or standard page: give its number or its address.")
            % {"page": key}
        )
    return page


def _path(page: Page) -> str:
    parts = page.get_url_parts()
    return parts[2] if parts and parts[2] else ""
