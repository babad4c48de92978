"""What meetings tell by e-mail: convocations, changes, papers, and replies that are awaited."""

import datetime
from operator import attrgetter

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.core.standing import ENTITLED, READERS, Role, Standing, readers_of
from extranet.meetings import signals
from extranet.meetings.models import Meeting, MeetingGuest, Paper, Reply
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import QUIET, Kind, register
from extranet.notices.recipients import holders, people, visible
from extranet.notices.services.notices import tell
from extranet.notices.services.reminders import Reminder
from extranet.notices.services.reminders import register as register_reminder

# Whose reply to a convocation is waited for.
REPLYING = ENTITLED | {Role.REPRESENTATIVE}
SOON = datetime.timedelta(days=2)
REPLY_AHEAD = datetime.timedelta(days=3)
_MEETING = _("Open the meeting")


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


def convened(standing: Standing, meeting: Meeting) -> bool:
    """Return whether a meeting still comes, and may be seen."""
    coming = meeting.state == Meeting.State.CONVENED and meeting.ends_at > standing.moment
    return coming and visible(standing, meeting)


def cancelled(standing: Standing, meeting: Meeting) -> bool:
    """Return whether a meeting that may be seen is still called off."""
    return meeting.state == Meeting.State.CANCELLED and visible(standing, meeting)


def tabled(standing: Standing, paper: Paper) -> bool:
    """Return whether a paper may be read, at a meeting that is not called off."""
    meeting = paper.item.meeting
    guest = not standing.may_read(meeting.body_id)
    return (
        meeting.state != Meeting.State.CANCELLED
        and meeting.convened_at is not None
        and not (guest and paper.item.closed_to_guests)
        and visible(standing, meeting)
        and visible(standing, paper.version.document)
    )


def reply_missing(standing: Standing, meeting: Meeting) -> bool:
    """Return whether a reply can still be given and has not been."""
    if meeting.reply_by is None or site_day(standing.moment) > meeting.reply_by:
        return False
    own = [row.pk for row in standing.mandates_on(meeting.body_id) if row.role in REPLYING]
    replied = meeting.replies.that_hold().filter(mandate__in=own).count()
    return len(own) > replied and convened(standing, meeting)


def starts_soon(meeting: Meeting, now: datetime.datetime) -> bool:
    """Return whether a meeting begins so soon that it is told of at once, whatever the rhythm."""
    return meeting.starts_at - now < SOON


def not_convened(meeting: Meeting) -> bool:
    """Return whether only its officers know of a meeting yet."""
    return meeting.convened_at is None


register(
    10,
    Kind(
        "convocation",
        Meeting,
        label=_("a meeting is convened"),
        subject=_("Extranet: a meeting is convened"),
        sentence=_("A meeting of one of your bodies has been convened."),
        link=_MEETING,
        page=("extranet:meeting", "pk"),
        told=of_meeting,
        due=convened,
        deadline="reply_by",
        by=_("Please reply by %(date)s."),
        declinable=False,
        urgent=starts_soon,
    ),
    Kind(
        "change",
        Meeting,
        label=_("a meeting is changed"),
        subject=_("Extranet: a meeting has been changed"),
        sentence=_("A meeting of one of your bodies has been changed. Please look at it."),
        link=_MEETING,
        page=("extranet:meeting", "pk"),
        told=of_meeting,
        due=convened,
        declinable=False,
        urgent=starts_soon,
        mark=attrgetter("sequence"),
    ),
    Kind(
        "cancellation",
        Meeting,
        label=_("a meeting is cancelled"),
        subject=_("Extranet: a meeting is cancelled"),
        sentence=_("A meeting of one of your bodies has been cancelled."),
        link=_MEETING,
        page=("extranet:meeting", "pk"),
        told=of_meeting,
        due=cancelled,
        declinable=False,
        urgent=starts_soon,
    ),
    Kind(
        "reply_reminder",
        Meeting,
        label=_("a reminder to reply to a convocation"),
        subject=_("Extranet: your reply is awaited"),
        sentence=_("You have not said yet whether you take part in a meeting."),
        link=_MEETING,
        page=("extranet:meeting", "pk"),
        told=of_reply_reminder,
        due=reply_missing,
        deadline="reply_by",
        by=_("Please reply by %(date)s."),
        ahead=True,
        mark=attrgetter("reply_by"),
    ),
    Kind(
        "paper",
        Paper,
        label=_("papers are tabled for a meeting"),
        subject=_("Extranet: papers for a meeting"),
        sentence=ngettext_lazy(
            "A paper has been tabled for a meeting of one of your bodies.",
            "%(count)s papers have been tabled for a meeting of one of your bodies.",
            "count",
        ),
        link=_MEETING,
        page=("extranet:meeting", "item.meeting_id"),
        together=True,
        told=of_paper,
        due=tabled,
        gathers=QUIET,
        related=("item__meeting__body", "version__document__folder"),
    ),
)

announce_on(signals.meeting_convened, "convocation", "meeting", unless=not_convened)
announce_on(signals.meeting_changed, "change", "meeting", unless=not_convened)
announce_on(signals.meeting_cancelled, "cancellation", "meeting", unless=not_convened)
announce_on(
    signals.paper_tabled, "paper", "paper", unless=lambda paper: not_convened(paper.item.meeting)
)


@receiver(post_save, sender=MeetingGuest, dispatch_uid="extranet tell_guest")
def tell_guest(sender, instance: MeetingGuest, created: bool, raw: bool = False, **_kwargs) -> None:
    """Convene somebody who is invited by name after the others were."""
    meeting = instance.meeting
    coming = meeting.state == Meeting.State.CONVENED and meeting.ends_at > timezone.now()
    if created and not raw and coming and instance.person.user_id:
        tell(people([instance.person.user_id]), "convocation", meeting, by=instance.invited_by)


@register_reminder
def replies_awaited(today: datetime.date):
    """Yield the coming meetings to which one can reply for a few days only."""
    meetings = Meeting.objects.filter(
        state=Meeting.State.CONVENED,
        starts_at__gt=timezone.now(),
        reply_by__range=(today, today + REPLY_AHEAD),
    )
    for meeting in meetings:
        yield Reminder("reply_reminder", meeting)
