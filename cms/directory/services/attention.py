"""What the bodies need: what breaks their rules, which seats are free, whose term ends soon."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from cms.directory.models import Body, BodyRule, Mandate
from cms.directory.querysets import site_day
from cms.directory.rules import rules_of
from cms.directory.services.compliance import Breach, ComplianceCheck


@dataclass(frozen=True)
class Attention:
    """What one body needs: `breaches` of its rules, and how many seats are `free` of how many."""

    body: Body
    breaches: list[Breach]
    free: int
    seats: BodyRule | None


def mandates_ending(
    on_or_before: datetime.date, since: datetime.date | None = None
) -> QuerySet[Mandate]:
    """Return the mandates whose last day lies from `since`, by default today, to `on_or_before`.

    With body, person, account and organisation, those that end first first; none that were ended
    before their time.
    """
    return Mandate.objects.ending(on_or_before, since)


def upcoming_ends(within_days: int) -> QuerySet[Mandate]:
    """Return the mandates that end today or within so many days."""
    return mandates_ending(site_day() + datetime.timedelta(days=within_days))


def vacancies(body: Body, on: datetime.date | None = None) -> int:
    """Return how many seats of `body` are free on the day `on`, by default the site's today.

    A body whose seats no rule numbers has none that could be free.
    """
    seated = body.mandates.in_force(on or site_day()).filter(role__in=Mandate.SEATED_ROLES).count()
    return _free(rules_of(body), seated)


def broken_rules(thing: Body | Mandate) -> list[Breach]:
    """Return what is wrong with a body as it stands, or with what one mandate does to its body."""
    body = thing if isinstance(thing, Body) else thing.body
    rows = list(_standing(body.mandates.all()))
    check = ComplianceCheck(rules_of(body), rows)
    if isinstance(thing, Body):
        return check.state()
    return check.breaches([row for row in rows if row.pk == thing.pk])


def what_needs_attention() -> list[Attention]:
    """Return the bodies that break a rule or have seats free, in the order of lists.

    The number of queries does not grow with the bodies.
    """
    today, mandates = site_day(), defaultdict(list)
    for row in _standing(Mandate.objects.all()):
        mandates[row.body_id].append(row)
    found = []
    for body in Body.objects.prefetch_related("rules"):
        rules, rows = rules_of(body), mandates[body.pk]
        breaches = ComplianceCheck(rules, rows, today=today).state()
        free = _free(rules, sum(row.takes_seat and row.is_in_force(today) for row in rows))
        if breaches or free:
            found.append(Attention(body, breaches, free, rules.get(BodyRule.Kind.SEATS)))
    return found


def _standing(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Return those of the `mandates` that have not ended, with whom they seat."""
    return mandates.lasting(site_day()).select_related("person").order_by("starts_on", "pk")


def _free(rules: dict[str, BodyRule], seated: int) -> int:
    cap = rules.get(BodyRule.Kind.SEATS)
    return max(0, cap.value - seated) if cap else 0
