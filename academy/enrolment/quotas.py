"""What a cohort gives one organisation and one region: how many of it are used, and what is left.

An organisation's own quota takes the place of what the cohort gives each; the quota of a region
is for all of it together. Both hold, so that the narrower one counts. Who applied alone counts for
the region of their country.
"""

from collections import Counter
from dataclasses import dataclass

from academy.core.models import Cohort, Enrolment, Quota
from academy.enrolment.telling import stands_as_told
from cms.directory.models import Organisation

# The attribute of a quota, and the cohort's own for who has none.
DEFAULTS = {"nominations": "nominations_each", "seats": "seats_each"}


@dataclass(frozen=True)
class Usage:
    """What of a cohort's `nominations`, or `seats`, is used by organisation and by region."""

    each: int | None
    by_organisation: dict[int, int | None]
    by_region: dict[int, int | None]
    used: Counter

    def left(self, organisation_id: int | None, regions: frozenset[int]) -> int | None:
        """Return how many more one gets of an organisation in `regions`; None for no limit."""
        limits = [
            (limit, ("region", region))
            for region in regions
            if (limit := self.by_region.get(region)) is not None
        ]
        if organisation_id is not None:
            limit = self.by_organisation.get(organisation_id, self.each)
            if limit is not None:
                limits.append((limit, ("organisation", organisation_id)))
        return min((max(0, limit - self.used[key]) for limit, key in limits), default=None)

    def allows(self, enrolment: Enrolment) -> bool:
        """Return whether there is room for `enrolment`."""
        return self.left(enrolment.organisation_id, regions_of(enrolment)) != 0

    def add(self, enrolment: Enrolment) -> None:
        """Count `enrolment` too."""
        self.used.update(_keys(enrolment))


def nominations_used(cohort: Cohort) -> Usage:
    """Return what is used of the nominations of `cohort`: by organisations' candidates that stand
    as far as has been told.

    Two queries.
    """
    rows = cohort.enrolments.filter(stands_as_told(), organisation__isnull=False)
    return usage(cohort, "nominations", rows.select_related("organisation__place"))


def seats_used(cohort: Cohort) -> Usage:
    """Return what is used of the seats of `cohort`, by those who hold one. Two queries."""
    return usage(
        cohort, "seats", cohort.enrolments.seated().select_related("organisation__place", "country")
    )


def usage(cohort: Cohort, kind: str, rows) -> Usage:
    """Return what the enrolments `rows` use of the "nominations" or "seats" of `cohort`."""
    quotas = list(cohort.quotas.all()) if cohort.pk else []
    return Usage(
        each=getattr(cohort, DEFAULTS[kind]),
        by_organisation=_limits(quotas, "organisation_id", kind),
        by_region=_limits(quotas, "region_id", kind),
        used=Counter(key for row in rows for key in _keys(row)),
    )


def regions_of(enrolment: Enrolment) -> frozenset[int]:
    """Return the places whose quota counts for `enrolment`: its place, and what that lies in."""
    if enrolment.organisation_id:
        return regions_of_organisation(enrolment.organisation)
    return _around(enrolment.country)


def regions_of_organisation(organisation: Organisation) -> frozenset[int]:
    """Return the places whose quota counts for `organisation`."""
    return _around(organisation.place)


def _around(place) -> frozenset[int]:
    return frozenset({place.pk, place.parent_id} - {None}) if place else frozenset()


def _keys(enrolment: Enrolment) -> list[tuple[str, int]]:
    keys = [("region", region) for region in regions_of(enrolment)]
    if enrolment.organisation_id:
        keys.append(("organisation", enrolment.organisation_id))
    return keys


def _limits(quotas: list[Quota], owner: str, kind: str) -> dict[int, int | None]:
    return {getattr(row, owner): getattr(row, kind) for row in quotas if getattr(row, owner)}
