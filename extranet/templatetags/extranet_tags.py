"""What the extranet's shell and pages need."""

import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

from cms.directory.models import BodyRule
from extranet import menu
from extranet.rule_words import words_of

register = template.Library()


@register.simple_tag
def extranet_menu() -> list[dict]:
    """Return the entries of the extranet's menu in the active language."""
    return menu.entries()


@register.filter
def is_elsewhere(meeting) -> bool:
    """Return whether clocks show another time where the meeting is than where its reader is."""
    there = timezone.localtime(meeting.starts_at, ZoneInfo(meeting.time_zone))
    return there.utcoffset() != timezone.localtime(meeting.starts_at).utcoffset()


@register.filter
def is_over(day: datetime.date) -> bool:
    """Return whether a day has passed, where the reader is."""
    return day < timezone.localdate()


@register.filter
def rule_words(rule: BodyRule) -> str:
    """Return a rule of a body as a sentence."""
    return words_of(rule)
