"""Named reads of candidates, for who nominates, for the candidates themselves and for the staff."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from academy.core.models import Cohort, Enrolment, HistoryEntry
from academy.core.standing import Standing
from academy.enrolment.models import SelectionNote
from academy.enrolment.quotas import regions_of_organisation, usage
from academy.enrolment.telling import stands_as_told, state_as_told, told_entries
from cms.directory.models import Organisation

State = Enrolment.State


@dataclass
class Nominations:
    """What an organisation has nominated for a cohort; `left` is None without a limit.

    Each candidate has `shown`, the state that was told, and `is_first` and `is_last` of the order.
    """

    cohort: Cohort
    organisation: Organisation
    is_open: bool
    left: int | None
    candidates: list[Enrolment] = field(default_factory=list)


def nominations_of(
    organisation_ids: Collection[int], moment: datetime.datetime | None = None
) -> list[Nominations]:
    """Return what the organisations have nominated, or can at `moment`, by cohort: four queries.

    Cohorts that are over are left out.
    """
    moment = moment or timezone.now()
    organisations = list(
        Organisation.objects.filter(pk__in=organisation_ids).select_related("place")
    )
    cohorts = Cohort.objects.public().filter(
        closed_at=None, ends_on__gte=timezone.localdate(moment)
    )
    cohorts = list(
        cohorts.select_related("course").prefetch_related("quotas").order_by("nominations_until")
    )
    by_pk = {cohort.pk: cohort for cohort in cohorts}
    rows = Enrolment.objects.filter(
        stands_as_told(), cohort__in=cohorts, organisation__isnull=False
    )
    nominated = defaultdict(list)
    for row in rows.select_related("organisation__place").order_by("rank", "pk"):
        row.cohort = by_pk[row.cohort_id]
        row.shown = state_as_told(row)
        nominated[row.cohort_id].append(row)
    found = []
    for cohort in cohorts:
        used = usage(cohort, "nominations", nominated[cohort.pk])
        for organisation in organisations:
            own = [row for row in nominated[cohort.pk] if row.organisation_id == organisation.pk]
            for row in own:
                row.is_first, row.is_last = row is own[0], row is own[-1]
            is_open = cohort.takes_nominations(moment)
            if is_open or own:
                left = used.left(organisation.pk, regions_of_organisation(organisation))
                found.append(Nominations(cohort, organisation, is_open, left, own))
    return found


def cohorts_with_counts():
    """Return all cohorts, each with `candidates` who stand, `taken` seats and `undecided`."""
    standing = ~Q(enrolments__state__in=Enrolment.OUT) & Q(enrolments__isnull=False)
    return Cohort.objects.select_related("course").annotate(
        candidates=Count("enrolments", filter=standing),
        taken=Count("enrolments", filter=Q(enrolments__seat_number__isnull=False)),
        undecided=Count("enrolments", filter=Q(enrolments__state=State.ACCEPTED)),
    )


def cohorts_to_decide(today: datetime.date | None = None):
    """Return the cohorts still to begin in which candidates wait for a decision."""
    today = today or timezone.localdate()
    rows = cohorts_with_counts().filter(closed_at=None, starts_on__gt=today, undecided__gt=0)
    return rows.order_by("starts_on")


def history_of(enrolment: Enrolment, standing: Standing) -> list[HistoryEntry]:
    """Return the history of `enrolment`, the first first; to others than the staff what changed
    where the candidate stands, as far as it is told."""
    rows = HistoryEntry.objects.filter(enrolment=enrolment).select_related("actor")
    rows = rows.order_by("at", "pk")
    return list(rows) if standing.staff else told_entries(enrolment, rows.exclude(state=""))


def notes_on(enrolment: Enrolment):
    """Return what was written about decisions on `enrolment`: for the staff alone."""
    return SelectionNote.objects.filter(enrolment=enrolment).select_related("by")


def waiting_before(enrolment: Enrolment) -> int:
    """Return how many joined the waiting list before `enrolment`; 0 where it does not wait as far
    as was told."""
    if state_as_told(enrolment) != State.WAITING:
        return 0
    waiting = Q(state=State.WAITING) | Q(shown_as=State.WAITING)
    rows = Enrolment.objects.filter(waiting, cohort=enrolment.cohort_id)
    return rows.filter(queue_number__lt=enrolment.queue_number).count()
