"""What the page that compares two versions shows."""

from django import template
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from home import comparison

register = template.Library()
register.filter("side_by_side", comparison.side_by_side)


@register.filter
def version_heading(heading: str) -> str:
    """Return the day and hour of a version as its reader writes them; a word as it is."""
    moment = parse_datetime(str(heading))
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else str(heading)
