"""What the academy's staff decide: who is selected, who waits, who is not; and when it is told.

Until the first offers of a cohort are sent its decisions are the staff's alone and can be made
anew; then everybody is told, and what is decided later is told at once.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from academy.core.models import Cohort, Enrolment
from academy.enrolment.quotas import seats_used
from academy.enrolment.services import seating
from academy.enrolment.services.transitions import change, fresh, write_to
from academy.enrolment.telling import kept_for
from cms.core.errors import Refused

State = Enrolment.State
TOLD = {State.WAITING: "waiting", State.NOT_SELECTED: "not_selected"}


@transaction.atomic
def select(*, enrolment: Enrolment, by) -> Enrolment:
    """Give a candidate a seat, which is offered with the others'. Raise Refused where none is free,
    or the organisation or region has all of its."""
    cohort = _held(enrolment)
    _refuse_late(cohort)
    row = fresh(enrolment, cohort)
    number = seating.seat(cohort)
    if not seats_used(cohort).allows(row):
        raise Refused(_("The organisation or its region has all its seats."))
    shown_as = kept_for(row)
    change(row, State.SELECTED, action="selected", by=by, seat_number=number, shown_as=shown_as)
    return row


@transaction.atomic
def put_on_waiting_list(*, enrolment: Enrolment, by) -> Enrolment:
    """Put a candidate at the end of the waiting list; who was on it before gets the old place."""
    cohort = _held(enrolment)
    row = fresh(enrolment, cohort)
    number = row.queue_number or _last_in_queue(cohort) + 1
    change(row, State.WAITING, action="put_on_waiting_list", by=by, queue_number=number)
    _tell_if_out(cohort, row)
    return row


@transaction.atomic
def do_not_select(*, enrolment: Enrolment, by, reason: str) -> Enrolment:
    """Do not select a candidate, for a `reason` that is kept for the staff alone. Raise Refused."""
    cohort = _held(enrolment)
    row = fresh(enrolment, cohort)
    change(row, State.NOT_SELECTED, action="not_selected", by=by, reason=reason)
    _tell_if_out(cohort, row)
    return row


@transaction.atomic
def reconsider(*, enrolment: Enrolment, by) -> Enrolment:
    """Have a candidate among the undecided again. Raise Refused where it is settled, or where the
    same person has come anew since."""
    cohort = _held(enrolment)
    row = fresh(enrolment, cohort)
    others = cohort.enrolments.standing().exclude(pk=row.pk)
    if row.email_canonical and others.filter(email_canonical=row.email_canonical).exists():
        raise Refused(_("This person is among the candidates already."))
    change(row, State.ACCEPTED, action="reconsidered", by=by, shown_as=kept_for(row))
    return row


@transaction.atomic
def send_offers(*, cohort: Cohort, by) -> int:
    """Offer all who are selected their place, and what is left to who waits; tell the others what
    was decided. Return how many are offered. Raise Refused where more are selected than seats."""
    cohort = seating.hold_as_of_now(cohort.pk)
    _refuse_closed(cohort)
    _refuse_late(cohort)
    if cohort.enrolments.seated().count() > cohort.seats:
        raise Refused(_("More candidates are selected than there are seats."))
    first, now = not seating.offers_are_out(cohort), timezone.now()
    rows = cohort.enrolments.filter(state=State.SELECTED).select_related("user")
    rows = list(rows.order_by("seat_number"))
    for row in rows:
        seating.offer(row, now=now, by=by)
    offered = [*rows, *seating.fill(cohort, now=now)] if rows else []
    if first and offered:
        for row in cohort.enrolments.filter(state__in=TOLD):
            write_to(row, TOLD[row.state])
    return len(offered)


@transaction.atomic
def set_seats(*, cohort: Cohort, by, seats: int) -> Cohort:
    """Give `cohort` so many seats: more are offered to who waits, fewer throw nobody out. Raise
    Refused where it would have none."""
    cohort = seating.hold_as_of_now(cohort.pk)
    if seats < 1:
        raise Refused(_("A cohort has at least one seat."), field="seats")
    before, cohort.seats = cohort.seats, seats
    cohort.save(update_fields=["seats"])
    log(cohort, "academy.set_seats", user=by, data={"before": before, "after": seats})
    seating.fill(cohort)
    return cohort


def _held(enrolment: Enrolment) -> Cohort:
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    _refuse_closed(cohort)
    return cohort


def _refuse_closed(cohort: Cohort) -> None:
    if cohort.is_over():
        raise Refused(_("This cohort is over."))


def _refuse_late(cohort: Cohort) -> None:
    if cohort.has_started() and not cohort.promotes_after_start:
        raise Refused(_("This cohort has begun: no place is given any more."))


def _last_in_queue(cohort: Cohort) -> int:
    rows = cohort.enrolments.exclude(queue_number=None).order_by("-queue_number")
    return rows.values_list("queue_number", flat=True).first() or 0


def _tell_if_out(cohort: Cohort, row: Enrolment) -> None:
    if seating.offers_are_out(cohort):
        write_to(row, TOLD[row.state])
