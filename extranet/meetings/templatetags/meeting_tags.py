"""What shows the time of a meeting."""

from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def is_elsewhere(meeting) -> bool:
    """Return whether clocks show another time where the meeting is than where its reader is."""
    there = timezone.localtime(meeting.starts_at, ZoneInfo(meeting.time_zone))
    return there.utcoffset() != timezone.localtime(meeting.starts_at).utcoffset()
