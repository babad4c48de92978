"""The figures of a cohort: candidates, participants and who completed, by organisation, region and
gender.

Who does not run the academy sees participants alone, and no group of fewer than five: small groups
are told as one, together with the next larger one where they are too few still.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.core.models import Cohort, Enrolment
from cms.core.charts import Chart, Series
from cms.core.text import sort_key
from cms.directory.models import Organisation
from cms.taxonomy.models import Place

FEWEST = 5
GROUPINGS = ("organisation", "region", "gender")


@dataclass
class Group:
    """How many of one group were nominated or applied, took part, and completed."""

    label: str
    candidates: int = 0
    participants: int = 0
    completed: int = 0

    def add(self, state: str, number: int) -> None:
        """Count `number` people in `state`."""
        self.candidates += number
        self.participants += number if state in Enrolment.LEARNING else 0
        self.completed += number if state == Enrolment.State.COMPLETED else 0


@dataclass(frozen=True)
class Figures:
    """All figures of a cohort: the `total`, how many are in which state, and the groups by
    grouping."""

    total: Group
    states: dict[str, int]
    groups: dict[str, list[Group]]

    @property
    def rate(self) -> int | None:
        """The share of the participants who completed, in whole percent; None without any."""
        if not self.total.participants:
            return None
        return round(100 * self.total.completed / self.total.participants)


def figures_of(cohort: Cohort) -> Figures:
    """Return the figures of a cohort. Three queries whatever its size."""
    rows = list(
        cohort.enrolments.order_by()
        .values("organisation", "organisation__place", "country", "gender", "state")
        .annotate(n=Count("pk"))
    )
    organisations = Organisation.objects.in_bulk({row["organisation"] for row in rows} - {None})
    regions = _regions()
    genders = dict(Enrolment.Gender.choices)
    total, states = Group(str(cohort)), Counter()
    groups: dict[str, dict] = {name: {} for name in GROUPINGS}
    for row in rows:
        organisation = organisations.get(row["organisation"])
        place = row["country"] or row["organisation__place"]
        labels = {
            "organisation": organisation.name
            if organisation
            else capfirst(_("without an organisation")),
            "region": regions.get(place) or capfirst(_("not said")),
            "gender": capfirst(genders.get(row["gender"]) or _("not said")),
        }
        # Five organisations may be called the same.
        keys = labels | {"organisation": row["organisation"]}
        for name, label in labels.items():
            groups[name].setdefault(keys[name], Group(str(label))).add(row["state"], row["n"])
        total.add(row["state"], row["n"])
        states[row["state"]] += row["n"]
    return Figures(total, dict(states), {name: _ordered(found) for name, found in groups.items()})


def _regions() -> dict[int, str]:
    """Return the name of the region of every place."""
    places = Place.objects.in_bulk()

    def region(place: Place) -> Place:
        while place.kind != Place.Kind.REGION and place.parent_id:
            place = places[place.parent_id]
        return place

    return {key: region(place).label for key, place in places.items()}


def _ordered(found: dict) -> list[Group]:
    return sorted(found.values(), key=lambda one: (-one.candidates, sort_key(one.label)))


def merge_few(groups: list[Group]) -> list[Group]:
    """Return the groups by their participants, none of fewer than five: the small ones as one,
    which comes last; nothing where all together are too few."""
    groups = sorted(
        (one for one in groups if one.participants),
        key=lambda one: (-one.participants, sort_key(one.label)),
    )
    kept = [one for one in groups if one.participants >= FEWEST]
    few = [one for one in groups if one.participants < FEWEST]
    if not few:
        return kept
    # One small group alone would be told by what is missing to the sum.
    while kept and (len(few) < 2 or sum(one.participants for one in few) < FEWEST):
        few.append(kept.pop())
    people = sum(one.participants for one in few)
    if people < FEWEST:
        return []
    return [*kept, Group(_("others"), participants=people)]


def charts(figures: Figures, *, whole: bool) -> list[Chart]:
    """Return a chart a grouping; all of it where `whole`, else participants with no small group."""
    captions = {
        "organisation": (_("By organisation"), _("Organisation")),
        "region": (_("By region"), _("Region")),
        "gender": (_("By gender"), _("Gender")),
    }
    made = []
    for name, (caption, head) in captions.items():
        groups = figures.groups[name] if whole else merge_few(figures.groups[name])
        series = [("participants", pgettext("academy report", "Took part"))]
        if whole:
            series = [
                ("candidates", pgettext("academy report", "Candidates")),
                *series,
                ("completed", _("Completed")),
            ]
        made.append(
            Chart(
                caption,
                head,
                tuple(one.label for one in groups),
                tuple(
                    Series(label, tuple(getattr(one, field) for one in groups))
                    for field, label in series
                ),
                totals=True,
            )
        )
    return made


def state_chart(figures: Figures) -> Chart:
    """Return how many candidates are in which state, in the order of the way through a cohort."""
    found = [(label, figures.states.get(code, 0)) for code, label in Enrolment.State.choices]
    found = [(capfirst(str(label)), number) for label, number in found if number]
    return Chart(
        _("By state"),
        _("State"),
        tuple(label for label, _number in found),
        (
            Series(
                pgettext("academy report", "Candidates"), tuple(number for _label, number in found)
            ),
        ),
        totals=True,
    )


def table(figures: Figures) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of a file with all groups."""
    names = {"organisation": _("Organisation"), "region": _("Region"), "gender": _("Gender")}
    head = [
        _("By"),
        _("Group"),
        pgettext("academy report", "Candidates"),
        pgettext("academy report", "Took part"),
        _("Completed"),
    ]
    rows = [
        [names[name], one.label, str(one.candidates), str(one.participants), str(one.completed)]
        for name in GROUPINGS
        for one in figures.groups[name]
    ]
    whole = figures.total
    numbers = (whole.candidates, whole.participants, whole.completed)
    return head, [*rows, [_("All"), "", *map(str, numbers)]]
