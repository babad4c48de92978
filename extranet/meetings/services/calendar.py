"""Meetings as calendars, and the secret addresses at which people fetch theirs.

A calendar is copied to phones and to the servers of others: it says when one is to be free and
where to read more, and nothing of what is confidential.
"""

import datetime
import hashlib
import secrets

from django.db import transaction
from django.db.models import CharField, DateTimeField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Event

from cms.accounts import second_factor
from cms.accounts.models import User
from cms.core import calendars
from cms.core.labels import default_language
from extranet.core.models import AuditEntry
from extranet.core.services import audit
from extranet.core.standing import standing_of
from extranet.meetings.models import CalendarToken, Meeting
from extranet.notices.kinds import absolute

ROOM = "Extranet"
# How long what is over stays in the feed.
KEPT = datetime.timedelta(days=366)
# How exactly it is remembered when an address was last used.
USED_EVERY = datetime.timedelta(hours=1)


def single(meeting: Meeting, user: User) -> bytes:
    """Return a calendar that holds one meeting, in the language of `user`, who may see it."""
    with override(user.language or default_language()):
        row = with_changes(Meeting.objects.filter(pk=meeting.pk)).get()
        return calendars.single(_event(row), room=ROOM)


def feed(user: User) -> bytes:
    """Return the calendar of all meetings that `user` may see at this moment.

    Those being prepared are left out, and those that were over a year ago.
    """
    now = timezone.now()
    meetings = (
        Meeting.objects.visible_to(standing_of(user, now))
        .filter(convened_at__isnull=False, ends_at__gte=now - KEPT)
        .order_by("starts_at", "pk")
    )
    with override(user.language or default_language()):
        rows = (_event(meeting) for meeting in with_changes(meetings))
        return calendars.feed(rows, room=ROOM, name=_("Extranet: meetings"))


def with_changes(meetings):
    """Return the rows with `changed_at`: when something was last done to each."""
    entries = AuditEntry.objects.filter(
        kind=Meeting._meta.model_name, key=Cast(OuterRef("pk"), CharField(max_length=40))
    ).order_by("-at")
    changed = Coalesce(
        Subquery(entries.values("at")[:1]),
        "convened_at",
        "created_at",
        output_field=DateTimeField(),
    )
    return meetings.annotate(changed_at=changed)


def _event(meeting: Meeting) -> Event:
    address = absolute(meeting.get_absolute_url())
    return calendars.event(
        key=meeting.uid,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.time_zone,
        changed_at=getattr(meeting, "changed_at", None)
        or meeting.convened_at
        or meeting.created_at,
        sequence=meeting.sequence,
        cancelled=meeting.state == Meeting.State.CANCELLED,
        summary=_("Meeting of a body"),
        description=_("All about it is in the extranet: %(address)s") % {"address": address},
        address=address,
        private=True,
    )


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_address(*, user: User) -> str:
    """Return a new secret for the address of the user's calendar; the one before ends with it.

    It can be read here and never again.
    """
    token = secrets.token_urlsafe(32)
    row, _made = CalendarToken.objects.update_or_create(
        user=user,
        defaults={"digest": digest_of(token), "made_at": timezone.now(), "used_at": None},
    )
    audit.record("calendar.address_made", row, actor=user)
    return token


@transaction.atomic
def revoke_address(*, user: User) -> None:
    """End the address of the user's calendar, if there is one."""
    for row in CalendarToken.objects.select_for_update().filter(user=user):
        audit.record("calendar.address_revoked", row, actor=user)
        row.delete()


def user_of(token: str) -> User | None:
    """Return whose calendar a secret opens: nobody's where it is wrong or ended, where the account
    is closed, or where a second factor is required of the user and not set up.
    """
    row = CalendarToken.objects.select_related("user").filter(digest=digest_of(token)).first()
    if row is None or not row.user.is_active:
        return None
    if second_factor.is_required(row.user) and not second_factor.has_factor(row.user):
        return None
    now = timezone.now()
    CalendarToken.objects.filter(
        Q(used_at__isnull=True) | Q(used_at__lt=now - USED_EVERY), pk=row.pk
    ).update(used_at=now)
    return row.user
