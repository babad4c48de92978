"""Convening a meeting: with the notice that its body's rule asks, once."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.errors import Refused
from cms.directory.models import BodyRule
from cms.directory.rules import rule
from extranet.core.services.audit import record
from extranet.meetings.models import Meeting
from extranet.meetings.signals import meeting_convened


@dataclass(frozen=True)
class Notice:
    """The notice that a meeting gives, in days, and what the rule of its body asks."""

    given: int
    needed: int = 0
    refuses: bool = False
    article: str = ""

    @property
    def is_short(self) -> bool:
        """Whether it is less than the rule asks."""
        return self.given < self.needed

    @property
    def problem(self) -> str:
        """What is wrong with it, in words; nothing where it is long enough."""
        if not self.is_short:
            return ""
        asked = ngettext(
            "The rule of this body asks for %(needed)d day of notice",
            "The rule of this body asks for %(needed)d days of notice",
            self.needed,
        ) % {"needed": self.needed}
        given = ngettext(
            "this would be %(given)d day.", "this would be %(given)d days.", self.given
        ) % {"given": self.given}
        return _("%(asked)s; %(given)s") % {"asked": asked, "given": given}


def days_between(at: datetime.datetime, starts_at: datetime.datetime, zone: ZoneInfo) -> int:
    """Return the calendar days from the day of `at` to the day of `starts_at`, both in `zone`.

    The day of the convocation is not counted, the day of the meeting is: a meeting convened on
    the 1st for the 22nd has 21 days of notice, whatever the hours.
    """
    return (timezone.localdate(starts_at, zone) - timezone.localdate(at, zone)).days


def notice_of(meeting: Meeting, at: datetime.datetime | None = None) -> Notice:
    """Return the notice that convening `meeting` at a moment, by default now, would give.

    The rule is the same for ordinary, extraordinary and electing meetings. One query.
    """
    days = days_between(at or timezone.now(), meeting.starts_at, meeting.zone)
    asked = rule(meeting.body, BodyRule.Kind.NOTICE)
    if asked is None:
        return Notice(given=max(days, 0))
    return Notice(
        given=max(days, 0),
        needed=asked.value,
        refuses=asked.consequence == BodyRule.Consequence.REFUSE,
        article=asked.article,
    )


def papers_due(meeting: Meeting) -> datetime.date | None:
    """Return the last day on which a paper is tabled in good time, or None without a rule."""
    asked = rule(meeting.body, BodyRule.Kind.NOTICE)
    return meeting.local_start.date() - datetime.timedelta(days=asked.value) if asked else None


def check_notice(notice: Notice, reason: str) -> None:
    """Raise Refused where the notice is too short, and the rule refuses or no reason is given."""
    if notice.is_short and notice.refuses:
        raise Refused(notice.problem, field="starts", article=notice.article)
    if notice.is_short and not reason.strip():
        raise Refused(
            notice.problem + " " + _("Say why it cannot wait."),
            field="short_notice_reason",
            article=notice.article,
        )


def obstacles(meeting: Meeting, at: datetime.datetime | None = None) -> list[str]:
    """Return what must be put right before the meeting can be convened, in words."""
    now = at or timezone.now()
    found = []
    if meeting.starts_at <= now:
        found.append(_("It would begin in the past: change its time first."))
    if not meeting.items.exists():
        found.append(_("The agenda has no point yet: add at least one."))
    if meeting.reply_by and meeting.reply_by < timezone.localdate(now, meeting.zone):
        found.append(_("The last day for replies is over: give another one."))
    return found


@transaction.atomic
def convene(*, meeting: Meeting, by, short_notice_reason: str = "") -> Meeting:
    """Convene a meeting that is being prepared, and tell everybody of it; return it.

    Raises Refused where it is convened, held or cancelled already, has no agenda, begins in the
    past, or gives less notice than its body's rule asks: with the article where the rule
    refuses, and unless a reason is given where it only flags.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state != Meeting.State.DRAFT:
        raise Refused(_("This meeting is not being prepared any more: nothing was sent."))
    now = timezone.now()
    for obstacle in obstacles(meeting, now):
        raise Refused(obstacle)
    notice = notice_of(meeting, now)
    check_notice(notice, short_notice_reason)
    meeting.state = Meeting.State.CONVENED
    meeting.convened_at = now
    meeting.short_notice_reason = short_notice_reason.strip() if notice.is_short else ""
    # The condition holds where rows cannot be locked, too: who comes second changes nothing.
    first = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.DRAFT).update(
        state=meeting.state,
        convened_at=meeting.convened_at,
        short_notice_reason=meeting.short_notice_reason,
    )
    if not first:
        raise Refused(_("This meeting is not being prepared any more: nothing was sent."))
    record(
        "meeting.convened",
        meeting,
        actor=by,
        body=meeting.body,
        notice=notice.given,
        needed=notice.needed,
        reason=meeting.short_notice_reason,
    )
    meeting_convened.send(sender=Meeting, meeting=meeting, by=by)
    return meeting
