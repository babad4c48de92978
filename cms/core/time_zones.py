"""The time zones that people choose from, and whether a name is one."""

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
def zone_choices() -> list[tuple[str, str]]:
    """Return the zones that are places, and UTC, by name."""
    places = (n for n in known_zones() if "/" in n and not n.startswith(_NO_PLACES))
    return [(name, name.replace("_", " ")) for name in [*sorted(places), "UTC"]]


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a zone of the IANA data base."""
    if not is_zone(name):
        raise ValidationError(_("There is no time zone of this name."))
