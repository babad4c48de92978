"""Who is told of a thing at a moment: pure functions over rights, asked when it happens.

Whether somebody may still be told is asked once more when the e-mail is put together: see checks.
"""

import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from cms.directory.models import Body, Mandate
from extranet.access import ENTITLED, READERS, Role, officers_of, readers_of, secretariat
from extranet.models import (
    Decision,
    Demand,
    FollowUp,
    Meeting,
    MeetingGuest,
    Minutes,
    Paper,
    Reply,
    Share,
)

Moment = datetime.datetime | None

# Whose reply to a convocation is waited for.
REPLYING = ENTITLED | {Role.REPRESENTATIVE}


def people(*persons: QuerySet) -> QuerySet:
    """Return the users who are one of the persons that the given lists of their accounts name."""
    named = Q(pk__in=())
    for users in persons:
        named |= Q(pk__in=users)
    return get_user_model().objects.filter(named, is_active=True)


def holders(body_id: int, roles, at: Moment = None) -> QuerySet:
    """Return the accounts of who has a mandate of these roles in force on a body."""
    mandates = Mandate.objects.in_force_at(at).filter(body=body_id, role__in=roles)
    return mandates.filter(person__user__isnull=False).values("person__user")


def invited(meeting_id: int, at: datetime.datetime) -> QuerySet:
    """Return the accounts of who is invited to a meeting by name."""
    guests = MeetingGuest.objects.filter(meeting=meeting_id, until__gt=at)
    return guests.filter(person__user__isnull=False).values("person__user")


def of_meeting(meeting: Meeting, at: datetime.datetime) -> QuerySet:
    """Return who sees a meeting: its body's readers, guests where it is open, guests by name."""
    roles = Role.values if meeting.open_to_guests else READERS
    return people(holders(meeting.body_id, roles, at), invited(meeting.pk, at))


def of_paper(paper: Paper, at: datetime.datetime) -> QuerySet:
    """Return who reads a paper; guests only where point and document are open to them."""
    meeting = paper.item.meeting
    open_to_guests = paper.version.document.open_to_guests and not paper.item.closed_to_guests
    if open_to_guests:
        return of_meeting(meeting, at)
    return readers_of(meeting.body, at)


def of_reply_reminder(meeting: Meeting, at: datetime.datetime) -> QuerySet:
    """Return who has not said whether they come to a meeting."""
    replied = Reply.objects.that_hold().filter(meeting=meeting).values("mandate")
    waited_for = (
        Mandate.objects.in_force_at(at)
        .filter(body=meeting.body_id, role__in=REPLYING, person__user__isnull=False)
        .exclude(pk__in=replied)
    )
    return people(waited_for.values("person__user"))


def of_minutes(minutes: Minutes, at: datetime.datetime) -> QuerySet:
    """Return who reads the minutes of a body."""
    return readers_of(minutes.meeting.body, at)


def of_decision(decision: Decision, at: datetime.datetime) -> QuerySet:
    """Return who reads a decision: its body's readers, guests where it is open to them."""
    roles = READERS if decision.closed_to_guests else Role.values
    return people(holders(decision.body_id, roles, at))


def of_follow_up(follow_up: FollowUp, at: datetime.datetime) -> QuerySet:
    """Return whose task it is."""
    return people([follow_up.owner.user_id])


def of_share(share: Share, at: datetime.datetime) -> QuerySet:
    """Return with whom a document is shared."""
    if share.body_id:
        return readers_of(share.body, at)
    return people([share.person.user_id])


def of_demand(demand: Demand, at: datetime.datetime) -> QuerySet:
    """Return who may see a demand, and so join it if their unit is on its roll."""
    return readers_of(demand.body, at)


def keepers(body: Body, at: datetime.datetime) -> QuerySet:
    """Return who convenes a body and answers for its seats: its officers and the secretariat."""
    return people(officers_of(body, at).values("pk"), secretariat().values("pk"))


def keepers_of_demand(demand: Demand, at: datetime.datetime) -> QuerySet:
    """Return whose duty it is to convene the meeting that was demanded."""
    return keepers(demand.body, at)


def of_mandate(mandate: Mandate, at: datetime.datetime) -> QuerySet:
    """Return whose mandate it is."""
    return people([mandate.person.user_id])


def keepers_of_mandate(mandate: Mandate, at: datetime.datetime) -> QuerySet:
    """Return who answers for the seat, without its holder, who is told as such."""
    return keepers(mandate.body, at).exclude(pk=mandate.person.user_id or 0)
