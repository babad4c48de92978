"""Finds which organisation of the directory a line of a list means: surely, or not at all.

A name counts only together with the country: several parties have the same. What two say at once,
or only the acronym says, a person decides.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.importing.rows import Row
from cms.core.text import fold
from cms.directory.models import Organisation


@dataclass(frozen=True)
class Match:
    """What was found: the organisation, or why a person has to decide, and between whom."""

    organisation: Organisation | None = None
    why: str = ""
    candidates: tuple[Organisation, ...] = ()


class Directory:
    """The organisations by what they are called and where they are; read once."""

    def __init__(self):
        self.by_code = {row.code: row for row in Organisation.objects.select_related("place")}
        self._exact, self._folded = defaultdict(set), defaultdict(set)
        self._acronyms, self._anywhere = defaultdict(set), defaultdict(set)
        for row in self.by_code.values():
            for name in row.names.values():
                self._exact[row.place_id, name].add(row)
                self._folded[row.place_id, fold(name)].add(row)
                self._anywhere[fold(name)].add(row)
            if row.acronym:
                self._acronyms[row.place_id, fold(row.acronym)].add(row)

    def match(self, row: Row) -> Match:
        """Return which organisation `row` means; one without a country is worldwide."""
        place = row.place.pk if row.place else None
        name = fold(row.organisation)
        named = self._exact[place, row.organisation] or self._folded[place, name]
        # Some are on a list by their acronym alone.
        short = self._acronyms[place, fold(row.acronym) if row.acronym else name]
        if not named and not row.acronym:
            named = short
        if row.acronym and named & short:
            named = named & short
        if len(named) == 1 and not (row.acronym and short and not named & short):
            return Match(next(iter(named)))
        if found := _sorted(named | short):
            several = len(named) > 1
            why = _("Several are called so.") if several else _("Name and acronym disagree.")
            return Match(why=why, candidates=found)
        if found := _sorted(self._anywhere[name]):
            return Match(why=_("The name is known in another country."), candidates=found)
        return Match(why=_("The directory does not know it."))


def _sorted(rows: set) -> tuple[Organisation, ...]:
    return tuple(sorted(rows, key=lambda row: row.code))
