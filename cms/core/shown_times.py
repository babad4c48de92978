"""Days, times and their zones as readers say them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop

from cms.core.time_zones import whole_days


def day(date) -> str:
    """Return a date in words, as the active language writes it; nothing for no date."""
    if not date:
        return ""
    text = formats.date_format(date, "DATE_FORMAT")
    # In French the first day of a month is an ordinal.
    if date.day == 1 and (get_language() or "").startswith("fr"):
        text = re.sub(r"^1\b", "1er", text)
    # A day is not parted from its month.
    return text.replace(" ", "\u00a0", 1)


def event_time(
    starts: datetime, ends: datetime | None = None, zone: str | None = None
) -> SafeString:
    """Return when an event is, as ``<time>`` elements in the event's own time zone.

    ``starts`` and ``ends`` are aware; ``zone`` is an IANA name, the active zone by default. A day
    is said once when the event begins and ends on it; what lasts whole days has no hours.
    """
    where = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    if days := whole_days(starts, ends, where):
        return format_html_join(" – ", "{}", ([_day(date)] for date in dict.fromkeys(days)))
    begin = timezone.localtime(starts, where)
    end = timezone.localtime(ends, where) if ends else None
    first = _time(begin, gettext("{date}, {time}"))
    if end is None or end == begin:
        return first
    if end.date() == begin.date():
        return format_html("{}–\u2060{}", first, _time(end, "{time}"))
    return format_html("{} – {}", first, _time(end, gettext("{date}, {time}")))


def lasts_whole_days(starts: datetime, ends: datetime | None, zone: str) -> bool:
    """Return whether an event lasts whole days in its own time zone."""
    return whole_days(starts, ends, ZoneInfo(zone)) is not None


def _day(date) -> SafeString:
    """Return one day as a ``<time>`` element."""
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), day(date))


def _time(moment: datetime, pattern: str) -> SafeString:
    """Return one moment as a ``<time>`` element."""
    text = pattern.replace("{time}", formats.date_format(moment, "TIME_FORMAT"))
    text = text.replace("{date}", day(moment))
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="minutes"), text)


# Cities of time zones that other languages call otherwise; the rest is said as the zone is named.
CITIES = (
    gettext_noop("Athens"),
    gettext_noop("Beirut"),
    gettext_noop("Berlin"),
    gettext_noop("Brussels"),
    gettext_noop("Cairo"),
    gettext_noop("Copenhagen"),
    gettext_noop("Lisbon"),
    gettext_noop("London"),
    gettext_noop("Mexico City"),
    gettext_noop("New York"),
    gettext_noop("Rome"),
    gettext_noop("Vienna"),
    gettext_noop("Warsaw"),
)


def zone_name(moment: datetime, zone: str) -> str:
    """Return a time zone as a reader says it: its city and the distance from UTC."""
    local = timezone.localtime(moment, ZoneInfo(zone))
    offset = local.strftime("%z")
    hours = f"UTC{offset[0].replace('-', '−')}{int(offset[1:3])}"
    if offset[3:5] != "00":
        hours += ":" + offset[3:5]
    if zone in {"UTC", "Etc/UTC"}:
        return "UTC"
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return f"{gettext(city)}, {hours}"
