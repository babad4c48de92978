"""Reads about the bodies somebody has to do with."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Q

from cms.directory.models import Body, Mandate
from cms.directory.querysets import site_day
from extranet.core.standing import Standing

# How long before its last day the end of a mandate is announced on the pages.
ENDS_SOON = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Membership:
    """One body that somebody sits on, with the mandates there."""

    body: Body
    mandates: list[Mandate]
    today: datetime.date = field(default_factory=site_day)

    @property
    def ends_on(self) -> datetime.date | None:
        """The last day on the body, None while no mandate there has one."""
        days = [mandate.ends_on for mandate in self.mandates]
        return None if None in days else max(days)

    @property
    def ends_soon(self) -> bool:
        """Whether the last day is near."""
        return self.ends_on is not None and self.ends_on - self.today <= ENDS_SOON


def bodies_of(standing: Standing):
    """Return the bodies whose page somebody may see: where a mandate is held, or all of them."""
    if standing.secretariat:
        return Body.objects.all()
    return Body.objects.filter(pk__in=standing.reads | standing.visits | standing.manages)


def memberships(standing: Standing) -> list[Membership]:
    """Return the bodies that somebody sits on, in the order of lists; asks nothing more."""
    by_body = groupby(standing.mandates, key=lambda mandate: mandate.body_id)
    rows = [list(mandates) for _body, mandates in by_body]
    return [Membership(mandates[0].body, mandates) for mandates in rows]


def audited_by(standing: Standing):
    """Return the bodies whose log somebody may read."""
    if standing.secretariat or standing.audits_all:
        return Body.objects.all()
    return Body.objects.filter(pk__in=standing.audits)


def seated(body: Body, moment: datetime.datetime):
    """Return the mandates in force on a body at a moment, chairs first, with whom they seat."""
    held = Mandate.objects.in_force_at(moment).filter(body=body)
    return Mandate.objects.seated(site_day(moment)).filter(pk__in=held.values("pk"))


def former(body: Body, moment: datetime.datetime):
    """Return the mandates on a body that are over at a moment, the latest first."""
    over = Q(ends_on__lt=site_day(moment)) | Q(ended_at__lte=moment)
    rows = Mandate.objects.filter(over, body=body).select_related("person", "organisation")
    return rows.order_by("-ends_on", "person__family_name", "pk")


def mandates_beside(person, moment: datetime.datetime) -> tuple[Mandate | None, Mandate | None]:
    """Return the mandate that somebody held last and the one that comes next, None for none."""
    rows = Mandate.objects.filter(person=person).select_related("body")
    begun = rows.filter(starts_on__lte=site_day(moment), ends_on__isnull=False)
    last = begun.order_by("-ends_on", "-starts_on").first()
    following = rows.filter(starts_on__gt=site_day(moment)).order_by("starts_on").first()
    return last, following
