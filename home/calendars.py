"""Events as iCalendar data (RFC 5545)."""

from collections.abc import Iterable

from icalendar import Calendar, Event


def calendar(events: Iterable, request, name: str) -> bytes:
    """Return the calendar `name` holding `events`, each in its own time zone."""
    cal = Calendar()
    cal.add("prodid", "-//Alliance//Events//EN")
    cal.add("version", "2.0")
    cal.add("x-wr-calname", name)
    for page in events:
        cal.add_component(_event(page, request))
    cal.add_missing_timezones()
    return cal.to_ical()


def _event(page, request) -> Event:
    event = Event()
    address = page.get_full_url(request)
    # The key is the same in every language: a calendar shows the event once.
    event.add("uid", f"{page.translation_key}@{request.get_host()}")
    event.add("dtstamp", page.last_published_at or page.starts_at)
    event.add("dtstart", page.local_start)
    event.add("dtend", page.local_end)
    event.add("summary", page.title)
    event.add("description", f"{page.summary}\n\n{address}".strip())
    event.add("url", address)
    where = ", ".join(filter(None, (page.venue, page.place.label if page.place else "")))
    if where or page.online_url:
        event.add("location", where or page.online_url)
    if page.cancelled:
        event.add("status", "CANCELLED")
    return event
