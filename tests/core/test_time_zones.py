"""Time zones: those of the IANA data base are known, and places are offered."""

import datetime
import re
import zoneinfo

import pytest
from django.core.exceptions import ValidationError

from cms.core.templatetags.kit import event_time, lasts_whole_days
from cms.core.time_zones import is_zone, kept_zone_choices, validate_time_zone, zone_choices


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
