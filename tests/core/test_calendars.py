"""Calendars: any moment, written by the clock of any zone, is read as the same moment."""

import datetime
import re
import zoneinfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given
from hypothesis import strategies as st
from icalendar import Calendar

from cms.core import calendars
from cms.core.shown_times import lasts_whole_days
from cms.core.time_zones import known_zones

NOW = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
zones = st.sampled_from(sorted(known_zones() - {"localtime", "Factory"}))
moments = st.datetimes(
    datetime.datetime(2015, 1, 1), datetime.datetime(2040, 1, 1), timezones=st.just(datetime.UTC)
)


def event(**fields):
    values = {
        "key": "key",
        "starts_at": NOW,
        "ends_at": NOW + HOUR,
        "zone": "Europe/Brussels",
        "changed_at": NOW,
        "sequence": 1,
        "cancelled": False,
        "summary": "Congress",
        "description": "All about it",
        "address": "https://example.org/",
    }
    return calendars.event(**values | fields)


def read(data: bytes):
    """Return the calendar, its only event and its zones."""
    cal = Calendar.from_ical(data)
    [row] = cal.walk("VEVENT")
    return cal, row, cal.walk("VTIMEZONE")


@given(moment=moments, zone=zones)
@example(datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC), "Europe/Brussels")
@example(datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC), "Europe/Brussels")
@example(datetime.datetime(2026, 9, 6, 4, 0, tzinfo=datetime.UTC), "America/Santiago")
def test_a_moment_is_read_as_it_was_written(moment, zone):
    moment = moment.replace(microsecond=0)
    data = calendars.single(event(starts_at=moment, ends_at=moment + HOUR, zone=zone), room="X")
    _cal, row, components = read(data)
    zoned = {component["tzid"] for component in components}
    for name, meant in (("DTSTART", moment), ("DTEND", moment + HOUR)):
        time, key = row[name].dt, row[name].params.get("TZID")
        if key is None:
            assert time == meant
            assert data.count(f"{name}:{meant:%Y%m%dT%H%M%S}Z".encode()) == 1
        else:
            assert key == zone
            assert key in zoned
            # What stands in the file says nothing of which of two is meant: it is the first.
            wall = time.replace(tzinfo=zoneinfo.ZoneInfo(key), fold=0)
            assert wall.astimezone(datetime.UTC) == meant


@pytest.mark.parametrize(
    "write",
    [
        lambda row: calendars.single(row, room="X"),
        lambda row: calendars.feed([row], room="X", name="All"),
    ],
    ids=["file", "feed"],
)
@pytest.mark.parametrize("until", ["last minute", "midnight"])
@given(
    first=st.dates(datetime.date(2015, 1, 1), datetime.date(2040, 1, 1)),
    days=st.integers(1, 9),
    zone=zones,
)
@example(datetime.date(2026, 10, 25), 1, "Europe/Brussels")
@example(datetime.date(2026, 9, 6), 2, "America/Santiago")
@example(datetime.date(2026, 10, 9), 3, "UTC")
def test_what_lasts_whole_days_is_written_as_days(write, until, first, days, zone):
    """Without hours or zone, read alike by two parsers; the end is the day after the last."""
    where, after = zoneinfo.ZoneInfo(zone), first + datetime.timedelta(days=days)
    starts, ends = (
        datetime.datetime.combine(day, datetime.time(), where).astimezone(datetime.UTC)
        for day in (first, after)
    )
    # A day that a country has left out begins with another one.
    assume(starts.astimezone(where).date() == first and ends.astimezone(where).date() == after)
    if until == "last minute":
        ends -= datetime.timedelta(minutes=1)
    row = event(starts_at=starts, ends_at=ends, zone=zone)
    data = write(row)
    _cal, found, components = read(data)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (first, after)
    assert type(found["DTSTART"].dt) is datetime.date
    assert components == []
    lines = re.findall(r"^DT(?:START|END);VALUE=DATE:\d{8}$", data.decode().replace("\r", ""), re.M)
    assert len(lines) == 2
    for line, day in zip(lines, (first, after), strict=True):
        rule = line.replace("DTEND", "DTSTART") + "\nRRULE:FREQ=DAILY;COUNT=1"
        assert [read_day.date() for read_day in rrulestr(rule)] == [day]


@given(moment=moments, minutes=st.integers(0, 5000), zone=zones)
def test_what_a_page_shows_as_days_is_days_in_the_calendar_and_nothing_else(moment, minutes, zone):
    end = moment + datetime.timedelta(minutes=minutes)
    _cal, row, _zones = read(
        calendars.single(event(starts_at=moment, ends_at=end, zone=zone), room="X")
    )
    as_days = not isinstance(row["DTSTART"].dt, datetime.datetime)
    assert as_days == lasts_whole_days(moment, end, zone)


@pytest.mark.parametrize("zone", ["UTC", "Nowhere/At_all", ""])
def test_what_has_no_place_is_written_in_utc(zone):
    _cal, row, components = read(calendars.single(event(zone=zone), room="X"))
    assert components == []
    assert row.to_ical().count(b"DTSTART:20260501T120000Z") == 1


@pytest.mark.parametrize(("cancelled", "method"), [(False, "PUBLISH"), (True, "CANCEL")])
def test_a_file_publishes_or_cancels(settings, cancelled, method):
    settings.DEFAULT_FROM_EMAIL = "Alliance <office@example.org>"
    row = event(cancelled=cancelled, private=True)
    cal, found, _zones = read(calendars.single(row, room="X"))
    assert cal["METHOD"] == method
    assert found["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")
    assert found["ORGANIZER"] == "mailto:office@example.org"
    assert found["ORGANIZER"].params["CN"] == "Alliance"
    assert found["CLASS"] == "PRIVATE"
    cal, found, _zones = read(calendars.feed([row], room="X", name="All"))
    assert cal["METHOD"] == "PUBLISH"
    assert found["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")
    assert cal["X-WR-CALNAME"] == "All"


def test_an_empty_calendar_is_one():
    assert Calendar.from_ical(calendars.feed([], room="X", name="All")).walk("VEVENT") == []


def test_later_is_a_higher_number_that_programs_can_hold():
    one, two = (calendars.sequence_at(NOW + number * HOUR) for number in (0, 1))
    assert 0 < one < two < 2**31
    assert calendars.sequence_at(datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC)) == 0
