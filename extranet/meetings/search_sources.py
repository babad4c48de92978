"""Meetings are found with their agenda; what is closed to guests is found by itself."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.core.labels import pick
from extranet.core.models import AuditEntry
from extranet.core.search_sources import SearchSource, affects, languages_of, register
from extranet.meetings.models import AgendaItem, Meeting, Paper


@register
class MeetingSource(SearchSource):
    """Meetings with the points of their agenda that guests see."""

    kind = "meeting"
    label = _("meeting of a body")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s meeting of a body", "%(count)s meetings of bodies", count)

    def findable(self):
        return Meeting.objects.filter(convened_at__isnull=False).select_related("body")

    def languages(self, row):
        return languages_of(row.titles)

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
            "text": "\n".join(filter(None, [pick(row.notes, language), *points, row.venue])),
            "url": reverse("extranet:meeting", args=[row.pk]),
            "body": row.body,
            "date": row.starts_at.date(),
            "extra": {"cancelled": row.state == Meeting.State.CANCELLED},
        }


@register
class ClosedItemSource(SearchSource):
    """Points of an agenda that are closed to guests: no word of them is in what guests find."""

    kind = "closed_item"
    facet = "agenda_item"
    label = _("agenda item")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s agenda item", "%(count)s agenda items", count)

    def findable(self):
        closed = Q(closed_to_guests=True) | Q(parent__isnull=False)
        rows = AgendaItem.objects.filter(closed, meeting__convened_at__isnull=False)
        return rows.select_related("meeting__body")

    def is_findable(self, row):
        return row.pk in closed_items(row.meeting.items.all())

    def visible(self, rows, standing):
        if standing.secretariat:
            return rows
        return rows.filter(meeting__body__in=standing.reads | standing.manages)

    def languages(self, row):
        return languages_of(row.titles)

    def readers(self, row):
        return {f"body:{row.meeting.body_id}"}

    def project_row(self, row, language):
        meeting = row.meeting
        return {
            "title": pick(row.titles, language),
            "summary": pick(meeting.titles, language),
            "text": pick(row.notes, language),
            "url": f"{reverse('extranet:meeting', args=[meeting.pk])}#item-{row.pk}",
            "body": meeting.body,
            "date": meeting.starts_at.date(),
        }


def closed_items(items: Iterable[AgendaItem]) -> set[int]:
    """Return the keys of the points of one agenda that guests do not see, with all below them."""
    items = list(items)
    closed = {item.pk for item in items if item.closed_to_guests}
    while more := {i.pk for i in items if i.parent_id in closed and i.pk not in closed}:
        closed |= more
    return closed


@affects(Meeting)
def of_meeting(row):
    """Yield its own entry, those of what its agenda keeps from guests, and its open papers."""
    yield "meeting", [row.pk]
    yield "closed_item", row.items.values_list("pk", flat=True)
    papers = Paper.objects.filter(version__document__open_to_guests=True, item__meeting=row)
    yield "paper", papers.values_list("version__document_id", flat=True)


@affects(AgendaItem)
def of_item(row):
    """Yield all of its meeting: who sees a point may hang on the point above it."""
    yield "closed_item", [row.pk]
    for meeting in Meeting.objects.filter(pk=row.meeting_id):
        yield from of_meeting(meeting)


@affects(Paper)
def of_paper(row):
    """Yield the document that is tabled."""
    yield "paper", [row.version.document_id]


@affects(AuditEntry)
def of_audit_entry(row):
    """Yield the meeting that something was done to, where rows changed without a signal."""
    key = row.key if row.kind == "meeting" else row.details.get("meeting")
    for meeting in Meeting.objects.filter(pk=key) if key else ():
        yield from of_meeting(meeting)
