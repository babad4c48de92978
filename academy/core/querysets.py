"""Named reads of cohorts and of who is enrolled in them."""

from django.db import models
from django.utils import timezone


class CohortQuerySet(models.QuerySet):
    """Runs of courses."""

    def public(self):
        """Return the cohorts that everybody may know of."""
        return self.filter(published_at__isnull=False)

    def nominating(self, moment=None):
        """Return the cohorts that take nominations at `moment`, by default now."""
        moment = moment or timezone.now()
        return self.public().filter(
            closed_at=None, nominations_from__lte=moment, nominations_until__gte=moment
        )

    def upcoming(self, moment=None):
        """Return the cohorts that at `moment`, by default now, take nominations or will."""
        moment = moment or timezone.now()
        return self.filter(
            closed_at=None,
            nominations_until__gte=moment,
            starts_on__gt=timezone.localtime(moment).date(),
        )

    def visible_to(self, standing):
        """Return the cohorts whose inside somebody may see: who learns, teaches or runs it."""
        if standing.staff:
            return self.all()
        return self.filter(pk__in=standing.learns | standing.teaches)


class EnrolmentQuerySet(models.QuerySet):
    """People on the way through cohorts."""

    def past_keeping(self, today=None):
        """Return those whose last day was before `today` and that still say who it was."""
        today = today or timezone.localdate()
        return self.filter(keep_until__lt=today, anonymised_at=None)

    def standing(self):
        """Return those who are not out: nobody is twice among these in one cohort."""
        return self.exclude(state__in=self.model.OUT)

    def seated(self):
        """Return those who hold a seat."""
        return self.filter(seat_number__isnull=False)

    def learning(self):
        """Return those who may see the inside of their cohort."""
        return self.filter(state__in=self.model.LEARNING)

    def queue(self):
        """Return those who wait, in the order in which they joined the list."""
        return self.filter(state=self.model.State.WAITING).order_by("queue_number")

    def visible_to(self, standing):
        """Return those whom somebody may see: their own, their organisations', their cohorts'.

        What a reader sees of them is less than all: a representative sees no cohort from within.
        """
        if standing.staff:
            return self.all()
        mine = models.Q(cohort__in=standing.teaches, state__in=self.model.LEARNING)
        if standing.user is not None:
            mine |= models.Q(user=standing.user)
        if standing.nominates_for:
            mine |= models.Q(organisation__in=standing.nominates_for)
        return self.filter(mine)
