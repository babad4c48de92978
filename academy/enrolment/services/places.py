"""What becomes of a place: confirmed, declined, lapsed, given back, taken; and the course's end."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core.models import Cohort, Enrolment
from academy.enrolment.services import seating
from academy.enrolment.services.transitions import (
    change,
    fresh,
    hold,
    record,
    too_late,
    write_to,
)
from academy.enrolment.telling import state_as_told
from cms.core.errors import Refused
from cms.directory.querysets import site_day

State = Enrolment.State

# So long before an offer ends one is reminded of it.
REMIND = datetime.timedelta(days=2)


@transaction.atomic
def confirm(*, enrolment: Enrolment, by) -> Enrolment:
    """Take the place that is offered; who does after the start takes part at once. Raise Refused
    where it is not `by` whom it was offered, or the offer has ended."""
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    row = _own(enrolment, cohort, by)
    if row.state == State.LAPSED:
        raise Refused(_("The time to confirm this place is over."))
    if cohort.is_over():
        raise Refused(_("This cohort is over."))
    change(row, State.CONFIRMED, action="confirmed", by=by)
    write_to(row, "confirmed")
    if cohort.has_started():
        change(row, State.ACTIVE, action="started")
    return row


@transaction.atomic
def decline_offer(*, enrolment: Enrolment, by) -> Enrolment:
    """Decline the place that is offered; it is offered to the next. Raise Refused as `confirm`."""
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    row = _own(enrolment, cohort, by)
    if row.state != State.OFFERED:
        raise Refused(_("There is no offer to decline."))
    change(row, State.DECLINED, action="offer_declined", by=by)
    seating.fill(cohort, [row.organisation_id])
    return row


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by, reason: str = "") -> Enrolment:
    """Step back; a place that comes free is offered to the next. Raise Refused where it is not `by`
    who is enrolled, or the way is over."""
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    row = _own(enrolment, cohort, by)
    if state_as_told(row) == State.NOT_SELECTED:
        raise too_late(row, by)
    return _leave(row, action="withdrawn", by=by, reason=reason)


@transaction.atomic
def remove(*, enrolment: Enrolment, by, reason: str) -> Enrolment:
    """Take somebody out, who is out at once; the place is offered to the next. Raise Refused."""
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    row = _leave(fresh(enrolment, cohort), action="removed", by=by, reason=reason)
    write_to(row, "removed")
    return row


@transaction.atomic
def leave_for_good(*, enrolment: Enrolment) -> None:
    """Have somebody leave whose data is erased: a place that they hold is offered to the next."""
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    row = fresh(enrolment, cohort)
    if row.state in ON_THE_WAY:
        _leave(row, action="withdrawn")


# Who can still step back.
ON_THE_WAY = frozenset(
    {
        State.NOMINATED,
        State.APPLIED,
        State.ACCEPTED,
        State.SELECTED,
        State.WAITING,
        State.OFFERED,
        State.CONFIRMED,
        State.ACTIVE,
    }
)


def _leave(row: Enrolment, *, action: str, by=None, reason: str = "") -> Enrolment:
    """Bring `row` out of its held cohort and give its place on."""
    had_seat = row.seat_number is not None
    change(row, State.WITHDRAWN, action=action, by=by, reason=reason, token_digest="")
    if had_seat:
        seating.fill(row.cohort, [row.organisation_id])
    return row


def _own(enrolment: Enrolment, cohort: Cohort, by) -> Enrolment:
    row = fresh(enrolment, cohort)
    if row.user_id is None or by is None or row.user_id != by.pk:
        raise Refused(_("This is for the candidate alone."))
    return row


def lapse_offers(*, now: datetime.datetime | None = None, cohort: Cohort | None = None) -> int:
    """Take back the offers that have ended at `now`, by default of every cohort, and offer their
    places to the next; return how many."""
    now = now or timezone.now()
    due = Enrolment.objects.filter(state=State.OFFERED, offered_until__lte=now)
    if cohort is not None:
        due = due.filter(cohort=cohort)
    lapsed = 0
    for cohort_id in due.order_by("cohort").values_list("cohort", flat=True).distinct():
        with transaction.atomic():
            lapsed += seating.lapse(hold(cohort_id), now)
    return lapsed


def lapse_if_due(enrolment: Enrolment) -> Enrolment:
    """Return `enrolment` as it stands now: an offer that has ended is taken back."""
    if (
        enrolment.state == State.OFFERED
        and enrolment.offered_until <= timezone.now()
        and lapse_offers(cohort=enrolment.cohort)
    ):
        enrolment.refresh_from_db(fields=["state", "seat_number", "offered_until"])
    return enrolment


@transaction.atomic
def fill(cohort: Cohort) -> list[Enrolment]:
    """Offer the free places of `cohort` to who waits, in their order; return whom.

    See `seating.fill`, which acts that make a place free call themselves.
    """
    return seating.fill(seating.hold_as_of_now(cohort.pk))


def remind_of_offers(*, now: datetime.datetime | None = None) -> int:
    """Remind once of each offer that ends within two days; return of how many."""
    now = now or timezone.now()
    due = Enrolment.objects.filter(
        state=State.OFFERED,
        offered_until__gt=now,
        offered_until__lte=now + REMIND,
        cohort__offer_days__gt=REMIND.days,
    ).exclude(history__action="reminded")
    reminded = 0
    for cohort_id in set(due.order_by().values_list("cohort", flat=True)):
        with transaction.atomic():
            cohort = hold(cohort_id)
            for row in due.filter(cohort=cohort):
                record(row, "reminded")
                write_to(row, "offer_reminder")
                reminded += 1
    return reminded


@transaction.atomic
def start(*, cohort: Cohort, by) -> int:
    """Let those who confirmed take part; return how many. Raise Refused before the first day."""
    cohort = seating.hold_as_of_now(cohort.pk)
    if not cohort.has_started(site_day()):
        raise Refused(_("This cohort has not begun yet."))
    rows = list(cohort.enrolments.filter(state=State.CONFIRMED))
    for row in rows:
        change(row, State.ACTIVE, action="started", by=by)
    return len(rows)


@transaction.atomic
def mark_no_show(*, enrolment: Enrolment, by) -> Enrolment:
    """Note that somebody did not come; the seat stays theirs. Raise Refused before the start."""
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    if not cohort.has_started():
        raise Refused(_("This cohort has not begun yet."))
    row = fresh(enrolment, cohort)
    change(row, State.NO_SHOW, action="no_show", by=by)
    return row


@transaction.atomic
def finish(*, enrolment: Enrolment, by, completed: bool) -> Enrolment:
    """Note whether somebody completed the course; it can be corrected. Raise Refused where they
    did not take part."""
    row = fresh(enrolment, hold(enrolment.cohort_id))
    state = State.COMPLETED if completed else State.NOT_COMPLETED
    if row.state != state:
        change(row, state, action=state.value, by=by)
    return row
