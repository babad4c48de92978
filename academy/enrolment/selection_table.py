"""Candidates side by side, with what the selection aims at: for the staff who select."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from academy.core.models import Cohort, Enrolment, Target
from academy.enrolment.quotas import regions_of, usage

State = Enrolment.State

A_PAGE = 50
# Those to decide on come first, those who are out last.
ORDER = (
    State.ACCEPTED,
    State.SELECTED,
    State.WAITING,
    State.OFFERED,
    State.CONFIRMED,
    State.ACTIVE,
    State.COMPLETED,
    State.NOT_COMPLETED,
    State.NO_SHOW,
    State.NOMINATED,
    State.APPLIED,
    State.NOT_SELECTED,
    State.LAPSED,
    State.DECLINED,
    State.WITHDRAWN,
)


@dataclass
class CandidateRow:
    """A candidate with the age in the year in which the cohort begins; `acts` are the screen's."""

    enrolment: Enrolment
    age: int | None
    acts: list = field(default_factory=list)


@dataclass
class Group:
    """The candidates in one state: the `rows` on the page, of a `total`."""

    state: str
    label: str
    rows: list[CandidateRow]
    total: int


@dataclass(frozen=True)
class TargetProgress:
    """How far the selection is with a target: `now` of those chosen, in whole percent."""

    label: str
    aim: int
    now: int
    is_met: bool


@dataclass(frozen=True)
class QuotaProgress:
    """How many seats an organisation or a region has, of at most `seats`."""

    label: str
    taken: int
    seats: int


@dataclass
class SelectionTable:
    """A cohort's candidates by state; `taken` seats, who is `selected` and not offered yet."""

    taken: int
    selected: int
    waiting: int
    targets: list[TargetProgress]
    quotas: list[QuotaProgress]
    groups: list[Group]


def selection_table(cohort: Cohort) -> SelectionTable:
    """Return the candidates of `cohort` side by side, with its targets' progress: five queries."""
    rows = list(
        cohort.enrolments.filter(anonymised_at=None)
        .select_related("organisation__place", "country")
        .order_by("queue_number", "organisation__code", "rank", "pk")
    )
    chosen = [row for row in rows if row.seat_number is not None]
    by_state = {state: [row for row in rows if row.state == state] for state in ORDER}
    targets = cohort.targets.select_related("region").order_by("kind", "pk")
    return SelectionTable(
        taken=len(chosen),
        selected=len(by_state[State.SELECTED]),
        waiting=len(by_state[State.WAITING]),
        targets=[_progress(target, cohort, chosen) for target in targets],
        quotas=_quotas(cohort, chosen),
        groups=[
            Group(
                state,
                str(state.label),
                [CandidateRow(row, age(row, cohort)) for row in found],
                len(found),
            )
            for state, found in by_state.items()
            if found
        ],
    )


def page_of(table: SelectionTable, number: str | None) -> Page:
    """Return a page of all candidates, and leave in the groups of `table` the rows on it."""
    page = Paginator([row for group in table.groups for row in group.rows], A_PAGE).get_page(number)
    shown = {row.enrolment.pk for row in page}
    for group in table.groups:
        group.rows = [row for row in group.rows if row.enrolment.pk in shown]
    table.groups = [group for group in table.groups if group.rows]
    return page


def age(enrolment: Enrolment, cohort: Cohort) -> int | None:
    """Return how old somebody gets in the year in which `cohort` begins; None where unsaid."""
    return cohort.starts_on.year - enrolment.birth_year if enrolment.birth_year else None


def _progress(target: Target, cohort: Cohort, chosen: list[Enrolment]) -> TargetProgress:
    meeting = sum(_meets(row, target, cohort) for row in chosen)
    return TargetProgress(
        label=_label(target),
        aim=target.percent,
        now=100 * meeting // len(chosen) if chosen else 0,
        is_met=bool(chosen) and 100 * meeting >= target.percent * len(chosen),
    )


def _meets(row: Enrolment, target: Target, cohort: Cohort) -> bool:
    if target.kind == Target.Kind.REGION:
        return target.region_id in regions_of(row)
    if target.kind == Target.Kind.GENDER:
        return row.gender == target.value
    years = age(row, cohort)
    youngest, _dash, oldest = target.value.partition("-")
    return years is not None and int(youngest) <= years <= int(oldest or 200)


def _label(target: Target) -> str:
    if target.kind == Target.Kind.REGION:
        return str(target.region)
    if target.kind == Target.Kind.GENDER:
        return str(dict(Enrolment.Gender.choices).get(target.value, target.value))
    return _("Age %(ages)s") % {"ages": target.value.replace("-", "–")}


def _quotas(cohort: Cohort, chosen: list[Enrolment]) -> list[QuotaProgress]:
    used = usage(cohort, "seats", chosen).used
    rows = cohort.quotas.filter(seats__isnull=False).select_related("organisation", "region")
    return [
        QuotaProgress(
            str(row),
            used[
                ("organisation", row.organisation_id)
                if row.organisation_id
                else ("region", row.region_id)
            ],
            row.seats,
        )
        for row in rows
    ]
