"""What enrolment does by the clock: offers end, places go on, cohorts begin."""

import datetime

from django.utils import timezone

from academy.core.clockwork import register
from academy.core.models import Cohort, Enrolment
from academy.enrolment.services import places

State = Enrolment.State


@register
def offers_ended(now: datetime.datetime) -> int:
    """Take back the offers that have ended, and offer their places to the next."""
    return places.lapse_offers(now=now)


@register
def places_filled(now: datetime.datetime) -> int:
    """Offer places that came free otherwise, such as by more seats entered in the admin."""
    cohorts = Cohort.objects.filter(
        closed_at=None,
        ends_on__gte=timezone.localdate(now),
        enrolments__state=State.WAITING,
    )
    return sum(len(places.fill(cohort)) for cohort in cohorts.distinct())


@register
def reminded_of_offers(now: datetime.datetime) -> int:
    """Remind of offers that end soon."""
    return places.remind_of_offers(now=now)


@register
def begun(now: datetime.datetime) -> int:
    """Let those who confirmed take part from the first day on."""
    cohorts = Cohort.objects.filter(
        starts_on__lte=timezone.localdate(now), enrolments__state=State.CONFIRMED
    )
    return sum(places.start(cohort=cohort, by=None) for cohort in cohorts.distinct())
