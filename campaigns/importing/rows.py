"""The lines of a list of signatories, and of what a person has decided about some of them."""

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.tabular.columns import names_of
from cms.core.tabular.reading import read_table
from cms.core.text import fold
from cms.taxonomy.models import Place

COLUMNS = ("organisation", "acronym", "person", "country", "date")
# What a decision says besides the code of an organisation.
AS_WRITTEN, LEAVE_OUT = "-", "skip"
_IN_BRACKETS = re.compile(r"^(?P<name>.+?)\s*\((?P<acronym>[^()]{1,30})\)$")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line, in words."""

    line: int
    text: str

    def __str__(self):
        return f"{self.line}: {self.text}"


@dataclass(frozen=True)
class Row:
    """A line: an organisation, or a person where `person` says a name."""

    line: int
    organisation: str
    acronym: str
    person: str
    place: Place | None
    date: datetime.date | None

    @property
    def text(self) -> str:
        """What the line names, as a person finds it again."""
        return self.person or self.organisation


@dataclass(frozen=True)
class Decision:
    """What somebody decided about a line: the code of an organisation, `-` or `skip`."""

    text: str
    choice: str


class BadTable(Exception):
    """A file cannot be taken in; `problems` says why, line by line."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_rows(content: bytes) -> list[Row]:
    """Return the lines of a list of signatories, CSV or a spreadsheet.

    Raise BadTable, or TableError where the file is no table.
    """
    table = read_table(content, known=COLUMNS)
    headers = [header.strip().lower() for header in table.headers]
    if unknown := sorted(set(headers) - set(COLUMNS)):
        text = _("Columns that are not known: %(columns)s.") % {"columns": ", ".join(unknown)}
        raise BadTable([Problem(1, text)])
    if missing := sorted({"organisation", "country"} - set(headers)):
        text = _("Columns that are missing: %(columns)s.") % {"columns": ", ".join(missing)}
        raise BadTable([Problem(1, text)])
    places, rows, problems = Places(), [], []
    for line, cells in zip(table.lines, table.rows, strict=True):
        values = dict.fromkeys(COLUMNS, "") | dict(
            zip(headers, map(str.strip, cells), strict=False)
        )
        try:
            rows.append(_row(line, values, places))
        except ValueError as error:
            problems.append(Problem(line, str(error)))
    if problems:
        raise BadTable(problems)
    return rows


def read_decisions(content: bytes) -> dict[int, Decision]:
    """Return what was decided, by line; lines without a decision are left out. Errors as above."""
    table = read_table(content, known=("line", "name", "decision"))
    headers = [header.strip().lower() for header in table.headers]
    if missing := sorted({"line", "name", "decision"} - set(headers)):
        text = _("Columns that are missing: %(columns)s.") % {"columns": ", ".join(missing)}
        raise BadTable([Problem(1, text)])
    found, problems = {}, []
    for number, cells in zip(table.lines, table.rows, strict=True):
        values = dict(zip(headers, map(str.strip, cells), strict=False))
        if not values.get("decision"):
            continue
        if not values["line"].isdigit() or int(values["line"]) in found:
            problems.append(Problem(number, _("The line is no number, or stands here twice.")))
        else:
            found[int(values["line"])] = Decision(values["name"], values["decision"])
    if problems:
        raise BadTable(problems)
    return found


class Places:
    """Finds a place by its code or by any of its names, as it is or folded."""

    def __init__(self):
        self._known: dict[str, set] = {}
        for place in Place.objects.all():
            for word in names_of(place):
                self._known.setdefault(word, set()).add(place)

    def find(self, text: str) -> Place | None:
        """Return the place, None for an empty text; raise ValueError where there is not one."""
        if not text:
            return None
        found = self._known.get(fold(text), set())
        if len(found) != 1:
            problem = (
                _("“%(text)s” is more than one place.") if found else _("No place: “%(text)s”.")
            )
            raise ValueError(problem % {"text": text})
        return next(iter(found))


def _row(line: int, values: dict[str, str], places: Places) -> Row:
    name, acronym = values["organisation"], values["acronym"]
    if not name and not values["person"]:
        raise ValueError(_("Neither an organisation nor a person."))
    if len(name) > 200 or len(acronym) > 30 or len(values["person"]) > 160:
        raise ValueError(_("A name is too long."))
    if not acronym and not values["person"] and (match := _IN_BRACKETS.match(name)):
        name, acronym = match["name"], match["acronym"]
    place = places.find(values["country"])
    if values["person"] and place is None:
        raise ValueError(_("A person without a country."))
    date = None
    if values["date"]:
        try:
            date = datetime.date.fromisoformat(values["date"])
        except ValueError:
            raise ValueError(_("Write the day as 2024-05-31.")) from None
        if date > datetime.date.today():
            raise ValueError(_("The day has not come yet."))
    return Row(line, name, acronym, values["person"], place, date)
