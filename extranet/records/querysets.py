"""Named reads of minutes and decisions."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from cms.core.text import fold
from extranet.core.standing import standing_of


class MinutesQuerySet(models.QuerySet):
    """Minutes of meetings."""

    def visible_to(self, who):
        """Return the minutes that a user (or Standing) may read.

        Drafts are their writers', what is sent round is the body's. Guests of a meeting read what
        is approved, unless a point was closed to them: the minutes tell of that too.
        """
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        if standing.user is None:
            return self.none()
        meetings = self.model._meta.get_field("meeting").related_model
        items = meetings._meta.get_field("items").related_model
        closed = items.objects.filter(meeting=OuterRef("meeting"), closed_to_guests=True)
        state = self.model.State
        return self.filter(
            Q(meeting__body__in=standing.manages)
            | Q(state__in=(state.CIRCULATED, state.APPROVED), meeting__body__in=standing.reads)
            | Q(state=state.APPROVED, meeting__open_to_guests=True) & ~Exists(closed),
            meeting__in=meetings.objects.visible_to(standing),
        )


class DecisionQuerySet(models.QuerySet):
    """Decisions of the register."""

    def visible_to(self, who):
        """Return the decisions that a user (or Standing) may read."""
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        return self.filter(
            Q(body__in=standing.reads | standing.manages)
            | Q(closed_to_guests=False, body__in=standing.visits)
        )

    def matching(self, *, body=None, year=None, pending=False, words=""):
        """Return those of a body (its code) and a year, with follow-ups to do, with all words."""
        rows = self
        if body:
            rows = rows.filter(body__code=body)
        if year:
            rows = rows.filter(year=year)
        if pending:
            follow_ups = self.model._meta.get_field("follow_ups").related_model
            rows = rows.filter(
                Exists(follow_ups.objects.filter(decision=OuterRef("pk"), done_on__isnull=True))
            )
        for word in fold(words).split()[:10]:
            rows = rows.filter(search_text__contains=word)
        return rows

    def with_follow_ups(self):
        """Return the rows with what is to be done because of them."""
        follow_ups = self.model._meta.get_field("follow_ups").related_model
        return self.prefetch_related(
            Prefetch("follow_ups", follow_ups.objects.select_related("owner"))
        )
