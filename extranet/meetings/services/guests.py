"""Guests of one meeting, by name and until a moment."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Mandate, Person
from extranet.core.services.audit import record
from extranet.core.standing import READERS
from extranet.meetings.models import Meeting, MeetingGuest
from extranet.meetings.services.meetings import locked

# How long a guest can look things up once the meeting is over.
AFTERWARDS = datetime.timedelta(days=7)


def guests_until(meeting: Meeting) -> datetime.datetime:
    """Return until when a guest sees the meeting, unless somebody says otherwise."""
    return meeting.ends_at + AFTERWARDS


@transaction.atomic
def invite(*, meeting: Meeting, person: Person, by, until=None) -> MeetingGuest:
    """Invite somebody by name until a moment, by default a week after the end; return the guest.

    Who is invited already gets the new moment. Raises Refused where the meeting is cancelled,
    the moment is past, or the person reads the body's papers anyway.
    """
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("This meeting is cancelled."))
    until = until or guests_until(meeting)
    if until <= timezone.now():
        raise Refused(_("This moment is past: give a later one."), field="until")
    sits = Mandate.objects.in_force_at().filter(body=meeting.body_id, role__in=READERS)
    if sits.filter(person=person).exists():
        raise Refused(_("This person sits on the body and sees the meeting."), field="person")
    guest, _made = MeetingGuest.objects.update_or_create(
        meeting=meeting, person=person, defaults={"until": until, "invited_by": by}
    )
    record(
        "guest.invited",
        guest,
        actor=by,
        body=meeting.body,
        meeting=meeting.pk,
        person=person.pk,
        until=until.isoformat(),
    )
    return guest


@transaction.atomic
def uninvite(*, guest: MeetingGuest, by) -> None:
    """Take an invitation back: from now on the guest sees nothing. Twice does no harm."""
    record(
        "guest.removed",
        guest,
        actor=by,
        body=guest.meeting.body,
        meeting=guest.meeting_id,
        person=guest.person_id,
    )
    MeetingGuest.objects.filter(pk=guest.pk).delete()
