"""Named reads of cases and of those whom they concern."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q


class CaseQuerySet(models.QuerySet):
    """Cases, by where they stand."""

    def open(self):
        """Return those in which something is still asked for."""
        return self.exclude(state__in=self.model.CLOSED_STATES)

    def closed(self):
        """Return those that have come to an end, good or bad."""
        return self.filter(state__in=self.model.CLOSED_STATES)

    def public(self):
        """Return those that a published declaration is about, once it is settled for everybody
        whom they concern what may be published: until then the hold forbids all of it."""
        # The models of this room are read from here.
        pages = apps.get_model("solidarity", "SolidarityPage").objects.published()
        people = apps.get_model("solidarity", "PersonConcerned").objects.unsettled()
        return self.filter(
            Exists(pages.filter(cases=OuterRef("pk"))), ~Exists(people.filter(case=OuterRef("pk")))
        )

    def with_facts(self):
        """Return the rows with everything that a page shows of them: place, events, people."""
        people = apps.get_model("solidarity", "PersonConcerned").objects
        people = people.select_related("picture", "place").prefetch_related("picture__renditions")
        return self.select_related("place").prefetch_related("events", Prefetch("people", people))


class CaseEventQuerySet(models.QuerySet):
    """What happened in cases."""

    def standing(self):
        """Return those that were not taken back, the latest last."""
        return self.filter(taken_back_at=None).order_by("date", "pk")


class PersonQuerySet(models.QuerySet):
    """People whom cases concern."""

    def unsettled(self):
        """Return those of whom nobody has decided yet what may be published."""
        return self.filter(settled_at=None)

    def protected(self):
        """Return those whose names may not be published: unsettled, refused or withdrawn."""
        return self.filter(Q(settled_at=None) | Q(show_name=False))

    def of_cases(self, cases):
        """Return those whom `cases` concern."""
        return self.filter(case__in=cases)
