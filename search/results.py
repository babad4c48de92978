"""The results of a search with all that the page, the feed and the JSON form show of them."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from home.filters import Choice
from search.audiences import EVERYBODY
from search.engines.base import FacetValue
from search.facet_labels import FACET_LABELS, MEMBERS_FACET_LABELS, ValueLabels, counted
from search.params import MOST_SHOWN, Params
from search.projection import FACETS
from search.services.find import find


@dataclass(frozen=True)
class Chosen:
    """The chosen values of a filter in words."""

    label: str


@dataclass(frozen=True)
class Group:
    """One filter with the choices it offers."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> Chosen | None:
        """What is chosen, in words; None where nothing is."""
        labels = [choice.label for choice in self.choices if choice.chosen]
        return Chosen(_any_of(labels)) if labels else None

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded: what is chosen, and the filter that most people use."""
        return self.name == "kind" or self.chosen is not None


class SearchResults:
    """One page of results: hits, total, filters, sorts, pagination, and a sentence about them."""

    def __init__(self, params: Params):
        found = find(params.query())
        if not found.hits and found.total and params.page > 1:
            # Beyond the end is the last page.
            params = replace(params, page=-(-min(found.total, MOST_SHOWN) // params.size))
            found = find(params.query())
        self.hits, self.total = found.hits, found.total
        self.facets = found.facets
        self.degraded, self.relaxed = found.degraded, found.relaxed
        chosen = {
            name: tuple(one.value for one in values if one.chosen)
            for name, values in found.facets.items()
        }
        self.params = params.only(chosen)

    @cached_property
    def labels(self) -> ValueLabels:
        """The labels of all codes in the facets and the hits."""
        return ValueLabels.read(self.facets, self.hits)

    @cached_property
    def page(self) -> Page:
        """The page of hits as the pagination reads it."""
        paginator = Paginator(range(min(self.total, MOST_SHOWN)), self.params.size)
        page = paginator.get_page(self.params.page)
        page.object_list = self.hits
        return page

    @property
    def page_query(self) -> str:
        """The address of the search up to the number of a page."""
        encoded = replace(self.params, page=1).encoded()
        return f"{encoded}&" if encoded else ""

    @cached_property
    def all_groups(self) -> list[Group]:
        """Every filter with what it offers."""
        return [self._group(name) for name in FACETS]

    @cached_property
    def groups(self) -> list[Group]:
        """Every filter that would leave something less, or is set."""
        return [group for group in self.all_groups if _narrows(group, self.total)]

    def _group(self, name: str) -> Group:
        values = self.labels.sort(name, self.facets.get(name, []))
        choices = [self._choice(name, one) for one in values if one.count or one.chosen]
        return Group(name, labels_of_facets(self.params)[name], choices)

    def _choice(self, name: str, one: FacetValue) -> Choice:
        return Choice(
            value=one.value,
            label=self.labels.of(name, one.value),
            count=one.count,
            url=self.params.toggled(name, one.value).url(reverse("search")),
            chosen=one.chosen,
        )

    @property
    def clear_url(self) -> str:
        """The address of the search without filters; empty where there are none."""
        if not self.params.facets:
            return ""
        return replace(self.params, facets={}, page=1).url(reverse("search"))

    @property
    def sorts(self) -> list[dict]:
        """The orders to choose from; none where nothing was typed."""
        if not self.params.text or self.total < 2:
            return []
        labels = {"relevance": gettext("Best match"), "date": gettext("Newest first")}
        return [
            {
                "code": code,
                "label": label,
                "url": replace(self.params, sort=code, page=1).url(reverse("search")),
                "current": code == self.params.sort,
            }
            for code, label in labels.items()
        ]

    @cached_property
    def sentence(self) -> str:
        """What is listed, in a sentence without its full stop: how much, for what, narrowed how."""
        return sentence(self.total, self.params, self.labels)

    def url(self, name: str, **changes) -> str:
        """Return the address of this search in another form: `search_feed`, `search_api`."""
        return replace(self.params, **changes).url(reverse(name))


def labels_of_facets(params: Params) -> dict:
    """Return what the filters are called to whoever asks."""
    return FACET_LABELS if params.audiences <= EVERYBODY else MEMBERS_FACET_LABELS


def sentence(total: int, params: Params, labels: ValueLabels) -> str:
    """Return what a search lists, as one sentence: “12 resolutions on “Labour rights”, in 2020”."""
    labels = {
        name: [labels.of(name, value) for value in values] for name, values in params.facets.items()
    }
    kinds = params.facets.get("kind", ())
    words = [counted(kinds[0] if len(kinds) == 1 else "", total)]
    if params.text:
        words.append(gettext("for “%(query)s”") % {"query": params.text})
    if "topic" in labels:
        quoted = [gettext("“%(name)s”") % {"name": name} for name in labels["topic"]]
        words.append(gettext("on %(topics)s") % {"topics": _any_of(quoted)})
    if "year" in labels:
        words.append(gettext("in %(year)s") % {"year": _any_of(labels["year"])})
    parts = [" ".join(words)]
    for name in ("kind", "place", "body", "language"):
        if name in labels and not (name == "kind" and len(kinds) == 1):
            parts.append(
                gettext("%(filter)s: %(value)s")
                % {
                    "filter": str(labels_of_facets(params)[name]).lower(),
                    "value": _any_of(labels[name]),
                }
            )
    if "has_file" in labels:
        parts.append(gettext("with files"))
    return capfirst(", ".join(parts))


def _any_of(labels: list[str]) -> str:
    """Return “a”, “a or b”, “a, b or c”."""
    if len(labels) < 2:
        return "".join(labels)
    first, last = ", ".join(labels[:-1]), labels[-1]
    return gettext("%(first)s or %(last)s") % {"first": first, "last": last}


def _narrows(group: Group, total: int) -> bool:
    """Whether a filter could leave fewer results, or is set."""
    return any(choice.chosen or choice.count != total for choice in group.choices)
