"""Live sessions as iCalendar data (RFC 5545).

A calendar is copied to phones and to the servers of others: it says when one is to be free and
where to read more; title, place and the link to join stay in the academy.
"""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from academy.learning.models import LiveSession
from cms.core.labels import default_language


def single(session: LiveSession, user) -> bytes:
    """Return a calendar that holds one session, in the language of `user`, who may see it."""
    with override(user.language or default_language()):
        cal = Calendar()
        cal.add("prodid", "-//Alliance//Academy//EN")
        cal.add("version", "2.0")
        cal.add("method", "CANCEL" if session.cancelled_at else "PUBLISH")
        cal.add_component(_event(session))
        cal.add_missing_timezones()
        return cal.to_ical()


def _event(session: LiveSession) -> Event:
    row, zone = Event(), ZoneInfo(session.cohort.time_zone)
    address = settings.BASE_URL + session.get_absolute_url()
    row.add("uid", f"{session.uid}@{urlsplit(settings.BASE_URL).hostname}")
    row.add("dtstamp", session.changed_at)
    row.add("last-modified", session.changed_at)
    row.add("sequence", session.sequence)
    row.add("dtstart", session.starts_at.astimezone(zone))
    row.add("dtend", session.ends_at.astimezone(zone))
    row.add("summary", _("Live session of the academy"))
    row.add("description", _("All about it is in the academy: %(address)s") % {"address": address})
    row.add("url", address)
    row.add("class", "PRIVATE")
    row.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    return row
