"""The member directory as the address of the page narrows it: region, status, words."""

from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from cms.core.text import fold
from cms.directory.models import Organisation, OrganisationStatus
from cms.directory.querysets import LISTED_STATUSES
from home.filters import Choice, Group


class DirectoryFilters:
    """Those who belong, by region, status and words; unknown values are ignored."""

    def __init__(self, params, base_url: str):
        self.base_url = base_url
        self.query = params.get("q", "").strip()[:100]
        self.status = params.get("status", "")
        self.region = params.get("region", "")
        if self.status not in LISTED_STATUSES:
            self.status = ""
        if self.region not in {region.code for region in self.regions}:
            self.region = ""

    @cached_property
    def everybody(self) -> list[Organisation]:
        """All listed organisations: hundreds at most, so one query serves all counts."""
        rows = Organisation.objects.listed().select_related("place", "place__parent", "logo")
        return sorted(
            rows, key=lambda row: (fold(row.place.label) if row.place else "", fold(row.name))
        )

    @cached_property
    def regions(self) -> list:
        """The regions that somebody lies in."""
        regions = {row.place.region.code: row.place.region for row in self.everybody if row.place}
        return sorted(regions.values(), key=lambda region: fold(region.label))

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
        if not self.query:
            return None
        return set(Organisation.objects.search_names(self.query).values_list("pk", flat=True))

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Those that the filters leave, by country and name."""
        return self.rows(region=self.region, status=self.status)

    @property
    def total(self) -> int:
        """How many the filters leave."""
        return len(self.organisations)

    def url(self, **changes) -> str:
        """Return the address with some filters changed; an empty value drops one."""
        params = {"q": self.query, "region": self.region, "status": self.status} | changes
        params = {name: value for name, value in params.items() if value}
        return f"{self.base_url}?{urlencode(params)}" if params else self.base_url

    @cached_property
    def groups(self) -> list[Group]:
        """Both filters with what they offer, counted with the other one in force."""
        regions = [
            Choice(
                value=region.code,
                label=region.label,
                count=len(self.rows(region=region.code, status=self.status)),
                url=self.url(region="" if region.code == self.region else region.code),
                chosen=region.code == self.region,
            )
            for region in self.regions
        ]
        statuses = [
            Choice(
                value=status,
                label=OrganisationStatus.Status(status).label,
                count=len(self.rows(region=self.region, status=status)),
                url=self.url(status="" if status == self.status else status),
                chosen=status == self.status,
            )
            for status in LISTED_STATUSES
        ]
        return [Group("region", _("Region"), regions), Group("status", _("Status"), statuses)]
