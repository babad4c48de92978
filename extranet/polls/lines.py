"""Options as they are typed, one a line: texts, or days and moments.

Dates are read as `2026-05-12`, `12/5/2026`, `12.5.2026` and `12 May 2026`, the month in any
language of the site, in full or cut after three letters; without a year it is the next such day.
A time may follow: `14:30`, `14h30`, `14h`. Days stand before months, as everywhere on this site.
"""

import datetime
import re
import unicodedata
import zoneinfo
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.labels import site_languages
from cms.core.text import fold, tidy

FEWEST, MOST = 2, 30
# As long as the package's column.
LONGEST = 250

_DAY = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?=[t ]|$)"
    r"|(?P<day2>\d\d?)[/.](?P<month2>\d\d?)(?:[/.](?P<year2>\d{4}))?(?![\d/])\.?"
    r"|(?P<day3>\d\d?)(?:er|\.)? (?:de )?(?P<name>[a-z]{3,})\.?(?: (?:de )?(?P<year3>\d{4}))?"
)
_TIME = re.compile(r"(?P<hour>\d\d?)(?::(?P<minute>\d\d)| ?h ?(?P<minute2>\d\d)?)")
_BETWEEN = re.compile(r"^(?:,? (?:at |a las |a la |a )?|t)(?=\d)")


@dataclass(frozen=True)
class When:
    """A whole day, or a moment that is aware; in the time zone it was meant in."""

    zone: str
    day: datetime.date | None = None
    moment: datetime.datetime | None = None

    @property
    def value(self) -> str:
        """The day, or the day and time in its own zone, as `2026-05-12 14:30`: the text that the
        package's option has."""
        if self.moment is None:
            return self.day.isoformat()
        return self.moment.astimezone(zoneinfo.ZoneInfo(self.zone)).strftime("%Y-%m-%d %H:%M")


class LineError(ValueError):
    """What is wrong with a line, in the active language."""


def read_options(text: str) -> list[str]:
    """Return the options of a text, one a line; raise ValidationError that names the lines."""
    return _read(text, _option, key=fold)


def read_dates(text: str, zone: str, now: datetime.datetime) -> list[When]:
    """Return the days and moments of a text, one a line, meant in a time zone.

    Raise ValidationError that names the lines that are no date, or none that lies ahead of `now`.
    """
    return _read(text, lambda line: read_date(line, zone, now), key=lambda when: when.value)


def _read(text: str, read, key) -> list:
    found, seen, errors = [], {}, []
    for number, line in enumerate(text.splitlines(), 1):
        line = tidy(line)
        if not line:
            continue
        try:
            value = read(line)
            if (first := seen.setdefault(key(value), number)) != number:
                raise LineError(_("it says the same as line %(line)s.") % {"line": first})
        except LineError as error:
            said = {"line": number, "why": str(error), "text": line[:60]}
            errors.append(_("Line %(line)s, “%(text)s”: %(why)s") % said)
        else:
            found.append(value)
    if errors:
        raise ValidationError(errors[:MOST])
    if len(found) < FEWEST:
        raise ValidationError(_("Write two options at least, each on a line of its own."))
    if len(found) > MOST:
        said = {"most": MOST, "count": len(found)}
        raise ValidationError(_("There are %(count)s options: %(most)s are the most.") % said)
    return found


def _option(line: str) -> str:
    if len(line) > LONGEST:
        raise LineError(_("it is longer than %(most)s characters.") % {"most": LONGEST})
    if not fold(line) or any(unicodedata.category(char) == "Cc" for char in line):
        raise LineError(_("it cannot be read."))
    return line


def read_date(line: str, zone: str, now: datetime.datetime) -> When:
    """Return the day or moment that a line says in a time zone; raise LineError in words."""
    local = zoneinfo.ZoneInfo(zone)
    today = now.astimezone(local).date()
    plain = fold(line)
    found = _DAY.match(plain)
    if found is None:
        raise LineError(_("this is no date. Write it as 2026-05-12, 12/5/2026 or 12 May 2026."))
    day = _day(found, today)
    rest = plain[found.end() :]
    if not rest:
        if day < today:
            raise LineError(_("this day has passed."))
        return When(zone, day=day)
    moment = datetime.datetime.combine(day, _time(rest), local)
    # Where clocks go forward some times do not exist: they come back as others.
    if moment.astimezone(datetime.UTC).astimezone(local).replace(fold=0) != moment:
        raise LineError(_("this time does not exist there: the clocks go forward that night."))
    moment = moment.astimezone(datetime.UTC)
    if moment <= now:
        raise LineError(_("this moment has passed."))
    return When(zone, moment=moment)


def _day(found: re.Match, today: datetime.date) -> datetime.date:
    day = int(found["day"] or found["day2"] or found["day3"])
    month = found["month"] or found["month2"]
    month = int(month) if month else _month(found["name"])
    year = found["year"] or found["year2"] or found["year3"]
    # The 29th of February may be eight years away.
    years = [int(year)] if year else range(today.year, today.year + 9)
    for one in years:
        try:
            wanted = datetime.date(one, month, day)
        except ValueError:
            continue
        if year or wanted >= today:
            return wanted
    raise LineError(_("there is no such day."))


def _time(text: str) -> datetime.time:
    between = _BETWEEN.match(text)
    found = _TIME.fullmatch(text[between.end() :]) if between else None
    if found is None:
        raise LineError(_("after the day only a time can follow, such as 14:30."))
    try:
        return datetime.time(int(found["hour"]), int(found["minute"] or found["minute2"] or 0))
    except ValueError:
        raise LineError(_("there is no such time of day.")) from None


def _month(name: str) -> int:
    numbers = {number for known, number in _months() if known.startswith(name)}
    if len(numbers) != 1:
        raise LineError(_("there is no month of this name."))
    return numbers.pop()


@cache
def _months() -> frozenset[tuple[str, int]]:
    """Return the names of the months in all languages of the site, folded, with their numbers."""
    found = set()
    for language in site_languages():
        with override(language):
            found |= {(fold(str(name)), number) for number, name in MONTHS.items()}
    return frozenset(found)
