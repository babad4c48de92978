"""What a mandate lets find: documents, meetings, decisions, minutes. Never for everybody."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from cms.core.labels import pick
from extranet.models import AgendaItem, Decision, Document, Meeting, Minutes, Paper
from search.projection import tidy, year_facet
from search.sources.confidential import ConfidentialSource, confidential
from search.sources.texts import LONGEST_TEXT


@confidential
class PaperSource(ConfidentialSource):
    """Documents by title and text of their newest version, in their own language."""

    kind = "paper"

    def findable(self):
        return Document.objects.filter(
            state=Document.State.PUBLISHED, disposed_at__isnull=True
        ).with_current()

    def languages(self, row):
        return [row.language]

    def readers(self, row):
        body = row.folder.body_id
        shares = row.shares.filter(revoked_at__isnull=True).values_list("pk", flat=True)
        found = {f"body:{body}"} | {f"share:{pk}" for pk in shares}
        if row.open_to_guests:
            tabled = Paper.objects.filter(
                version__document=row,
                item__closed_to_guests=False,
                item__meeting__convened_at__isnull=False,
            ).values_list("item__meeting_id", flat=True)
            found |= {f"guest:{body}"} | {f"meeting:{pk}" for pk in tabled}
        return found

    def project_row(self, row, language):
        body, version = row.folder.body, row.current
        return {
            "title": row.title,
            "summary": pick(row.folder.labels, language),
            "text": tidy(version.text)[:LONGEST_TEXT],
            "url": reverse("extranet:document", args=[row.pk]),
            "facets": _facets("paper", body, row.published_at.date()) | {"has_file": ["yes"]},
            "date": row.published_at.date(),
            "state": "superseded" if row.superseded_by_id else "current",
        }


@confidential
class MeetingSource(ConfidentialSource):
    """Meetings with their agenda; what is closed to guests is found by itself, see below."""

    kind = "meeting"

    def findable(self):
        return Meeting.objects.filter(convened_at__isnull=False).select_related("body")

    def languages(self, row):
        return _languages(row.titles)

    def readers(self, row):
        guests = {f"guest:{row.body_id}"} if row.open_to_guests else set()
        return {f"body:{row.body_id}", f"meeting:{row.pk}"} | guests

    def project_row(self, row, language):
        items = list(row.items.all())
        closed = closed_items(items)
        points = [pick(item.titles, language) for item in items if item.pk not in closed]
        points += [pick(item.notes, language) for item in items if item.pk not in closed]
        return {
            "title": pick(row.titles, language),
            "text": tidy("\n".join(filter(None, [pick(row.notes, language), *points, row.venue]))),
            "url": reverse("extranet:meeting", args=[row.pk]),
            "facets": _facets("meeting", row.body, row.starts_at.date()),
            "date": row.starts_at.date(),
            "extra": {"cancelled": row.state == Meeting.State.CANCELLED},
        }


@confidential
class ClosedItemSource(ConfidentialSource):
    """Points of an agenda that are closed to guests: no word of them is in what guests find."""

    kind = "closed_item"

    def findable(self):
        closed = Q(closed_to_guests=True) | Q(parent__isnull=False)
        rows = AgendaItem.objects.filter(closed, meeting__convened_at__isnull=False)
        return rows.select_related("meeting__body")

    def visible(self, rows, standing):
        if standing.secretariat:
            return rows
        return rows.filter(meeting__body__in=standing.reads | standing.manages)

    def project(self, object_id):
        pk = self.pk_of(object_id)
        row = self.findable().filter(pk=pk).first() if pk else None
        if row is None or row.pk not in closed_items(row.meeting.items.all()):
            return []
        return [self._projection(row, language) for language in self.languages(row)]

    def languages(self, row):
        return _languages(row.titles)

    def readers(self, row):
        return {f"body:{row.meeting.body_id}"}

    def project_row(self, row, language):
        meeting = row.meeting
        return {
            "title": pick(row.titles, language),
            "summary": pick(meeting.titles, language),
            "text": tidy(pick(row.notes, language)),
            "url": f"{reverse('extranet:meeting', args=[meeting.pk])}#item-{row.pk}",
            "facets": _facets("agenda_item", meeting.body, meeting.starts_at.date()),
            "date": meeting.starts_at.date(),
        }


@confidential
class DecisionSource(ConfidentialSource):
    """The registers of decisions."""

    kind = "decision"

    def findable(self):
        return Decision.objects.select_related("body")

    def languages(self, row):
        return _languages(row.titles)

    def readers(self, row):
        guests = set() if row.closed_to_guests else {f"guest:{row.body_id}"}
        return {f"body:{row.body_id}"} | guests

    def project_row(self, row, language):
        return {
            "title": pick(row.titles, language),
            "text": tidy(f"{row.reference}\n{pick(row.texts, language)}"),
            "url": reverse("extranet:decision", args=[row.pk]),
            "facets": _facets("decision", row.body, row.taken_on),
            "date": row.taken_on,
            "state": "superseded" if row.replaced_by.exists() else "current",
        }


@confidential
class MinutesSource(ConfidentialSource):
    """Minutes once they are approved, in the language they were taken in."""

    kind = "minutes"

    def findable(self):
        rows = Minutes.objects.filter(state=Minutes.State.APPROVED)
        return rows.select_related("meeting__body")

    def visible(self, rows, standing):
        if standing.secretariat:
            return rows
        return rows.filter(meeting__body__in=standing.reads | standing.manages)

    def languages(self, row):
        return [row.language]

    def readers(self, row):
        return {f"body:{row.meeting.body_id}"}

    def project_row(self, row, language):
        last = row.revisions.order_by("-number").first()
        meeting = row.meeting
        return {
            "title": pick(meeting.titles, language),
            "text": tidy(last.text)[:LONGEST_TEXT] if last else "",
            "url": reverse("extranet:minutes", args=[meeting.pk]),
            "facets": _facets("minutes", meeting.body, meeting.starts_at.date()),
            "date": meeting.starts_at.date(),
        }


def closed_items(items: Iterable[AgendaItem]) -> set[int]:
    """Return the keys of the points of one agenda that guests do not see, with all below them."""
    items = list(items)
    closed = {item.pk for item in items if item.closed_to_guests}
    while more := {i.pk for i in items if i.parent_id in closed and i.pk not in closed}:
        closed |= more
    return closed


def _languages(labels: dict) -> list[str]:
    return sorted(code for code, text in labels.items() if text)


def _facets(kind: str, body, date) -> dict[str, list]:
    return {"kind": [kind], "body": [body.code], "year": year_facet(date)}
