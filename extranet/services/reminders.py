"""What is told ahead, or because a day has passed. Run as often as one likes: each is told once."""

import datetime
from collections import Counter

from django.utils import timezone

from cms.directory.models import Body, BodyRule, Mandate
from cms.directory.querysets import site_day
from cms.directory.services.attention import mandates_ending, vacancies
from extranet.models import Demand, FollowUp, Meeting
from extranet.notices.kinds import KINDS
from extranet.services.notices import tell

REPLY_AHEAD = datetime.timedelta(days=3)
TASK_AHEAD = datetime.timedelta(days=7)
TERM_AHEAD = datetime.timedelta(days=60)


def remind() -> Counter:
    """Add the notices that a day calls for; return how many of each kind."""
    today = site_day()
    counts = Counter()
    for kind, things in (
        ("reply_reminder", replies_awaited(today)),
        ("follow_up_due", tasks_due(today)),
        ("demand_overdue", demands_overdue(today)),
        ("own_term_ends", terms_ending(today)),
        ("term_ends", terms_ending(today)),
    ):
        for thing in things:
            counts[kind] += _tell(kind, thing)
    for body, mark in vacant_bodies(today):
        counts["vacancy"] += _tell("vacancy", body, f"vacancy:body:{body.pk}:{mark}")
    return +counts


def _tell(kind: str, thing, fingerprint: str | None = None) -> int:
    return tell(KINDS[kind].told(thing, timezone.now()), kind, thing, fingerprint=fingerprint)


def replies_awaited(today: datetime.date):
    """Return the coming meetings to which one can reply for a few days only."""
    return Meeting.objects.filter(
        state=Meeting.State.CONVENED,
        starts_at__gt=timezone.now(),
        reply_by__range=(today, today + REPLY_AHEAD),
    )


def tasks_due(today: datetime.date):
    """Return the open tasks whose last day comes soon."""
    soon = FollowUp.objects.filter(done_on=None, due_on__range=(today, today + TASK_AHEAD))
    return soon.select_related("owner", "decision")


def demands_overdue(today: datetime.date):
    """Return the demands whose meeting should have been convened before today."""
    late = Demand.objects.filter(state=Demand.State.REACHED, convene_by__lt=today)
    return late.select_related("body")


def terms_ending(today: datetime.date) -> list[Mandate]:
    """Return the mandates that end soon and that nothing follows on the same body."""
    ending = list(mandates_ending(today + TERM_AHEAD))
    follows = {
        (row.body_id, row.person_id)
        for row in Mandate.objects.filter(
            body__in={mandate.body_id for mandate in ending},
            person__in={mandate.person_id for mandate in ending},
        ).lasting(today + TERM_AHEAD + datetime.timedelta(days=1))
    }
    return [row for row in ending if (row.body_id, row.person_id) not in follows]


def vacant_bodies(today: datetime.date) -> list[tuple[Body, str]]:
    """Return the bodies with free seats, each with what tells this vacancy from later ones."""
    found = []
    for body in Body.objects.filter(rules__kind=BodyRule.Kind.SEATS):
        free = vacancies(body, today)
        if free:
            ended = body.mandates.filter(role__in=Mandate.SEATED_ROLES, ends_on__lt=today)
            last = ended.order_by("-ends_on").values_list("ends_on", flat=True).first()
            found.append((body, f"{free}:{last or ''}"))
    return found
