"""Decisions on the page of their body; minutes and decisions on the page of their meeting."""

from django.db.models import Prefetch
from django.utils import timezone

from cms.directory.models import Body
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing
from extranet.meetings.models import Meeting
from extranet.records.models import Decision, Minutes

LATEST = 5


@panel(Place.BODY, order=40, template_name="records/panels/body.html")
def latest_decisions(standing: Standing, body: Body) -> dict:
    """Return the latest decisions of a body that somebody reads."""
    return {"decisions": Decision.objects.visible_to(standing).filter(body=body)[:LATEST]}


@panel(Place.MEETING, order=10, template_name="records/panels/meeting.html")
def records_of_meeting(standing: Standing, meeting: Meeting) -> dict | None:
    """Return what a meeting left behind, as far as somebody reads it; None while it cannot be."""
    minutes = Minutes.objects.visible_to(standing).select_related("approved_at")
    inside = standing.may_read(meeting.body_id) or standing.may_manage(meeting.body_id)
    shown = {
        "minutes": minutes.filter(meeting=meeting).first(),
        "decisions": decisions_of(meeting, standing, inside),
    }
    keeps = standing.may_manage(meeting.body_id) and meeting.starts_at <= timezone.now()
    return shown if any(shown.values()) or keeps else None


def decisions_of(meeting: Meeting, standing: Standing, inside: bool) -> list[Decision]:
    """Return the decisions of a meeting that a Standing may read, each with `point`: the title of
    its agenda item, unless that was closed to guests and the reader is one (not `inside`)."""
    later = Decision.objects.visible_to(standing).order_by("taken_on", "number")
    rows = list(
        Decision.objects.visible_to(standing)
        .filter(meeting=meeting)
        .select_related("item")
        .prefetch_related(Prefetch("replaced_by", later, to_attr="successors"))
        .order_by("item__position", "year", "number")
    )
    for row in rows:
        shown = row.item is not None and (inside or not row.item.closed_to_guests)
        row.point = row.item.title if shown else ""
    return rows
