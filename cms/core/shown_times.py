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
    is said once when the event begins and ends on it; what lasts whole days has no hours. Where
    clocks are changed between both, each says how far it is from UTC.
    """
    where = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    if days := whole_days(starts, ends, where):
        return format_html_join(" – ", "{}", ([_day(date)] for date in dict.fromkeys(days)))
    begin = timezone.localtime(starts, where)
    end = timezone.localtime(ends, where) if ends else None
    changes = clocks_change(begin, end)
    first = _time(begin, gettext("{date}, {time}"), changes)
    if end is None or end == begin:
        return first
    if end.date() == begin.date():
        dash = " – " if changes else "–\u2060"
        return format_html("{}{}{}", first, dash, _time(end, "{time}", changes))
    return format_html("{} – {}", first, _time(end, gettext("{date}, {time}"), changes))


def hours(begin: datetime, end: datetime) -> str:
    """Return the hours of what is said to be on a day, by the clock of their own zone."""
    texts = [f"{moment:%H:%M}" for moment in (begin, end)]
    if clocks_change(begin, end):
        pairs = zip(texts, (begin, end), strict=True)
        return " – ".join(f"{text}\u00a0{_offset(moment)}" for text, moment in pairs)
    return "–".join(texts)


def clocks_change(begin: datetime, end: datetime | None) -> bool:
    """Return whether clocks are changed between two moments, in the zone that both are in."""
    return end is not None and begin.utcoffset() != end.utcoffset()


def lasts_whole_days(starts: datetime, ends: datetime | None, zone: str) -> bool:
    """Return whether an event lasts whole days in its own time zone."""
    return whole_days(starts, ends, ZoneInfo(zone)) is not None


def _day(date) -> SafeString:
    """Return one day as a ``<time>`` element."""
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), day(date))


def _time(moment: datetime, pattern: str, with_offset: bool) -> SafeString:
    """Return one moment as a ``<time>`` element."""
    time = formats.date_format(moment, "TIME_FORMAT")
    text = pattern.replace("{time}", f"{time}\u00a0{_offset(moment)}" if with_offset else time)
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


def zone_name(moment: datetime, zone: str, ends: datetime | None = None) -> str:
    """Return a time zone as a reader says it: its city and the distance from UTC.

    Where clocks are changed until ``ends``, the times say the distance, and this the city alone.
    """
    local = timezone.localtime(moment, ZoneInfo(zone))
    if zone in {"UTC", "Etc/UTC"}:
        return "UTC"
    city = gettext(zone.rsplit("/", 1)[-1].replace("_", " "))
    if ends and clocks_change(local, timezone.localtime(ends, ZoneInfo(zone))):
        return city
    return f"{city}, {_offset(local)}"


def _offset(local: datetime) -> str:
    """Return how far a clock is from UTC: "UTC+2", "UTC−3:30"."""
    offset = local.strftime("%z")
    text = f"UTC{offset[0].replace('-', '−')}{int(offset[1:3])}"
    return text if offset[3:5] == "00" else f"{text}:{offset[3:5]}"
