"""The time zones that people choose from, and whether a name is one."""

import datetime
import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Names of groups of zones that are no places.
_NO_PLACES = ("Etc/", "SystemV/", "US/")


@cache
def known_zones() -> frozenset[str]:
    """Return every name of the IANA data base; read once, for it lies in hundreds of files."""
    return frozenset(zoneinfo.available_timezones())


def is_zone(name: str) -> bool:
    """Return whether `name` is a zone of the IANA data base."""
    return name in known_zones()


@cache
def kept_zone_choices() -> list[tuple[str, str]]:
    """Return every zone that may have been chosen before, by name: a form must not lose it."""
    names = sorted(name for name in known_zones() if "/" in name)
    return [(name, zone_label(name)) for name in [*names, "UTC"]]


@cache
def zone_choices() -> list[tuple[str, str]]:
    """Return the zones that are places, and UTC, by name."""
    return [choice for choice in kept_zone_choices() if not choice[0].startswith(_NO_PLACES)]


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a zone of the IANA data base."""
    if not is_zone(name):
        raise ValidationError(_("There is no time zone of this name."))


def zone_label(name: str) -> str:
    """Return the name of a zone as people read it."""
    return name.replace("_", " ")


def moment_in(zone: str, naive: datetime.datetime) -> datetime.datetime:
    """Return what a clock in `zone` shows as a moment; ValidationError where it never shows it.

    Where it shows it twice, `fold` says which is meant.
    """
    moment = naive.replace(tzinfo=zoneinfo.ZoneInfo(zone))
    back = moment.astimezone(datetime.UTC).astimezone(moment.tzinfo)
    if back.replace(tzinfo=None) != naive:
        raise ValidationError(
            _("Clocks in %(zone)s are put forward then and never show this time."),
            code="never",
            params={"zone": zone_label(zone)},
        )
    return moment


def comes_twice(moment: datetime.datetime) -> bool:
    """Return whether clocks in the moment's zone show that day and time twice."""
    first, second = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first > second


def whole_days(
    starts: datetime.datetime, ends: datetime.datetime | None, zone: datetime.tzinfo
) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of what lasts whole days by the clock of `zone`, else None.

    It begins with a day, which where clocks are put forward at midnight is at one, and ends with
    the last minute of a day or with the beginning of the next.
    """
    if ends is None or starts != day_begins(starts, zone):
        return None
    first = starts.astimezone(zone).date()
    last = (ends - datetime.timedelta(seconds=1)).astimezone(zone)
    next_day = day_begins(last + datetime.timedelta(days=1), zone)
    left = next_day - ends.astimezone(datetime.UTC)
    if last.date() < first or left > datetime.timedelta(minutes=1):
        return None
    return first, last.date()


def day_begins(moment: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """Return when the day of a moment begins by the clock of `zone`, in UTC."""
    day = moment.astimezone(zone).date()
    return datetime.datetime.combine(day, datetime.time(), zone).astimezone(datetime.UTC)
