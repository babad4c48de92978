"""Who signed an appeal, by region and country: as counts, on the map, and as a list of pages."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, Q, prefetch_related_objects
from django.utils.translation import gettext

from campaigns.models.appeal import Appeal
from campaigns.models.organisation_signature import OrganisationSignature
from cms.core.labels import pick
from cms.core.text import sort_key
from cms.core.world_map import marks_of
from cms.taxonomy.models import Place

WORLDWIDE = "worldwide"


@dataclass(frozen=True)
class Section:
    """The signatories of one country under their heading; without a label for the worldwide."""

    region: str
    label: str
    rows: list[OrganisationSignature]


class Signatories:
    """The organisations that signed an appeal; a `region` that is none is ignored.

    What it asks of the data base does not grow with their number.
    """

    A_PAGE = 100

    def __init__(self, appeal: Appeal, base_url: str = "", region: str = ""):
        self.appeal = appeal
        self.base_url = base_url
        known = {place.code for place in self.places.values() if _is_region(place)}
        self.region = region if region in known | {WORLDWIDE} else ""

    @property
    def paginator(self) -> Paginator:
        """Those that are listed, page by page."""
        return Paginator(self.keys, self.A_PAGE)

    @cached_property
    def counts(self) -> dict[int | None, int]:
        """How many signed, by the id of their place."""
        rows = self._signed().order_by().values("place").annotate(number=Count("pk"))
        return {row["place"]: row["number"] for row in rows}

    @cached_property
    def places(self) -> dict[int, Place]:
        """All regions, and the places that somebody signed in, by id."""
        here = Q(kind=Place.Kind.REGION) | Q(pk__in=[key for key in self.counts if key])
        return {row.pk: row for row in Place.objects.filter(here).select_related("parent__parent")}

    @cached_property
    def regions(self) -> list[dict]:
        """The regions as the map and the counts read them, by name."""
        counted = self.by_region
        found = [place for place in self.places.values() if _is_region(place)]
        return [
            {
                "code": region.code,
                "label": region.label,
                "count": counted[region.code],
                "url": f"{self.base_url}?region={region.code}",
                "current": region.code == self.region,
            }
            for region in sorted(found, key=lambda region: sort_key(region.label))
        ]

    @cached_property
    def groups(self) -> list[dict]:
        """The regions, and at the end those that are at home in the whole world."""
        if not self.by_region[WORLDWIDE]:
            return self.regions
        worldwide = {
            "code": WORLDWIDE,
            "label": gettext("Worldwide"),
            "count": self.by_region[WORLDWIDE],
            "url": f"{self.base_url}?region={WORLDWIDE}",
            "current": self.region == WORLDWIDE,
        }
        return [*self.regions, worldwide]

    @cached_property
    def by_region(self) -> Counter:
        """How many signed, by the code of their region."""
        counted = Counter()
        for key, number in self.counts.items():
            counted[self._region_code(key)] += number
        return counted

    @property
    def countries(self) -> int:
        """In how many countries and territories somebody signed."""
        return sum(not _is_region(self.places[key]) for key in self.counts if key)

    @property
    def marks(self) -> str:
        """Where somebody signed, as the map draws it."""
        return marks_of(
            self.places[key]
            for key in self.counts
            if key and self.region in ("", self._region_code(key))
        )

    @property
    def total(self) -> int:
        """How many signed in the chosen region, in all where none is chosen."""
        return self.by_region[self.region] if self.region else self.by_region.total()

    @cached_property
    def keys(self) -> list[int]:
        """The ids of the signatures in the order of the list, those of the chosen region alone."""
        rows = self._signed().order_by().values_list("pk", "place_id", "names")
        order = {key: self._place_order(key) for key in self.counts}
        found = [row for row in rows if self.region in ("", self._region_code(row[1]))]
        found.sort(key=lambda row: (order[row[1]], sort_key(pick(row[2])), row[0]))
        return [key for key, _place, _names in found]

    def sections(self, keys) -> list[Section]:
        """Return the signatures of these `keys`, in their order, under their countries."""
        rows = OrganisationSignature.objects.select_related("organisation", "logo").in_bulk(keys)
        rows = [rows[key] for key in keys]
        for row in rows:
            row.place = self.places.get(row.place_id)
        prefetch_related_objects([row.logo for row in rows if row.logo], "renditions")
        return [
            Section(self._region_label(place_id), self._country_label(place_id), list(inside))
            for place_id, inside in groupby(rows, key=lambda row: row.place_id)
        ]

    def _signed(self):
        return OrganisationSignature.objects.signed().filter(appeal=self.appeal)

    def _region_code(self, place_id: int | None) -> str:
        return self.places[place_id].region.code if place_id else WORLDWIDE

    def _region_label(self, place_id: int | None) -> str:
        return self.places[place_id].region.label if place_id else gettext("Worldwide")

    def _country_label(self, place_id: int | None) -> str:
        if not place_id:
            return ""
        place = self.places[place_id]
        return gettext("The whole region") if _is_region(place) else place.label

    def _place_order(self, place_id: int | None) -> tuple:
        """Return what sorts a place: its region, then what lies in it; the whole region first."""
        if not place_id:
            return (1,)
        place = self.places[place_id]
        country = sort_key("" if _is_region(place) else place.label)
        return (0, sort_key(place.region.label), country, place.code)


def by_region(appeal: Appeal) -> list[tuple[str, list[OrganisationSignature]]]:
    """Return all organisations that signed `appeal` under their regions, by name, in one query."""
    rows = OrganisationSignature.objects.signed().filter(appeal=appeal).order_by("pk")
    found: dict[str, list] = {}
    for row in rows.select_related("organisation", "place__parent__parent"):
        found.setdefault(row.place.region.label if row.place else "", []).append(row)
    # Those at home in the whole world come last.
    regions = sorted(found, key=lambda region: (not region, sort_key(region)))
    return [
        (region or gettext("Worldwide"), sorted(found[region], key=lambda row: sort_key(row.name)))
        for region in regions
    ]


def _is_region(place: Place) -> bool:
    return place.kind == Place.Kind.REGION
