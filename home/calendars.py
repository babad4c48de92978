"""Events of the public site as calendars."""

import datetime
from collections.abc import Iterable

from icalendar import Event
from wagtail.models import Site

from cms.core import calendars
from cms.core.models import SiteIdentity

ROOM = "Events"
# What was never published has changed before everything that was.
NEVER = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def calendar(pages: Iterable, request, name: str) -> bytes:
    """Return the calendar `name` holding the events, each in its own time zone.

    Among the calendars of a reader, the name of the alliance says whose events they are.
    """
    site = Site.find_for_request(request)
    whose = SiteIdentity.of(site).short_name if site else ""
    name = " – ".join(filter(None, (whose, name)))
    return calendars.feed((_event(page, request) for page in pages), room=ROOM, name=name)


def single(page, request) -> bytes:
    """Return one event as a calendar file."""
    return calendars.single(_event(page, request), room=ROOM)


def _event(page, request) -> Event:
    address = page.get_full_url(request)
    changed = page.last_published_at or NEVER
    where = ", ".join(filter(None, (page.venue, page.place.label if page.place else "")))
    return calendars.event(
        # The key is the same in every language: a calendar shows the event once.
        key=page.translation_key,
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        zone=page.time_zone,
        changed_at=changed,
        # Whichever language was published last is the newest word on the event.
        sequence=calendars.sequence_at(changed),
        cancelled=page.cancelled,
        summary=page.title,
        description=f"{page.summary}\n\n{address}".strip(),
        address=address,
        location=where or page.online_url,
    )
