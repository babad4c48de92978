"""Time zones: those of the IANA data base are known, and places are offered."""

import datetime
import re
import zoneinfo

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from cms.core.shown_times import hours
from cms.core.templatetags.kit import event_time, lasts_whole_days, zone_name
from cms.core.time_zones import (
    is_zone,
    kept_zone_choices,
    known_zones,
    validate_time_zone,
    zone_choices,
)


def test_places_and_utc_are_offered_by_name():
    names = [name for name, _label in zone_choices()]
    assert names == [*sorted(names[:-1]), "UTC"]
    assert {"Africa/Dakar", "America/Argentina/Buenos_Aires", "Europe/Brussels"} <= set(names)
    assert not {"Etc/GMT+5", "US/Eastern", "EST", ""} & set(names)
    assert (
        dict(zone_choices())["America/Argentina/Buenos_Aires"] == "America/Argentina/Buenos Aires"
    )


def test_what_was_chosen_before_can_be_kept():
    kept = dict(kept_zone_choices())
    # Wagtail's own account page offers these.
    assert {"Etc/GMT+5", "US/Eastern", "UTC"} <= kept.keys()
    assert set(zone_choices()) < set(kept_zone_choices())


@pytest.mark.parametrize(
    ("name", "known"),
    [("UTC", True), ("Europe/Paris", True), ("", False), ("../etc/passwd", False)],
)
def test_what_is_no_zone_is_refused(name, known):
    assert is_zone(name) is known
    if known:
        validate_time_zone(name)
    else:
        with pytest.raises(ValidationError):
            validate_time_zone(name)


def lasts(zone: str, starts: str, ends: str):
    where = zoneinfo.ZoneInfo(zone)
    moments = (
        datetime.datetime.fromisoformat(text).replace(tzinfo=where) for text in (starts, ends)
    )
    return [moment.astimezone(datetime.UTC) for moment in moments]


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "days"),
    [
        ("America/Santiago", "2026-10-09T00:00", "2026-10-09T23:59", ["2026-10-09"]),
        ("America/Santiago", "2026-10-09T00:00", "2026-10-10T00:00", ["2026-10-09"]),
        ("Asia/Tokyo", "2026-10-09T00:00", "2026-10-11T23:59:59", ["2026-10-09", "2026-10-11"]),
        # Clocks are put forward at midnight: the day begins at one.
        ("America/Santiago", "2026-09-06T01:00", "2026-09-06T23:59", ["2026-09-06"]),
        # They are put back: the day lasts 25 hours, and 24 of them are not all of it.
        ("Europe/Brussels", "2026-10-25T00:00", "2026-10-25T23:59", ["2026-10-25"]),
        ("Europe/Brussels", "2026-10-25T00:00", "2026-10-25T23:00", None),
        ("Europe/Brussels", "2026-10-09T00:00", "2026-10-09T23:30", None),
        ("Europe/Brussels", "2026-10-09T00:01", "2026-10-09T23:59", None),
        ("Europe/Brussels", "2026-10-09T00:00", "2026-10-09T00:00", None),
        ("Europe/Brussels", "2026-10-09T14:00", "2026-10-11T14:00", None),
    ],
)
def test_what_lasts_whole_days_is_shown_without_hours(zone, starts, ends, days):
    moments = lasts(zone, starts, ends)
    html = event_time(*moments, zone)
    assert lasts_whole_days(*moments, zone) == (days is not None)
    if days:
        assert re.findall(r'datetime="([^"]+)"', html) == days
        assert ":" not in re.sub(r"<[^>]+>", "", html)
    else:
        assert html.startswith(f'<time datetime="{starts}')


def test_a_deadline_at_midnight_has_its_hour():
    [starts, _ends] = lasts("Europe/Brussels", "2026-10-09T00:00", "2026-10-09T00:00")
    assert not lasts_whole_days(starts, None, "Europe/Brussels")
    assert 'datetime="2026-10-09T00:00+02:00"' in event_time(starts, None, "Europe/Brussels")


def shown(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "text"),
    [
        (
            "Europe/Brussels",
            "2026-03-28T23:00",
            "2026-03-29T05:00",
            "28 March 2026, 23:00 UTC+1 – 29 March 2026, 05:00 UTC+2 (Brussels)",
        ),
        (
            "Europe/Brussels",
            "2026-10-25T01:00",
            "2026-10-25T04:00",
            "25 October 2026, 01:00 UTC+2 – 04:00 UTC+1 (Brussels)",
        ),
        (
            "America/St_Johns",
            "2026-10-31T23:00",
            "2026-11-01T05:00",
            "31 October 2026, 23:00 UTC−2:30 – 1 November 2026, 05:00 UTC−3:30 (St Johns)",
        ),
        (
            "Europe/Brussels",
            "2026-03-29T03:00",
            "2026-03-29T05:00",
            "29 March 2026, 03:00–05:00 (Brussels, UTC+2)",
        ),
    ],
)
def test_both_distances_are_said_where_clocks_change_in_between(zone, starts, ends, text):
    first, last = lasts(zone, starts, ends)
    said = f"{shown(event_time(first, last, zone))} ({zone_name(first, zone, last)})"
    assert said.replace("\u2060", "") == text


def test_hours_on_paper_say_both_distances_too():
    zone = zoneinfo.ZoneInfo("Europe/Brussels")
    for day, text in ((28, "01:00–04:00"), (29, "01:00\u00a0UTC+1 – 04:00\u00a0UTC+2")):
        first, last = (datetime.datetime(2026, 3, day, hour, tzinfo=zone) for hour in (1, 4))
        assert hours(first, last) == text


@given(
    moment=st.datetimes(
        datetime.datetime(1990, 1, 1),
        datetime.datetime(2045, 1, 1),
        timezones=st.just(datetime.UTC),
    ),
    minutes=st.integers(1, 5000),
    zone=st.sampled_from(sorted(known_zones() - {"localtime", "Factory"})),
    language=st.sampled_from([code for code, _name in settings.LANGUAGES]),
)
@example(datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC), 5, "Europe/Paris", "fr")
@example(datetime.datetime(2026, 9, 6, 4, tzinfo=datetime.UTC), 1380, "America/Santiago", "es")
def test_what_is_shown_names_the_moment(moment, minutes, zone, language):
    """In any language and zone: what programs read of it is the moment itself, or its day."""
    moment = moment.replace(second=0, microsecond=0)
    end = moment + datetime.timedelta(minutes=minutes)
    with override(language):
        html = event_time(moment, end, zone)
    names = re.findall(r'datetime="([^"]+)"', html)
    if lasts_whole_days(moment, end, zone):
        where = zoneinfo.ZoneInfo(zone)
        first = datetime.datetime.fromisoformat(names[0]).replace(tzinfo=where)
        assert first.astimezone(datetime.UTC) == moment
        last = (end - datetime.timedelta(minutes=1)).astimezone(where)
        assert names[-1] == last.date().isoformat()
    else:
        found = [datetime.datetime.fromisoformat(name) for name in names]
        assert found == [moment, end]
        # Two moments, and what lies between: it lasts as long as it lasts.
        assert found[1] - found[0] == end - moment
        offsets = {local.utcoffset() for local in found}
        assert html.count("UTC") == (2 if len(offsets) > 1 else 0)
