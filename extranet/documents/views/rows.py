"""A document as one row of a list, its translations in one row with it.

`paper_rows` takes documents, versions or papers of a meeting and costs two queries however many
there are. What the reader may not see is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, get_language_info

from cms.core.labels import site_languages
from extranet.documents.models import Document, DocumentVersion, Reading


@dataclass
class Row:
    """What the template `documents/includes/paper-row.html` shows.

    `links` are the languages it can be read in, none where there is but one; `late` and `seen`
    say whether it was tabled late and whether this reader has read it; `newer` that a later
    version exists than the one shown; `state` is a word for what is not simply posted.
    """

    document: Document
    version: DocumentVersion | None
    title: str
    url: str
    language: str
    kind: str
    size: int
    date: datetime | None
    number: int = 0
    pinned: bool = False
    late: bool = False
    seen: bool = False
    newer: bool = False
    state: str = ""
    links: list[dict] = field(default_factory=list)
    open_url: str = ""
    # The document, version or paper that the row is of.
    thing: object = None

    @property
    def languages(self) -> list[str]:
        """The codes of the languages it can be read in."""
        return [link["code"] for link in self.links] or [self.language]


def paper_row(thing, standing) -> Row | None:
    """Return the row of one document, version or paper; None where the reader may not see it."""
    return next(iter(paper_rows([thing], standing)), None)


def paper_rows(things: Iterable, standing, *, group: bool = True) -> list[Row]:
    """Return the rows of documents, versions or papers, in the order given.

    A version or a paper stays pinned to its version, a document shows its newest. With `group`
    things that are translations of one another share a row, the reader's language first.
    """
    things = list(things)
    visible = _visible(things, standing)
    pairs = [(thing, visible[key]) for thing in things if (key := _document_id(thing)) in visible]
    rows = [_row(thing, document) for thing, document in pairs]
    _mark_seen(rows, standing)
    return grouped(rows) if group else rows


def _pinned(thing) -> DocumentVersion | None:
    """Return the version that a thing is, or has as a paper has; None for a document."""
    return thing if isinstance(thing, DocumentVersion) else getattr(thing, "version", None)


def _document_id(thing) -> int:
    version = _pinned(thing)
    return version.document_id if version else thing.pk


def _visible(things: list, standing) -> dict[int, Document]:
    """Return by key those documents of `things` that the reader may see: one query."""
    wanted = {_document_id(thing) for thing in things}
    if not wanted:
        return {}
    # What a version says may be long, and no row shows it.
    found = Document.objects.visible_to(standing).with_current().defer("current__text")
    return found.in_bulk(wanted)


def _row(thing, document: Document) -> Row:
    version = _pinned(thing)
    pinned = version is not None
    if not pinned:
        version = document.current
    state = ""
    if document.state != Document.State.PUBLISHED:
        state = document.get_state_display()
    row = Row(
        document=document,
        version=version,
        title=document.title,
        url=version.get_absolute_url() if pinned else document.get_absolute_url(),
        language=document.language,
        kind=version.kind if version else "",
        size=version.size if version else 0,
        date=version.uploaded_at if version else document.created_at,
        number=version.number if version else 0,
        pinned=pinned,
        late=getattr(thing, "late", False),
        newer=pinned and document.current_id != version.pk,
        state=state,
        thing=thing,
    )
    if version:
        row.open_url = reverse("extranet:document-open", args=[document.pk, version.number])
    return row


def _mark_seen(rows: list[Row], standing) -> None:
    """Mark what this reader has read: one query."""
    versions = {row.version.pk for row in rows if row.version}
    if not versions or standing.user is None:
        return
    seen = set(
        Reading.objects.filter(user=standing.user, version__in=versions)
        .order_by()
        .values_list("version", flat=True)
        .distinct()
    )
    for row in rows:
        row.seen = bool(row.version and row.version.pk in seen)


def preferred(codes: Iterable[str]) -> list[str]:
    """Return language codes with the active one first, then in the site's order."""
    order = [get_language(), *site_languages()]
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))


def grouped(rows: list[Row]) -> list[Row]:
    """Return one row for each text, where the first of its translations stood."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.document.original_id, []).append(row)
    return [row for group in groups.values() for row in _joined(group)]


def _joined(group: list[Row]) -> list[Row]:
    by_language = {row.language: row for row in reversed(group)}
    order = preferred(by_language)
    first = by_language[order[0]]
    if len(order) > 1:
        first.links = [
            {
                "code": code,
                "name": get_language_info(code)["name_translated"],
                "url": by_language[code].url,
                "current": code == first.language,
            }
            for code in order
        ]
        first.late = all(row.late for row in group)
        first.seen = any(row.seen for row in group)
    # Two versions of one language, both tabled, stay two rows.
    return [first, *(row for row in group if row is not by_language[row.language])]
