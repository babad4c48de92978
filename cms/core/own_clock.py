"""What the reader's own clock shows, beside a time that is typed by another one."""

import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cms.core.shown_times import day
from cms.core.time_zones import comes_twice, is_zone, moment_in, zone_label


def own_clock(field: str, *, zone: str, zone_field: str, moment) -> SafeString:
    """Return the element that says what `moment` is by the clock of the active zone.

    `field` is the id of what is typed, by the clock of `zone`, or of what the field with the id
    `zone_field` says. A script says it anew as one types. It is empty where both clocks agree.
    """
    own = str(timezone.get_current_timezone())
    if not is_zone(own) or (own == zone and not zone_field):
        return SafeString()
    same = gettext("= %(time)s your time (%(zone)s)")
    other = gettext("= %(day)s, %(time)s your time (%(zone)s)")
    names = {"zone": zone_label(own), "time": "{time}", "day": "{day}"}
    return format_html(
        ' <output class="own-clock" for="{}" data-own-clock="{}" data-zone="{}"'
        ' data-zone-field="{}" data-same-day="{}" data-other-day="{}" data-script="{}">{}</output>',
        field,
        own,
        zone,
        zone_field,
        same % names,
        other % names,
        static("cms/js/own-clock.js"),
        _said(moment, own, same, other),
    )


def moment_typed(value, zone: str, which: str = "") -> datetime.datetime | None:
    """Return the moment that `value` means by the clock of `zone`, where it is one.

    `value` is a moment, or what was typed; `which` says "0" or "1" where it comes twice.
    """
    if isinstance(value, datetime.datetime):
        return value if timezone.is_aware(value) else None
    if not value or not is_zone(zone):
        return None
    try:
        naive = datetime.datetime.fromisoformat(str(value).strip())
        local = moment_in(zone, naive.replace(tzinfo=None))
    except (ValueError, ValidationError, OverflowError):
        return None
    # Next to the ends of the calendar other clocks are beyond them.
    if not 1 < naive.year < 9999 or naive.tzinfo is not None:
        return None
    if comes_twice(local) and which not in ("0", "1"):
        return None
    return local.replace(fold=int(which == "1"))


def _said(moment: datetime.datetime | None, own: str, same: str, other: str) -> str:
    if moment is None:
        return ""
    here = moment.astimezone(zoneinfo.ZoneInfo(own))
    if here.utcoffset() == moment.utcoffset():
        return ""
    pattern = same if here.date() == moment.date() else other
    time = formats.date_format(here, "TIME_FORMAT")
    return pattern % {"day": day(here), "time": time, "zone": zone_label(own)}
