"""The admin's report on the search: how it stands, and what people did not find."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from cms.core.charts import Chart, Series
from search.engines import all_engines, deadline, engine
from search.engines.base import EngineUnavailable
from search.models import Entry, Pick, SearchCount, Synonym
from search.services.counts import FEWEST, asked, by_day, missed

PERIODS = (7, 30, 90)
ROWS = 50


@dataclass(frozen=True)
class Health:
    """How one engine stands: whether it answers, since when nobody asks it any more, and how many
    entries it holds wrongly."""

    name: str
    in_use: bool
    answers: bool
    left_out_since: datetime.datetime | None = None
    missing: int = 0
    stale: int = 0
    orphans: int = 0

    @property
    def clean(self) -> bool:
        """Whether it answers and holds what it should."""
        return self.answers and not (self.missing or self.stale or self.orphans)


def answering() -> str:
    """Return the name of the engine that answers now."""
    now = engine()
    return now.fallback.name if left_out_since(now) else now.name


def left_out_since(engine) -> datetime.datetime | None:
    """Return since when searches do not ask an engine, for it did not answer; None where they do.

    Processes know it of each other through the cache they share.
    """
    breaker = getattr(engine, "breaker", None)
    return breaker.open_since if breaker else None


def health() -> list[Health]:
    """Return how every engine stands; one that has not said so within the time that a page may
    wait for it does not answer."""
    in_use = answering()
    found = []
    for one in all_engines():
        try:
            with deadline.within(deadline.WRITER_PATIENCE):
                diff = one.check()
        except EngineUnavailable:
            found.append(Health(one.name, one.name == in_use, False, left_out_since(one)))
            continue
        counts = (len(diff.missing), len(diff.stale), len(diff.orphans) + len(diff.strays))
        found.append(Health(one.name, one.name == in_use, True, left_out_since(one), *counts))
    return found


class SearchReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Health, diff, the engine in use, what was searched for and what of it was not found."""

    template_name = "search/admin/report.html"
    page_title = _("Site search")
    header_icon = "search"
    permission_policy = ModelPermissionPolicy(SearchCount)
    permission_required = "view"

    def get_context_data(self, **kwargs):
        days = self.request.GET.get("days", "")
        days = int(days) if days in map(str, PERIODS) else 30
        names = dict(settings.LANGUAGES)
        entries = Entry.objects.alive().values("language").annotate(count=Count("pk"))
        return super().get_context_data(
            days=days,
            periods=PERIODS,
            engines=health(),
            entries=_chart(
                _("What can be found"),
                _("Language"),
                {
                    names.get(row["language"], row["language"]): (row["count"],)
                    for row in entries.order_by("language")
                },
                _("Entries"),
            ),
            by_day=_chart(
                _("Searches a day"),
                _("Day"),
                {date_format(day, "SHORT_DATE_FORMAT"): row for day, *row in by_day(days)},
                _("Searches"),
                _("Nothing found"),
                line=True,
            ),
            updated_at=Entry.objects.aggregate(last=Max("updated_at"))["last"],
            missed=[self._row(row, names) for row in missed(days)[:ROWS]],
            asked=[self._row(row, names) for row in asked(days)[:ROWS]],
            fewest=FEWEST,
            retention=settings.SEARCH_COUNT_DAYS,
            **kwargs,
        )

    def _row(self, row: dict, names: dict[str, str]) -> dict:
        prefilled = urlencode({"language": row["language"], "words": row["query"]})
        return {
            **row,
            "language_name": names.get(row["language"], row["language"]),
            "pick_url": f"{_add_url(Pick)}?{prefilled}",
            "synonym_url": f"{_add_url(Synonym)}?{prefilled}",
        }


def _chart(caption: str, head: str, rows: dict[str, tuple], *names: str, line=False) -> Chart:
    """Return a chart of rows by label, each with a figure for every name."""
    series = [
        Series(name, tuple(row[at] for row in rows.values())) for at, name in enumerate(names)
    ]
    return Chart(caption, head, tuple(rows), tuple(series), totals=True, line=line)


def _add_url(model) -> str:
    return reverse(model.snippet_viewset.get_url_name("add"))
