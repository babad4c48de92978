"""The rules of a body, read and reckoned with: whole numbers and days, never fractions."""

import calendar
import datetime

from cms.directory.models import Body, BodyRule


def rules_of(body: Body) -> dict[str, BodyRule]:
    """Return the rules of `body` by their kind; one query, none where they are prefetched."""
    return {rule.kind: rule for rule in body.rules.all()}


def rule(body: Body, kind: str) -> BodyRule | None:
    """Return the rule of that kind, or None where `body` has none."""
    return rules_of(body).get(kind)


def threshold(roll: int, percent: int) -> int:
    """Return the least number that is at least `percent` % of `roll`: 11 for 30 % of 35."""
    return -(-percent * roll // 100)


def reaches(count: int, roll: int, percent: int) -> bool:
    """Return whether `count` is at least `percent` % of `roll`."""
    return 100 * count >= percent * roll


def gap(women: int, men: int) -> int:
    """Return by how many the one are more than the other."""
    return abs(women - men)


def last_day_of_term(starts_on: datetime.date, months: int) -> datetime.date:
    """Return the last day of `months` months that begin with `starts_on`.

    It is the day before the same day of the month, or, in a month that lacks that day, the
    month's last: two years from 29 February end on 28 February.
    """
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    length = calendar.monthrange(year, month + 1)[1]
    if starts_on.day > length:
        return datetime.date(year, month + 1, length)
    return datetime.date(year, month + 1, starts_on.day) - datetime.timedelta(days=1)
