"""Time zones as iCalendar says them (RFC 5545, VTIMEZONE).

Outlook reads a zone by its yearly rules and makes little of long lists of dates. Rules are found
by looking at what the zone does over many years, so that they say what the system's own data says.
"""

import datetime
import zoneinfo
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

# After so many years in a row every day that a rule can fall on has been seen.
_CYCLE = 28
_LOOKED_AT = 40
# How long dates are listed after the last event, where clocks follow no yearly rule.
_LISTED = 5
_STEP = datetime.timedelta(days=5)
_SECOND = datetime.timedelta(seconds=1)
_NOTHING = datetime.timedelta()
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(NamedTuple):
    """Clocks are changed: when by the clock until then, from which offset to which."""

    at: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    saves: bool

    @property
    def kind(self) -> tuple:
        """What it has in common with the change of another year that follows the same rule."""
        return self.at.weekday(), self.at.time(), self.before, self.after

    @property
    def from_end(self) -> int:
        """Its day counted from the end of the year, which no leap day moves from March on."""
        return (datetime.date(self.at.year + 1, 1, 1) - self.at.date()).days


@lru_cache(maxsize=256)
def zone_component(name: str, first: int, last: int) -> Timezone:
    """Return the zone `name` as iCalendar says it, for events in the years `first` to `last`."""
    start = datetime.datetime(first - 1, 1, 1, tzinfo=datetime.UTC)
    zone = zoneinfo.ZoneInfo(name)
    changes = _changes(zone, start, first + _LOOKED_AT)
    rules, dates = _sorted_out(changes)
    component = Timezone()
    component.add("tzid", name)
    if not changes or changes[0].at.year >= first:
        component.add_component(_since(start.astimezone(zone)))
    for rows in rules:
        # Spring forward is daylight and autumn back is standard time for every reader of rules,
        # also where the law of the place names them the other way round (Dublin, Casablanca).
        row = _part(rows[0], saves=rows[0].after > rows[0].before)
        row.add("rrule", _rule(rows))
        component.add_component(row)
    for change in dates:
        if change.at.year <= last + _LISTED:
            component.add_component(_part(change, saves=change.saves))
    return component


def _changes(zone, start: datetime.datetime, until: int) -> list[Change]:
    """Return how clocks are changed from `start` to the end of the year before `until`."""
    found, here = [], start
    end = datetime.datetime(until, 1, 1, tzinfo=datetime.UTC)
    offset = here.astimezone(zone).utcoffset()
    while here < end:
        there = min(here + _STEP, end)
        if there.astimezone(zone).utcoffset() != offset:
            low, high = here, there
            while high - low > _SECOND:
                middle = low + (high - low) // _SECOND // 2 * _SECOND
                same = middle.astimezone(zone).utcoffset() == offset
                low, high = (middle, high) if same else (low, middle)
            local = high.astimezone(zone)
            at = (high + offset).replace(tzinfo=None)
            saves = (local.dst() or _NOTHING) > _NOTHING
            found.append(Change(at, offset, local.utcoffset(), local.tzname(), saves))
            offset, there = local.utcoffset(), high
        here = there
    return found


def _sorted_out(changes: list[Change]) -> tuple[list[list[Change]], list[Change]]:
    """Return the changes that go on by a yearly rule, together, and those that are single."""
    rules, single = [], []
    kinds = defaultdict(list)
    for change in changes:
        kinds[change.kind].append(change)
    for rows in kinds.values():
        years = [row.at.year for row in rows]
        tail = len(rows) - 1
        while tail and years[tail - 1] == years[tail] - 1:
            tail -= 1
        ruled = rows[tail:]
        goes_on = ruled[-1].at.year == changes[-1].at.year
        if goes_on and len(ruled) >= _CYCLE and _is_one_week(ruled):
            rules.append(ruled)
            single += rows[:tail]
        else:
            single += rows
    return sorted(rules), sorted(single)


def _is_one_week(rows: list[Change]) -> bool:
    one_month = len({row.at.month for row in rows}) == 1
    days = {row.at.day if one_month else row.from_end for row in rows}
    return len(days) == 7 and max(days) - min(days) == 6


def _rule(rows: list[Change]) -> vRecur:
    """Return the rule by which they come back: the first Sunday, the last, one in a week."""
    at = rows[0].at
    first, day = min(row.at.day for row in rows), _DAYS[at.weekday()]
    if len({row.at.month for row in rows}) > 1:
        week = sorted({-row.from_end for row in rows})
        return vRecur({"FREQ": "YEARLY", "BYDAY": day, "BYYEARDAY": week})
    rule = {"FREQ": "YEARLY", "BYMONTH": at.month}
    if first % 7 == 1 and first < 29:
        return vRecur(rule | {"BYDAY": f"{first // 7 + 1}{day}"})
    if (at.replace(day=first) + datetime.timedelta(days=7)).day == 1:
        return vRecur(rule | {"BYDAY": f"-1{day}"})
    return vRecur(rule | {"BYDAY": day, "BYMONTHDAY": list(range(first, first + 7))})


def _part(change: Change, *, saves: bool) -> TimezoneStandard | TimezoneDaylight:
    row = TimezoneDaylight() if saves else TimezoneStandard()
    row.add("dtstart", change.at)
    row.add("tzoffsetfrom", change.before)
    row.add("tzoffsetto", change.after)
    row.add("tzname", change.name)
    return row


def _since(local: datetime.datetime) -> TimezoneStandard | TimezoneDaylight:
    """Return what clocks show from a moment on, before they are ever changed."""
    at, offset = local.replace(tzinfo=None), local.utcoffset()
    saves = (local.dst() or _NOTHING) > _NOTHING
    return _part(Change(at, offset, offset, local.tzname(), saves), saves=saves)
