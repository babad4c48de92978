"""How the signatures under an appeal came in: organisations and people apart, never added.

A group of people in which fewer than five asked not to be shown would tell, beside the public list,
who they are: such groups are merged, until what is merged holds five of them, or all.
"""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.models import Appeal, OrganisationSignature, Signature
from cms.core.charts import Chart, Series
from cms.core.text import sort_key
from cms.taxonomy.models import Place

# So many of a group, at least, must have asked not to be shown for the group to be told.
FEWEST_HIDDEN = 5


@dataclass
class Tally:
    """The people of one group, and how many of them are not shown."""

    label: str
    people: int = 0
    hidden: int = 0


def charts_of_organisations(appeal: Appeal) -> list[Chart]:
    """Return the organisations under `appeal` over time, by country and by way of signing."""
    rows = OrganisationSignature.objects.signed().filter(appeal=appeal).order_by()
    name = _("Organisations")
    months = rows.annotate(m=TruncMonth("signed_at")).values("m").annotate(n=Count("pk"))
    places = rows.values("place").annotate(n=Count("pk"))
    labels = _countries({row["place"] for row in places})
    ways = rows.values("way").annotate(n=Count("pk"))
    return [
        _over_time(name, {row["m"].date(): row["n"] for row in months}),
        _bars(_("By country"), _("Country"), name, {labels[r["place"]]: r["n"] for r in places}),
        _bars(
            _("By way of signing"),
            _("Way"),
            name,
            {str(OrganisationSignature.Way(row["way"]).label): row["n"] for row in ways},
        ),
    ]


def charts_of_people(appeal: Appeal) -> list[Chart]:
    """Return the people under `appeal` over time, by country, language and source."""
    rows = Signature.objects.filter(appeal=appeal, state=Signature.State.CONFIRMED).order_by()
    name = _("People")
    months = rows.values("month").annotate(n=Count("pk"))
    countries = _tallies(rows, "country")
    labels = _countries(set(countries))
    languages, sources = dict(settings.WAGTAIL_CONTENT_LANGUAGES), {"": _("not said")}
    return [
        _over_time(name, {row["month"]: row["n"] for row in months}),
        _merged_bars(_("By country"), _("Country"), name, countries, labels),
        _merged_bars(_("By language"), _("Language"), name, _tallies(rows, "language"), languages),
        _merged_bars(_("By source"), _("Source"), name, _tallies(rows, "source"), sources),
    ]


def merge_small(tallies: list[Tally]) -> list[Tally]:
    """Return the groups, those that would tell who is not shown as one, which comes last."""
    tallies = sorted(tallies, key=lambda one: (-one.people, sort_key(one.label)))
    small = [one for one in tallies if 0 < one.hidden < FEWEST_HIDDEN]
    rest = [one for one in tallies if one not in small]
    # A group alone, or the only one with somebody hidden, would be told by what is missing.
    while small and rest and (len(small) < 2 or _hidden(small) < FEWEST_HIDDEN):
        joins = next((one for one in reversed(rest) if one.hidden), rest[-1])
        rest.remove(joins)
        small.append(joins)
    if not small:
        return rest
    return [*rest, Tally(_("others"), sum(one.people for one in small), _hidden(small))]


def _hidden(tallies: list[Tally]) -> int:
    return sum(one.hidden for one in tallies)


def _tallies(rows, field: str) -> dict[object, Tally]:
    found = defaultdict(lambda: Tally(""))
    for row in rows.values(field, "shown").annotate(n=Count("pk")):
        tally = found[row[field]]
        tally.people += row["n"]
        tally.hidden += row["n"] if row["shown"] == Signature.Shown.HIDDEN else 0
    return dict(found)


def _countries(keys: set) -> dict[int | None, str]:
    labels = {place.pk: place.label for place in Place.objects.filter(pk__in=keys - {None})}
    return labels | {None: _("Worldwide")}


def _merged_bars(caption, head, name, tallies: dict, labels: dict) -> Chart:
    for key, tally in tallies.items():
        tally.label = labels.get(key, key)
    merged = merge_small(list(tallies.values()))
    return _bars(caption, head, name, [(one.label, one.people) for one in merged], ordered=True)


def _bars(caption, head, name, figures, *, ordered: bool = False) -> Chart:
    if not ordered:
        counted = Counter()
        for label, number in figures.items():
            counted[label] += number
        figures = sorted(counted.items(), key=lambda pair: (-pair[1], sort_key(pair[0])))
    labels = tuple(label for label, _number in figures)
    values = tuple(number for _label, number in figures)
    return Chart(caption, head, labels, (Series(name, values),), totals=True)


def _over_time(name: str, by_month: dict[datetime.date, int]) -> Chart:
    """Return how many there were in all at the end of each month, none left out in between."""
    months = []
    if by_month:
        month, last = min(by_month), max(by_month)
        while month <= last:
            months.append(month)
            month = (month + datetime.timedelta(days=31)).replace(day=1)
    sums = tuple(accumulate(by_month.get(month, 0) for month in months))
    labels = tuple(date_format(month, "YEAR_MONTH_FORMAT") for month in months)
    return Chart(_("Over time"), _("Month"), labels, (Series(name, sums),), line=True)
