"""Cases as the public finds them: by country, by their days, one by one with all that was said."""

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.timezone import localdate
from django.utils.translation import gettext

from campaigns.page_facts import chosen_pages
from campaigns.solidarity.models.case import Case, CaseEvent
from campaigns.solidarity.page_facts import case_facts, case_texts
from cms.core.text import sort_key
from cms.publishing.security_holds import hold_names
from home.filters import Group, ListFilters
from home.translations import attach_languages

# How far the list of anniversaries looks ahead.
AHEAD = datetime.timedelta(days=45)


def public_cases() -> list[Case]:
    """Return the cases that the public may know of, those left out that hold a protected name."""
    cases = Case.objects.public().select_related("place__parent__parent")
    return sorted(_without_names(cases.prefetch_related("events")), key=_by_place)


def public_case(code: str) -> Case | None:
    """Return the case of that code with all its facts, None where the public may not know of it."""
    return next(iter(_without_names(Case.objects.public().with_facts().filter(code=code))), None)


class CaseList(ListFilters):
    """All public cases by region and country, narrowed to a state where the address says so."""

    def __init__(self, params, base_url: str):
        state = params.get("state", "")
        super().__init__(base_url, {"state": state if state in Case.State else ""})
        self.all = public_cases()

    @cached_property
    def groups(self) -> list[Group]:
        """The one filter that there is; states that no case is in are not offered."""
        counted = Counter(case.state for case in self.all)
        states = [(state, state.label, counted[state]) for state in Case.State if counted[state]]
        return [Group("state", gettext("State"), self.choices("state", states))]

    @cached_property
    def cases(self) -> list[Case]:
        """Those in the chosen state, all without one."""
        state = self.chosen["state"]
        return [case for case in self.all if state in ("", case.state)]

    @property
    def open(self) -> list[Case]:
        """Those in which something is still asked for."""
        return [case for case in self.cases if case.is_open]

    @property
    def closed(self) -> list[Case]:
        """Those that have come to an end, the latest first."""
        closed = [case for case in self.cases if not case.is_open]
        return sorted(closed, key=lambda case: case.state_since, reverse=True)

    @property
    def regions(self) -> list[tuple[str, list[tuple[str, list[Case]]]]]:
        """The open ones under the names of their regions, and there of their countries."""
        return [
            (region, [(country, list(cases)) for country, cases in groupby(inside, _country)])
            for region, inside in groupby(self.open, lambda case: case.place.region.label)
        ]


@dataclass(frozen=True)
class Anniversary:
    """The day of this year, or the next, on which something happened `years` years ago."""

    day: datetime.date
    years: int
    event: CaseEvent

    @property
    def is_today(self) -> bool:
        """Whether it is today."""
        return self.day == localdate()


def anniversaries(today: datetime.date | None = None) -> list[Anniversary]:
    """Return the anniversaries of today and the coming weeks in public cases, the next one first.

    What happened in a case that has come to an end is remembered as well.
    """
    today = today or localdate()
    last = today + AHEAD
    months = {(today + datetime.timedelta(days=days)).month for days in range(AHEAD.days + 1)}
    events = (
        CaseEvent.objects.standing()
        .filter(case__in=Case.objects.public(), date__month__in=months, date__lt=today)
        .select_related("case__place")
        .prefetch_related("case__events")
    )
    found = []
    for event in events:
        day = _recurs(event.date, today)
        if today <= day <= last and day.year > event.date.year:
            found.append(Anniversary(day, day.year - event.date.year, event))
    fit = {case.pk for case in _without_names({one.event.case for one in found})}
    return sorted(
        (one for one in found if one.event.case_id in fit),
        key=lambda one: (one.day, -one.years, one.event.pk),
    )


def all_said(case: Case, index) -> dict:
    """Return a case and all that was said of it, in the language of the list `index` where it is.

    Declarations that exist in other languages only come in their authentic one, and say so.
    """
    language = index.locale.language_code
    pages = case.declarations.published().cards().newest_first()
    versions = {}
    for page in pages:
        versions.setdefault(page.translation_key, {})[page.locale.language_code] = page
    declarations = [
        found.get(language)
        or found.get(next(iter(found.values())).authentic_language)
        or next(iter(found.values()))
        for found in versions.values()
    ]
    updates = [
        block
        for page in declarations
        if page.locale.language_code == language
        for block in page.newest_updates
    ]
    statements, events = chosen_pages(case.related, index)
    return {
        "case": case,
        "facts": case_facts(case),
        "declarations": [
            (page, "" if page.locale.language_code == language else page.locale.language_code)
            for page in declarations
        ],
        "updates": sorted(updates, key=lambda block: block.value["date"], reverse=True),
        "statements": attach_languages(statements),
        "related_events": events,
    }


def _without_names(cases) -> list[Case]:
    """Return those of `cases` whose own texts hold no name that may not be published."""
    cases = list(cases)
    # Names are read once: that one of many texts holds one is rare.
    if not cases or not hold_names(text for case in cases for text in case_texts(case)):
        return cases
    return [case for case in cases if not hold_names(case_texts(case))]


def _recurs(date: datetime.date, today: datetime.date) -> datetime.date:
    """Return the next day from `today` on that is the anniversary of `date`."""
    day = _in_year(date, today.year)
    return day if day >= today else _in_year(date, today.year + 1)


def _in_year(date: datetime.date, year: int) -> datetime.date:
    try:
        return date.replace(year=year)
    except ValueError:
        # The 29th of February is remembered a day earlier.
        return date.replace(year=year, day=28)


def _country(case: Case) -> str:
    return case.place.label


def _by_place(case: Case) -> tuple:
    return (sort_key(case.place.region.label), sort_key(case.place.label), case.since, case.pk)
