"""Live sessions as calendar files.

A calendar is copied to phones and to the servers of others: it says when one is to be free and
where to read more; title, place and the link to join stay in the academy.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Event

from academy.learning.models import LiveSession
from cms.core import calendars
from cms.core.labels import default_language


def single(session: LiveSession, user) -> bytes:
    """Return a calendar that holds one session, in the language of `user`, who may see it."""
    with override(user.language or default_language()):
        return calendars.single(_event(session), room="Academy")


def _event(session: LiveSession) -> Event:
    address = settings.BASE_URL + session.get_absolute_url()
    return calendars.event(
        key=session.uid,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.cohort.time_zone,
        changed_at=session.changed_at,
        sequence=session.sequence,
        cancelled=session.cancelled_at is not None,
        summary=_("Live session of the academy"),
        description=_("All about it is in the academy: %(address)s") % {"address": address},
        address=address,
        private=True,
    )
