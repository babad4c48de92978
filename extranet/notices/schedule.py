"""When somebody wants to hear of things, where they live."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from cms.core.time_zones import is_zone

# The hour of the daily e-mail: before the day's work, in the reader's time zone.
MORNING = datetime.time(7)
DAY = datetime.timedelta(days=1)


def zone_of(user) -> datetime.tzinfo:
    """Return the time zone of a user, or the site's where none is known."""
    if is_zone(user.time_zone):
        return ZoneInfo(user.time_zone)
    return timezone.get_default_timezone()


def next_morning(user, now: datetime.datetime) -> datetime.datetime:
    """Return the next moment after `now` at which the user's daily e-mail goes out."""
    zone = zone_of(user)
    local = now.astimezone(zone)
    morning = datetime.datetime.combine(local.date(), MORNING, zone)
    if morning <= local:
        morning = datetime.datetime.combine(local.date() + DAY, MORNING, zone)
    return morning.astimezone(datetime.UTC)
