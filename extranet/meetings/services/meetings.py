"""Preparing, changing, cancelling meetings, and how many a body still owes."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.core.models import ENDS_TOO_EARLY
from cms.directory.models import Body, BodyRule
from extranet.core.services.audit import record
from extranet.meetings.models import Meeting, MeetingGuest, Paper
from extranet.meetings.services.convening import check_notice, days_between, notice_of, papers_due
from extranet.meetings.signals import meeting_cancelled, meeting_changed

State = Meeting.State
# What calendars show: a change of it is told to everybody.
APPOINTMENT = ("starts_at", "ends_at", "time_zone", "venue", "online_url")
FIELDS = ("kind", "titles", "notes", *APPOINTMENT, "reply_by", "open_to_guests")


def locked(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, kept from others until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def require_prepared(meeting: Meeting) -> None:
    """Raise Refused unless the meeting is still ahead: not held, not cancelled."""
    if not meeting.is_prepared:
        raise Refused(_("This meeting was held or cancelled: it cannot be changed any more."))


def _check(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise Refused(ENDS_TOO_EARLY, field="ends")
    if meeting.reply_by and meeting.reply_by > meeting.local_start.date():
        raise Refused(_("Replies come before the meeting begins."), field="reply_by")


@transaction.atomic
def create(*, body: Body, by, **fields) -> Meeting:
    """Begin to prepare a meeting, `fields` being those of FIELDS; return it.

    Raises Refused where it would end before it starts, or replies could come after that.
    """
    meeting = Meeting(body=body, created_by=by, **fields)
    _check(meeting)
    meeting.save()
    record("meeting.created", meeting, actor=by, body=body)
    return meeting


@transaction.atomic
def change(*, meeting: Meeting, by, short_notice_reason: str = "", **fields) -> Meeting:
    """Change what is known of a meeting, `fields` being those of FIELDS; return it.

    Once it is convened, another time or place is counted for calendars and told to everybody;
    bringing it forward to an earlier day needs the notice of the body's rule anew, from today.
    Raises Refused where it is over, or as `create` and `convene` do.
    """
    meeting = locked(meeting)
    require_prepared(meeting)
    before = {name: getattr(meeting, name) for name in FIELDS}
    old_start, old_day, old_end = meeting.starts_at, meeting.local_start.date(), meeting.ends_at
    for name, value in fields.items():
        setattr(meeting, name, value)
    changes = {
        name: (before[name], getattr(meeting, name))
        for name in FIELDS
        if getattr(meeting, name) != before[name]
    }
    if not changes:
        return meeting
    _check(meeting)
    announced = [name for name in APPOINTMENT if name in changes]
    convened = meeting.state == State.CONVENED
    if convened and meeting.starts_at != old_start:
        if meeting.starts_at <= timezone.now():
            raise Refused(_("A convened meeting cannot be moved into the past."), field="starts")
        if meeting.local_start.date() < old_day:
            check_notice(notice_of(meeting), short_notice_reason)
            meeting.short_notice_reason = short_notice_reason.strip()
    if convened and announced:
        meeting.sequence += 1
    meeting.save()
    if "starts_at" in changes or "time_zone" in changes:
        _judge_papers(meeting)
    if "ends_at" in changes:
        _move_guests(meeting, old_end)
    record("meeting.changed", meeting, actor=by, body=meeting.body, fields=sorted(changes))
    if convened and announced:
        meeting_changed.send(
            sender=Meeting,
            meeting=meeting,
            by=by,
            changes={name: changes[name] for name in announced},
        )
    return meeting


def _judge_papers(meeting: Meeting) -> None:
    """Mark the papers anew: what is late depends on the day of the meeting."""
    due = papers_due(meeting)
    papers = Paper.objects.filter(item__meeting=meeting)
    if due is None:
        return
    over = datetime.datetime.combine(
        due + datetime.timedelta(days=1), datetime.time(), tzinfo=meeting.zone
    )
    papers.filter(tabled_at__gte=over).update(late=True)
    papers.filter(tabled_at__lt=over).update(late=False)


def _move_guests(meeting: Meeting, old_end: datetime.datetime) -> None:
    """Let guests go with the meeting, whose access ended a while after it."""
    MeetingGuest.objects.filter(meeting=meeting, until__gt=old_end).update(
        until=F("until") + (meeting.ends_at - old_end)
    )


@transaction.atomic
def cancel(*, meeting: Meeting, by, reason: str) -> Meeting:
    """Cancel a meeting that was not held, and tell those who were convened; return it.

    Raises Refused without a reason, or where it is over already.
    """
    meeting = locked(meeting)
    if meeting.state == State.CANCELLED:
        raise Refused(_("This meeting is cancelled already."))
    require_prepared(meeting)
    if not reason.strip():
        raise Refused(_("Say why: everybody who was convened will read it."), field="reason")
    convened = meeting.state == State.CONVENED
    meeting.state = State.CANCELLED
    meeting.cancellation_reason = reason.strip()
    meeting.sequence += 1
    meeting.save(update_fields=["state", "cancellation_reason", "sequence"])
    record("meeting.cancelled", meeting, actor=by, body=meeting.body, reason=reason.strip())
    if convened:
        meeting_cancelled.send(sender=Meeting, meeting=meeting, by=by)
    return meeting


@transaction.atomic
def mark_held(*, meeting: Meeting, by) -> Meeting:
    """Say that a convened meeting took place; return it. Raises Refused before it begins."""
    meeting = locked(meeting)
    if meeting.state == State.HELD:
        return meeting
    if meeting.state != State.CONVENED:
        raise Refused(_("Only a meeting that was convened can have been held."))
    if meeting.starts_at > timezone.now():
        raise Refused(_("This meeting has not begun yet."))
    meeting.state = State.HELD
    meeting.save(update_fields=["state"])
    record("meeting.held", meeting, actor=by, body=meeting.body)
    return meeting


def meetings_owed(body: Body, year: int) -> int:
    """Return how many more meetings the rule of `body` asks for in a year; 0 without a rule."""
    return owed_by([body], year).get(body.pk, 0)


def owed_by(bodies: Iterable, year: int) -> dict[int, int]:
    """Return what `meetings_owed` says for several bodies, by id; two queries.

    Meetings convened or held count in the year, in the site's time zone, in which they begin.
    """
    rules = dict(
        BodyRule.objects.filter(body__in=bodies, kind=BodyRule.Kind.MEETINGS).values_list(
            "body", "value"
        )
    )
    if not rules:
        return {}
    zone = timezone.get_default_timezone()
    counted = Meeting.objects.filter(
        body__in=rules,
        state__in=[State.CONVENED, State.HELD],
        starts_at__gte=datetime.datetime(year, 1, 1, tzinfo=zone),
        starts_at__lt=datetime.datetime(year + 1, 1, 1, tzinfo=zone),
    )
    met = dict(counted.order_by().values_list("body").annotate(Count("pk")))
    return {body: max(0, asked - met.get(body, 0)) for body, asked in rules.items()}


def days_until(meeting: Meeting) -> int:
    """Return the calendar days from today to the meeting, in the zone of its place."""
    return days_between(timezone.now(), meeting.starts_at, meeting.zone)
