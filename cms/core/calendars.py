"""How a calendar is written (RFC 5545 and 5546), for every room that has one.

- One event has one `UID`, whatever the address and the language it was fetched in.
- `SEQUENCE` and `LAST-MODIFIED` tell a calendar that what it holds is older.
- What is cancelled stays, as `STATUS:CANCELLED`; alone in a file, the file says `METHOD:CANCEL`.
"""

import datetime
import zoneinfo
from collections.abc import Iterable
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from cms.core.time_zones import is_zone, whole_days
from cms.core.zone_rules import zone_component

# From here seconds are counted where nothing else counts how often something was changed.
_COUNTED_FROM = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def event(
    *,
    key,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    zone: str,
    changed_at: datetime.datetime,
    sequence: int,
    cancelled: bool,
    summary: str,
    description: str,
    address: str,
    location: str = "",
    private: bool = False,
) -> Event:
    """Return an event as calendars read it; `key` is what it keeps in all languages and forever."""
    row = Event()
    row.add("uid", f"{key}@{urlsplit(settings.BASE_URL).hostname}")
    row.add("dtstamp", changed_at)
    row.add("last-modified", changed_at)
    row.add("sequence", sequence)
    starts, ends = _span(starts_at, ends_at, zone)
    row.add("dtstart", starts)
    row.add("dtend", ends)
    row.add("summary", summary)
    row.add("description", description)
    row.add("url", address)
    row.add("organizer", _organiser())
    if location:
        row.add("location", location)
    if private:
        row.add("class", "PRIVATE")
    row.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return row


def single(row: Event, *, room: str) -> bytes:
    """Return a file that holds one event: it publishes it, or cancels what was published."""
    cancelled = row["status"] == "CANCELLED"
    return _calendar([row], room, "CANCEL" if cancelled else "PUBLISH").to_ical()


def feed(rows: Iterable[Event], *, room: str, name: str) -> bytes:
    """Return a calendar called `name` to subscribe to; programs are to look again in an hour."""
    cal = _calendar(list(rows), room, "PUBLISH")
    cal.add("x-wr-calname", name)
    cal.add("refresh-interval", datetime.timedelta(hours=1), {"VALUE": "DURATION"})
    cal.add("x-published-ttl", "PT1H")
    return cal.to_ical()


def sequence_at(moment: datetime.datetime) -> int:
    """Return a number that goes up with time, for what does not count its changes."""
    return max(0, int((moment - _COUNTED_FROM).total_seconds()))


def _calendar(rows: list[Event], room: str, method: str) -> Calendar:
    cal = Calendar()
    cal.add("prodid", f"-//Alliance//{room}//EN")
    cal.add("version", "2.0")
    cal.add("method", method)
    for component in (*_zones(rows), *rows):
        cal.add_component(component)
    return cal


def _zones(rows: list[Event]) -> list:
    """Return the zones that the events are written in."""
    times = [row[name] for row in rows for name in ("dtstart", "dtend")]
    names = {time.params["TZID"] for time in times if "TZID" in time.params}
    years = [time.dt.year for time in times]
    return [zone_component(name, min(years), max(years)) for name in sorted(names)]


def _span(
    starts_at: datetime.datetime, ends_at: datetime.datetime, zone: str
) -> tuple[datetime.date, datetime.date]:
    """Return when it begins and ends: as moments, or as days where it lasts whole ones.

    Days are not tied to a clock: calendars show them as such, wherever they are. As RFC 5545 has
    it, the day it ends with is the first on which it is over.
    """
    if is_zone(zone) and (days := whole_days(starts_at, ends_at, zoneinfo.ZoneInfo(zone))):
        return days[0], days[1] + datetime.timedelta(days=1)
    return _written(starts_at, zone), _written(ends_at, zone)


def _written(moment: datetime.datetime, zone: str) -> datetime.datetime:
    """Return the moment by the clock of the zone, or in UTC where that could be misread.

    Of an hour that comes twice, RFC 5545 can name the first alone.
    """
    if not is_zone(zone) or zone == "UTC":
        return moment.astimezone(datetime.UTC)
    local = moment.astimezone(zoneinfo.ZoneInfo(zone))
    return moment.astimezone(datetime.UTC) if local.fold else local


def _organiser() -> vCalAddress:
    """Return who publishes, which RFC 5546 wants said: the address that the site writes from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    found = vCalAddress(f"mailto:{address}")
    if name:
        found.params["CN"] = name
    return found
