"""Time zones in calendars, read by two parsers and held against the system's own data."""

import datetime
import io
import itertools
import zoneinfo
from bisect import bisect_right

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from cms.core.zone_rules import zone_component

HOUR = datetime.timedelta(hours=1)
THIS_YEAR = datetime.datetime.now(datetime.UTC).year
FIRST = datetime.datetime(THIS_YEAR, 1, 1, tzinfo=datetime.UTC)
NAMES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory", "posixrules"})


def samples(zone) -> list[datetime.datetime]:
    """Return moments of five years: every tenth day, and the hours around each change."""
    days = [FIRST + datetime.timedelta(days=10 * number) for number in range(183)]
    found = list(days)
    for before, after in itertools.pairwise(days):
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            low, high = before, after
            while high - low > datetime.timedelta(minutes=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(zone).utcoffset() == before.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            edge = (high + datetime.timedelta(seconds=30)).replace(second=0, microsecond=0)
            found += [edge + number * HOUR / 2 for number in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
            found.append(edge - datetime.timedelta(seconds=1))
    return sorted(found)


def written(name: str) -> str:
    return zone_component(name, THIS_YEAR, THIS_YEAR).to_ical().decode()


def test_dateutil_reads_every_zone_as_the_system_knows_it():
    wrong = []
    for name in NAMES:
        zone = zoneinfo.ZoneInfo(name)
        text = f"BEGIN:VCALENDAR\r\n{written(name)}END:VCALENDAR\r\n"
        read = tzical(io.StringIO(text)).get(name)
        for moment in samples(zone):
            wall = moment.astimezone(zone)
            if wall.fold or not _is_plain(wall):
                continue  # which of two is meant, a calendar cannot say: it is written in UTC
            if wall.replace(tzinfo=read).utcoffset() != wall.utcoffset():
                wrong.append((name, wall))
    assert wrong == []


def _is_plain(wall: datetime.datetime) -> bool:
    return wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset()


def test_icalendar_reads_every_zone_as_the_system_knows_it():
    wrong = []
    for name in NAMES:
        zone = zoneinfo.ZoneInfo(name)
        text = f"BEGIN:VCALENDAR\r\n{written(name)}END:VCALENDAR\r\n"
        [component] = Calendar.from_ical(text).walk("VTIMEZONE")
        times, offsets = component.get_transitions()
        for moment in samples(zone):
            place = bisect_right(times, moment.replace(tzinfo=None)) - 1
            if place < 0 or offsets[place][0] != moment.astimezone(zone).utcoffset():
                wrong.append((name, moment))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("Europe/Brussels", {"BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU"}),
        ("America/New_York", {"BYMONTH=3;BYDAY=2SU", "BYMONTH=11;BYDAY=1SU"}),
        ("Europe/Dublin", {"BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU"}),
        # The last Thursday of October at midnight: a Friday that can be in November.
        (
            "Africa/Cairo",
            {"BYMONTH=4;BYDAY=-1FR", "BYDAY=FR;BYYEARDAY=-67,-66,-65,-64,-63,-62,-61"},
        ),
        (
            "America/Santiago",
            {
                "BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8",
                "BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8",
            },
        ),
    ],
)
def test_yearly_rules_are_said_as_rules(name, rules):
    component = zone_component(name, THIS_YEAR, THIS_YEAR)
    parts = component.subcomponents
    assert sorted(part.name for part in parts) == ["DAYLIGHT", "STANDARD"]
    found = {frozenset(part["rrule"].to_ical().decode().split(";")) for part in parts}
    assert found == {frozenset(["FREQ=YEARLY", *rule.split(";")]) for rule in rules}


def test_a_zone_that_never_changes_is_one_standard_time():
    [part] = zone_component("America/Bogota", THIS_YEAR, THIS_YEAR).subcomponents
    assert part.name == "STANDARD"
    assert "rrule" not in part


def test_a_rule_that_ended_is_still_known_for_what_was_then():
    zone = zoneinfo.ZoneInfo("America/Mexico_City")
    text = zone_component(zone.key, 2021, THIS_YEAR).to_ical().decode()
    read = tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")).get(zone.key)
    for month, offset in ((1, -6), (7, -5), (12, -6)):
        then = datetime.datetime(2021, month, 15, 12)
        assert then.replace(tzinfo=read).utcoffset() == offset * HOUR
        assert then.replace(tzinfo=zone).utcoffset() == offset * HOUR
