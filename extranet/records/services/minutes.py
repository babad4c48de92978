"""Minutes: drafted, sent round, corrected, approved at a later meeting, and then locked.

The database keeps revisions and approved minutes as they are; see extranet/records/kept.py.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.core.tabular.cells import has_controls
from cms.directory.querysets import site_day
from extranet.core.services import audit
from extranet.core.standing import standing_of
from extranet.meetings.models import Attendance, Meeting
from extranet.records import signals
from extranet.records.models import Correction, Minutes, MinutesRevision

# Characters of a revision: some 60 pages.
LONGEST = 200_000

State = Minutes.State


class EditedMeanwhile(Refused):
    """Somebody else wrote a revision since the text was opened; `latest` is what they wrote."""

    def __init__(self, latest: MinutesRevision):
        super().__init__(
            _("Somebody saved a revision while you were writing. Nothing of yours is lost."),
            field="text",
        )
        self.latest = latest


@transaction.atomic
def write(
    *, meeting: Meeting, text: str, language: str, base: int, by, summary: str = "", works_in=()
) -> MinutesRevision:
    """Add a revision to a meeting's minutes, beginning them where there are none; return it.

    `base` is the number of the revision that the writer started from, 0 for none: where there is a
    newer one, raise EditedMeanwhile and write nothing. `works_in` are the accepted corrections
    that this revision carries out. A text that is the same as before adds nothing.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("Write what happened."), field="text")
    if len(text) > LONGEST or has_controls(text):
        raise Refused(_("This text is too long, or holds characters no text has."), field="text")
    if meeting.state in (Meeting.State.DRAFT, Meeting.State.CANCELLED):
        raise Refused(_("Minutes are kept of meetings that are convened."))
    # Two who begin at the same time wait for each other here.
    Meeting.objects.select_for_update(no_key=True, of=("self",)).get(pk=meeting.pk)
    minutes, _made = Minutes.objects.select_for_update(no_key=True).get_or_create(
        meeting=meeting, defaults={"language": language}
    )
    _check_unlocked(minutes)
    latest = minutes.revisions.first()
    if latest is not None and latest.number != base:
        raise EditedMeanwhile(latest)
    if minutes.language != language:
        minutes.language = language
        minutes.save(update_fields=["language"])
    works_in = list(works_in)
    if latest is not None and latest.text == text and not works_in:
        return latest
    revision = MinutesRevision.objects.create(
        minutes=minutes, number=base + 1, text=text, summary=summary.strip(), written_by=by
    )
    for correction in works_in:
        _work_in(correction, revision)
    audit.record("minutes.written", minutes, actor=by, body=meeting.body, revision=revision.number)
    return revision


def _work_in(correction: Correction, revision: MinutesRevision) -> None:
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.minutes_id != revision.minutes_id or not is_to_be_worked_in(correction):
        raise Refused(_("This correction is not one to be worked in."), field="works_in")
    correction.worked_in = revision
    correction.save(update_fields=["worked_in"])


def is_to_be_worked_in(correction: Correction) -> bool:
    """Return whether a correction is accepted and no revision carries it out yet."""
    return correction.state == Correction.State.ACCEPTED and correction.worked_in_id is None


@transaction.atomic
def circulate(*, minutes: Minutes, corrections_until: datetime.date, by) -> Minutes:
    """Send the minutes round the body, or ask for corrections until another day; return them."""
    minutes = _hold(minutes)
    _check_unlocked(minutes)
    latest = minutes.revisions.first()
    if latest is None:
        raise Refused(_("There is no text yet."))
    if minutes.meeting.ends_at > timezone.now():
        raise Refused(_("The meeting is not over yet."))
    if corrections_until < site_day():
        raise Refused(_("That day has passed."), field="corrections_until")
    minutes.state = State.CIRCULATED
    if minutes.circulated_from is None:
        minutes.circulated_from = latest.number
    minutes.circulated_at = timezone.now()
    minutes.corrections_until = corrections_until
    minutes.save()
    audit.record(
        "minutes.circulated",
        minutes,
        actor=by,
        body=minutes.meeting.body,
        revision=latest.number,
        until=corrections_until.isoformat(),
    )
    signals.minutes_circulated.send(sender=Minutes, minutes=minutes, by=by)
    return minutes


def may_correct(minutes: Minutes, who) -> bool:
    """Return whether a user (or Standing) may ask for corrections: who sees the minutes and
    belongs to those who read what the body reads, or was there."""
    standing = standing_of(who)
    person = getattr(standing.user, "person", None)
    if person is None or not Minutes.objects.visible_to(standing).filter(pk=minutes.pk).exists():
        return False
    return (
        standing.may_read(minutes.meeting.body_id)
        or Attendance.objects.filter(meeting=minutes.meeting_id, person=person).exists()
    )


@transaction.atomic
def correct(*, minutes: Minutes, text: str, by, passage: str = "") -> Correction:
    """Ask for something to be put right; return the request. Raise Refused where it is too late."""
    minutes = _hold(minutes)
    if not may_correct(minutes, by):
        raise Refused(_("Corrections are for who was there or reads what the body reads."))
    if minutes.state != State.CIRCULATED:
        raise Refused(_("These minutes are not out for corrections."))
    if not minutes.takes_corrections():
        raise Refused(_("The time for corrections is over."))
    if not text.strip():
        raise Refused(_("Write what it should say."), field="text")
    correction = Correction.objects.create(
        minutes=minutes,
        revision=minutes.revisions.first(),
        person=by.person,
        passage=passage.strip(),
        text=text.strip(),
    )
    audit.record(
        "correction.asked", correction, actor=by, body=minutes.meeting.body, minutes=minutes.pk
    )
    return correction


@transaction.atomic
def settle(*, correction: Correction, accepted: bool, by, answer: str = "") -> Correction:
    """Accept a correction, or decline it with an answer; return it. It is settled once."""
    minutes = _hold(correction.minutes)
    _check_unlocked(minutes)
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.state != Correction.State.OPEN:
        raise Refused(_("This correction is settled already."))
    if not accepted and not answer.strip():
        raise Refused(_("Say why it is declined: who asked will read it."), field="answer")
    correction.state = Correction.State.ACCEPTED if accepted else Correction.State.DECLINED
    correction.answer = answer.strip()
    correction.settled_by, correction.settled_at = by, timezone.now()
    correction.save()
    audit.record(
        "correction.accepted" if accepted else "correction.declined",
        correction,
        actor=by,
        body=minutes.meeting.body,
        minutes=minutes.pk,
    )
    return correction


def approving_meetings(minutes: Minutes):
    """Return the meetings that can have approved minutes: later ones of the body, begun."""
    return Meeting.objects.filter(
        body=minutes.meeting.body_id,
        state__in=(Meeting.State.CONVENED, Meeting.State.HELD),
        starts_at__gte=minutes.meeting.ends_at,
        starts_at__lte=timezone.now(),
    ).order_by("starts_at")


@transaction.atomic
def approve(*, minutes: Minutes, at: Meeting, by) -> Minutes:
    """Record that the meeting `at` approved the minutes, and lock them for good; return them."""
    minutes = _hold(minutes)
    _check_unlocked(minutes)
    if minutes.state != State.CIRCULATED:
        raise Refused(_("Minutes are sent round before they are approved."))
    if not approving_meetings(minutes).filter(pk=at.pk).exists():
        raise Refused(
            _("Minutes are approved at a later meeting of the same body that has begun."),
            field="at",
        )
    corrections = minutes.corrections
    if corrections.filter(state=Correction.State.OPEN).exists():
        raise Refused(_("Some corrections are not settled yet."))
    if corrections.filter(state=Correction.State.ACCEPTED, worked_in__isnull=True).exists():
        raise Refused(_("Some accepted corrections are not worked in yet."))
    minutes.state, minutes.approved_at, minutes.locked_at = State.APPROVED, at, timezone.now()
    minutes.save()
    audit.record(
        "minutes.approved",
        minutes,
        actor=by,
        body=minutes.meeting.body,
        meeting=at.pk,
        revision=minutes.revisions.first().number,
    )
    signals.minutes_approved.send(sender=Minutes, minutes=minutes, by=by)
    return minutes


def _hold(minutes: Minutes) -> Minutes:
    """Return the minutes as they stand, nobody else's until the transaction ends."""
    rows = Minutes.objects.select_related("meeting__body")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=minutes.pk)


def _check_unlocked(minutes: Minutes) -> None:
    if minutes.is_locked:
        raise Refused(_("These minutes are approved: nothing of them can change any more."))
