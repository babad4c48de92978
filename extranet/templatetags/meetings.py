"""When a meeting is, for its readers in all their time zones."""

from zoneinfo import ZoneInfo, available_timezones

from django import template
from django.utils import timezone

register = template.Library()


@register.inclusion_tag("extranet/meetings/_time.html", takes_context=True)
def meeting_time(context, meeting, brief: bool = False) -> dict:
    """Show when a meeting is by the reader's clock, and by that of its place where they differ.

    Who has not chosen a time zone is shown the place's, and a script adds the browser's.
    """
    request = context.get("request")
    chosen = getattr(getattr(request, "user", None), "time_zone", "")
    reader = chosen if chosen in available_timezones() else ""
    here = timezone.localtime(meeting.starts_at, ZoneInfo(reader or "UTC")).utcoffset()
    differs = bool(reader) and here != meeting.local_start.utcoffset()
    return {
        "meeting": meeting,
        "reader_zone": reader if differs else "",
        "ask_browser": not reader and not brief,
    }
