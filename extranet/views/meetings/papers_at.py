"""The papers of an agenda as rows, the reader's language first."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info

from cms.core.labels import site_languages
from cms.core.templatetags.kit import file_type
from extranet.models import Document, Paper, Reading


@dataclass
class Row:
    """What `extranet/includes/paper-row.html` shows of a paper."""

    document: Document
    paper: Paper
    title: str
    url: str
    language: str
    kind: str
    size: int
    date: datetime
    number: int
    late: bool
    seen: bool
    newer: bool
    state: str = ""
    pinned: bool = True
    links: list[dict] = field(default_factory=list)

    @property
    def languages(self) -> list[str]:
        """The languages it can be read in."""
        return [self.language]


def address(document: Document, number: int) -> str:
    """Return where a version is read."""
    try:
        return reverse("extranet:document-version", args=[document.pk, number])
    except NoReverseMatch:
        return ""


def rows_by_item(papers, standing, *, group: bool = True) -> dict[int, list[Row]]:
    """Return the rows of papers by the key of their point, without what may not be read.

    With `group` translations of one another at the same point share a row. Two queries.
    """
    papers = list(papers.filter(version__document__in=Document.objects.visible_to(standing)))
    seen = set(
        Reading.objects.filter(
            user=standing.user, version__in=[paper.version_id for paper in papers]
        ).values_list("version", flat=True)
    )
    works: dict[int, dict[int, list[Row]]] = {}
    for paper in papers:
        row = _row(paper, paper.version_id in seen)
        work = (row.document.translation_of_id or row.document.pk) if group else paper.pk
        works.setdefault(paper.item_id, {}).setdefault(work, []).append(row)
    return {item: [_joined(rows) for rows in of_item.values()] for item, of_item in works.items()}


def _row(paper: Paper, seen: bool) -> Row:
    version = paper.version
    document = version.document
    posted = document.state == Document.State.PUBLISHED
    return Row(
        document=document,
        paper=paper,
        title=document.title,
        url=address(document, version.number),
        language=document.language,
        kind=file_type(version.name),
        size=version.size,
        date=paper.tabled_at,
        number=version.number,
        late=paper.late,
        seen=seen,
        newer=document.current_id != version.pk,
        state="" if posted else document.get_state_display(),
    )


def _joined(rows: list[Row]) -> Row:
    order = [get_language(), *site_languages()]
    rows.sort(key=lambda row: order.index(row.language) if row.language in order else len(order))
    first = rows[0]
    if len(rows) > 1:
        first.links = [
            {
                "code": row.language,
                "name": get_language_info(row.language)["name_translated"],
                "url": row.url,
                "authentic": row.document.translation_of_id is None,
            }
            for row in rows
        ]
        first.late = all(row.late for row in rows)
        first.seen = any(row.seen for row in rows)
    return first
