"""The member directory as the address of the page narrows it: region, status, words."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.text import sort_key
from cms.core.world_map import marks_of
from cms.directory.models import Organisation, OrganisationStatus
from cms.directory.querysets import LISTED_STATUSES
from home.filters import Choice, Group, ListFilters


@dataclass(frozen=True)
class Country:
    """The organisations of one country; without a label where nobody asks for one."""

    label: str
    organisations: list[Organisation]


@dataclass(frozen=True)
class Region:
    """A heading of the list: a region, or the whole world, with its countries."""

    code: str
    label: str
    countries: list[Country]


class DirectoryFilters(ListFilters):
    """Those who belong, by region, status and words; unknown values are ignored."""

    def __init__(self, params, base_url: str):
        self.words = params.get("q", "").strip()[:100]
        known = {"region": {region.code for region in self.regions}, "status": LISTED_STATUSES}
        chosen = {name: params.get(name, "") for name in known}
        super().__init__(base_url, {n: value for n, value in chosen.items() if value in known[n]})

    @cached_property
    def everybody(self) -> list[Organisation]:
        """All listed organisations: hundreds at most, so one query serves all counts."""
        return list(Organisation.objects.listed().select_related("place", "place__parent", "logo"))

    @cached_property
    def regions(self) -> list:
        """The regions that somebody lies in."""
        regions = {row.place.region.code: row.place.region for row in self.everybody if row.place}
        return sorted(regions.values(), key=lambda region: sort_key(region.label))

    def rows(self, *, region: str = "", status: str = "") -> list[Organisation]:
        """Return those of a region and status (empty for any) whose names hold the words."""
        return [
            row
            for row in self.everybody
            if (not region or (row.place and row.place.region.code == region))
            and (not status or row.status == status)
            and (self._found is None or row.pk in self._found)
        ]

    @cached_property
    def _found(self) -> set[int] | None:
        if not self.words:
            return None
        return set(Organisation.objects.search_names(self.words).values_list("pk", flat=True))

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Those that the filters leave, by region, country and name; the worldwide ones last."""
        return sorted(self.rows(**self.chosen), key=_position)

    @property
    def sections(self) -> list[Region]:
        """Those that the filters leave, under the headings of the list."""
        return [
            Region(
                region.code if region else "worldwide",
                region.label if region else gettext("Worldwide"),
                [
                    Country(_country_label(place), list(rows))
                    for place, rows in groupby(inside, key=lambda row: row.place)
                ],
            )
            for region, inside in groupby(
                self.organisations, key=lambda row: row.place and row.place.region
            )
        ]

    @property
    def marks(self) -> str:
        """The places of those that the filters leave, as the map draws them."""
        return marks_of(row.place for row in self.organisations if row.place)

    @property
    def total(self) -> int:
        """How many the filters leave."""
        return len(self.organisations)

    @cached_property
    def groups(self) -> list[Group]:
        """Both filters with what they offer, counted with the other one in force."""
        regions = [(region.code, region.label) for region in self.regions]
        statuses = [(one, OrganisationStatus.Status(one).label) for one in LISTED_STATUSES]
        return [
            Group("region", _("Region"), self._counted("region", regions)),
            Group("status", _("Status"), self._counted("status", statuses)),
        ]

    def _counted(self, name: str, offered: list[tuple[str, str]]) -> list[Choice]:
        counts = {value: len(self.rows(**self.chosen | {name: value})) for value, _label in offered}
        return self.choices(name, [(value, label, counts[value]) for value, label in offered])


def _position(row: Organisation) -> tuple:
    """Return what sorts an organisation in the list; those of a whole region lead it."""
    if not row.place:
        return (1, sort_key(row.name))
    region = row.place.region
    country = sort_key("" if row.place == region else row.place.label)
    # Codes part two places of one name, so that each stands under its own heading.
    return (0, sort_key(region.label), region.code, country, row.place.code, sort_key(row.name))


def _country_label(place) -> str:
    if place is None:
        return ""
    return gettext("The whole region") if place == place.region else place.label
