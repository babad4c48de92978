"""Decisions are found in every language, minutes once they are approved."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.core.labels import pick
from extranet.core.models import AuditEntry
from extranet.core.search_sources import SearchSource, affects, languages_of, register
from extranet.meetings.models import AgendaItem, Meeting
from extranet.records.models import Decision, Minutes, MinutesRevision


@register
class DecisionSource(SearchSource):
    """The registers of decisions."""

    kind = "decision"
    label = _("decision")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s decision", "%(count)s decisions", count)

    def findable(self):
        return Decision.objects.select_related("body")

    def languages(self, row):
        return languages_of(row.titles)

    def readers(self, row):
        guests = set() if row.closed_to_guests else {f"guest:{row.body_id}"}
        return {f"body:{row.body_id}"} | guests

    def project_row(self, row, language):
        return {
            "title": pick(row.titles, language),
            "text": f"{row.reference}\n{pick(row.texts, language)}",
            "url": reverse("extranet:decision", args=[row.pk]),
            "body": row.body,
            "date": row.taken_on,
            "state": "superseded" if row.replaced_by.exists() else "current",
        }


@register
class MinutesSource(SearchSource):
    """Minutes once they are approved, in the language they were taken in."""

    kind = "minutes"
    label = _("minutes")

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
            "text": last.text if last else "",
            "url": reverse("extranet:minutes", args=[meeting.pk]),
            "body": meeting.body,
            "date": meeting.starts_at.date(),
        }


@affects(Decision)
def of_decision(row):
    """Yield its own entry, and that of the decision which it replaces: that no longer stands."""
    yield "decision", [row.pk, *filter(None, [row.replaces_id])]


@affects(Minutes)
def of_minutes(row):
    """Yield their own entry."""
    yield "minutes", [row.pk]


@affects(MinutesRevision)
def of_revision(row):
    """Yield the minutes that a revision belongs to."""
    yield "minutes", [row.minutes_id]


@affects(Meeting)
def of_meeting(row):
    """Yield the minutes of a meeting."""
    yield "minutes", _minutes_of(row.pk)


@affects(AgendaItem)
def of_item(row):
    """Yield the minutes of the meeting that a point belongs to."""
    yield "minutes", _minutes_of(row.meeting_id)


@affects(AuditEntry)
def of_audit_entry(row):
    """Yield the minutes of the meeting that something was done to, without a signal."""
    if key := row.key if row.kind == "meeting" else row.details.get("meeting"):
        yield "minutes", _minutes_of(key)


def _minutes_of(meeting_id):
    return Minutes.objects.filter(meeting=meeting_id).values_list("pk", flat=True)
