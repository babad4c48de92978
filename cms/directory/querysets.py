"""Named reads of the directory."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, ProtectedError, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import DatedQuerySet
from cms.core.text import fold, sort_key
from cms.taxonomy.models import Place

# What the public directory shows, in the order it shows it.
LISTED_STATUSES = ("member", "associated", "guest")
# Who has a page: an applicant is not announced; one that left keeps its page, which says so.
SHOWN_STATUSES = (*LISTED_STATUSES, "suspended", "left")


def site_day(moment: datetime.datetime | None = None) -> datetime.date:
    """Return the day of `moment`, by default now, where the site is, not where its reader is."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def refuse_to_erase(begun: Iterable) -> None:
    """Raise ProtectedError where there are `begun` mandates: those are ended, never erased."""
    begun = set(begun)
    if begun:
        raise ProtectedError(_("A mandate that has begun is ended, never deleted."), begun)


def with_status(rows):
    """Return the organisations of a page with their status; of a preview as they are."""
    return rows.with_status() if hasattr(rows, "with_status") else rows


def by_seat(mandates: Iterable) -> list:
    """Return mandates with the chairs first, then by family name as the reader's language sorts."""
    mandates = list(mandates)
    ranks = {role: rank for rank, role in enumerate(mandates[0].Role.values)} if mandates else {}
    return sorted(
        mandates,
        key=lambda one: (
            ranks[one.role],
            sort_key(one.person.family_name),
            sort_key(one.person.given_name),
        ),
    )


class OrganisationQuerySet(models.QuerySet):
    """Organisations, with the status they have or had."""

    def with_status(self, on: datetime.date | None = None):
        """Return the rows with `status`: the code in force on the day `on`, by default today."""
        statuses = self.model._meta.get_field("statuses").related_model
        current = statuses.objects.in_force(on).filter(organisation=OuterRef("pk"))
        return self.annotate(status=Subquery(current.order_by("-starts_on").values("status")[:1]))

    def listed(self, on: datetime.date | None = None):
        """Return those that the public directory shows, with their `status`."""
        return self.with_status(on).filter(status__in=LISTED_STATUSES)

    def shown(self, on: datetime.date | None = None):
        """Return those that have a page in the public directory, with their `status`."""
        return self.with_status(on).filter(status__in=SHOWN_STATUSES)

    def by_region(self) -> list:
        """Return the regions, each with `members`, how many of these rows lie in it, and `places`.

        Those are the places that any of the rows lies in, the region itself among them.
        """
        here = self.order_by().filter(place=OuterRef("pk")).values("place")
        counted = Coalesce(Subquery(here.values(count=Count("pk"))), 0)
        rows = Place.objects.annotate(members=counted)
        rows = list(rows.filter(Q(kind=Place.Kind.REGION) | Q(members__gt=0)))
        regions = [row for row in rows if row.kind == Place.Kind.REGION]
        for region in regions:
            region.places = [
                row for row in rows if row.members and region.pk in (row.pk, row.parent_id)
            ]
        for region in regions:
            region.members = sum(place.members for place in region.places)
        return sorted(regions, key=lambda region: sort_key(region.label))

    def search_names(self, query: str):
        """Return those whose names, acronym or country hold every word of `query`."""
        rows = self
        for word in fold(query).split()[:10]:
            rows = rows.filter(search_text__contains=word)
        return rows


class MandateQuerySet(DatedQuerySet):
    """Mandates, read with what a list of seats shows."""

    def in_force_at(self, moment: datetime.datetime | None = None):
        """Return the mandates that give a right at `moment`, by default now.

        Days begin and end in the site's time zone, whatever zone the reader has chosen.
        """
        moment = moment or timezone.now()
        return self.in_force(site_day(moment)).filter(
            Q(ended_at__isnull=True) | Q(ended_at__gt=moment)
        )

    def delete(self):
        """Delete those that have not begun; raise ProtectedError where one has."""
        refuse_to_erase(self.filter(starts_on__lte=site_day()).order_by()[:10])
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def lasting(self, day: datetime.date):
        """Return those that have not ended before the day `day`, also those to come."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def ending(self, until: datetime.date, since: datetime.date | None = None):
        """Return those whose last day lies from `since`, by default today, until `until`.

        Those that have been ended before their time are not news and are left out. Each comes with
        what an announcement names.
        """
        now = timezone.now()
        return (
            self.filter(ends_on__range=(since or site_day(now), until))
            .filter(Q(ended_at__isnull=True) | Q(ended_at__gt=now))
            .select_related("body", "person", "person__user", "organisation")
            .order_by("ends_on", "body__sort_order", "person__family_name")
        )

    def seated(self, on: datetime.date | None = None):
        """Return the mandates in force on the day `on`, chairs first, with whom they seat."""
        roles = self.model.Role.values
        rank = Case(*[When(role=role, then=Value(place)) for place, role in enumerate(roles)])
        return (
            self.in_force(on)
            .select_related("person", "person__portrait", "organisation", "organisation__place")
            .order_by(rank, "person__family_name", "person__given_name")
        )

    def by_body(self):
        """Return the rows with those of one body together, else in their order."""
        return self.order_by("body__sort_order", "body__code", *self.query.order_by)

    def past(self, on: datetime.date | None = None):
        """Return the mandates that had ended before the day `on`, the latest first."""
        on = on or timezone.localdate()
        return (
            self.filter(Q(ends_on__lt=on))
            .select_related("person", "organisation")
            .order_by("-ends_on", "person__family_name")
        )

    def of_former_members(self, on: datetime.date | None = None):
        """Return the past mandates of those who hold no seat on the same body on the day `on`."""
        still = self.model.objects.in_force(on).filter(
            body=OuterRef("body"), person=OuterRef("person")
        )
        return self.past(on).filter(~Exists(still))
