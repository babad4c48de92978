"""Who gets the places that there are. All of it is for callers that hold the cohort's row."""

import datetime
from collections.abc import Iterable
from itertools import count

from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core.models import Cohort, Enrolment
from academy.enrolment.quotas import seats_used
from academy.enrolment.services.transitions import change, hold, write_to
from cms.core.errors import Refused

State = Enrolment.State


def hold_as_of_now(cohort_id: int, now: datetime.datetime | None = None) -> Cohort:
    """Return the cohort's row, held, after the offers that have ended by now were taken back.

    So every act sees the places as they are, whether or not the command has run since.
    """
    cohort = hold(cohort_id)
    lapse(cohort, now or timezone.now())
    return cohort


def lapse(cohort: Cohort, now: datetime.datetime) -> int:
    """Take back the offers of `cohort` that have ended at `now`, and offer the places anew; return
    how many."""
    rows = cohort.enrolments.filter(state=State.OFFERED, offered_until__lte=now)
    rows = list(rows.order_by("offered_until", "pk"))
    for row in rows:
        change(row, State.LAPSED, action="lapsed")
        write_to(row, "lapsed")
    if rows:
        fill(cohort, [row.organisation_id for row in rows], now=now)
    return len(rows)


def free_seats(cohort: Cohort) -> int:
    """Return how many seats nobody holds; none where the seats were lowered below those held."""
    return max(0, cohort.seats - cohort.enrolments.seated().count())


def seat(cohort: Cohort) -> int:
    """Return the number of a free seat; raise Refused where there is none."""
    taken = set(cohort.enrolments.seated().values_list("seat_number", flat=True))
    if len(taken) >= cohort.seats:
        raise Refused(_("All seats are taken."))
    return next(number for number in count(1) if number not in taken)


def offers_are_out(cohort: Cohort) -> bool:
    """Return whether a place of `cohort` has ever been offered: from then on the list moves up."""
    return cohort.offers_sent_at is not None


def may_promote(cohort: Cohort, now: datetime.datetime) -> bool:
    """Return whether a place that comes free at `now` goes to who waits."""
    day = timezone.localdate(now)
    return (
        not cohort.is_over(day)
        and (cohort.promotes_after_start or not cohort.has_started(day))
        and offers_are_out(cohort)
    )


def offer(row: Enrolment, *, now: datetime.datetime, by=None, **fields) -> None:
    """Offer `row` its seat, for as many days as the cohort says."""
    until = now + datetime.timedelta(days=row.cohort.offer_days)
    change(row, State.OFFERED, action="offered", by=by, offered_until=until, **fields)
    write_to(row, "offer")
    if row.cohort.offers_sent_at is None:
        row.cohort.offers_sent_at = now
        Cohort.objects.filter(pk=row.cohort_id).update(offers_sent_at=now)


def fill(
    cohort: Cohort,
    came_free_of: Iterable[int | None] = (),
    now: datetime.datetime | None = None,
) -> list[Enrolment]:
    """Offer the free places of `cohort` to who waits; return whom.

    A place that came free of an organisation (`came_free_of`, their ids) goes to who waits of the
    same one first; then the queue decides. Whose organisation or region has all its seats is
    passed over. Nothing is offered after the start unless the cohort allows that.
    """
    now = now or timezone.now()
    free = free_seats(cohort)
    if not free or not may_promote(cohort, now):
        return []
    rows = cohort.enrolments.queue().select_related("organisation__place", "country", "user")
    queue, used, offered = list(rows), seats_used(cohort), []
    preferences = [*came_free_of][:free]
    for organisation in [*preferences, *[None] * (free - len(preferences))]:
        able = [row for row in queue if used.allows(row)]
        same = [row for row in able if organisation and row.organisation_id == organisation]
        chosen = next(iter(same or able), None)
        if chosen is None:
            break
        queue.remove(chosen)
        offer(chosen, now=now, seat_number=seat(cohort))
        used.add(chosen)
        offered.append(chosen)
    return offered
