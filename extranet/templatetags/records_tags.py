"""What a meeting left behind, for its page."""

from django import template
from django.db.models import Prefetch

from extranet.models import Decision, Minutes

register = template.Library()


@register.simple_tag
def minutes_of(meeting, standing):
    """Return the minutes of a meeting that a Standing may read, or None."""
    rows = Minutes.objects.visible_to(standing).select_related("approved_at")
    return rows.filter(meeting=meeting).first()


@register.simple_tag
def decisions_of(meeting, standing, inside: bool):
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
