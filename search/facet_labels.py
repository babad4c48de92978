"""What the codes in facets are called in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Value
from django.utils.translation import (
    gettext,
    gettext_lazy,
    ngettext,
    pgettext_lazy,
)

from academy.core.search_sources import SOURCES as COHORT_SOURCES
from cms.core.labels import pick
from cms.core.templatetags.kit import number_text
from cms.core.text import sort_key
from cms.directory.models import Body
from cms.taxonomy.models import Place, Topic
from extranet.core.search_sources import SOURCES
from home.plurals import STATEMENT_NOUNS
from search.engines.base import FacetValue, Hit

FACET_LABELS = {
    "kind": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
    "place": gettext_lazy("Country or region"),
    "body": gettext_lazy("Adopted by"),
    "year": gettext_lazy("Year"),
    "language": gettext_lazy("Also available in"),
    "has_file": gettext_lazy("Files"),
}
# A member's results are not all adopted by a body: some lie with it.
MEMBERS_FACET_LABELS = FACET_LABELS | {"body": gettext_lazy("Body")}
# What rooms let some alone find, by the value of the facet.
CONFIDENTIAL_KINDS = {
    source.facet or source.kind: source for source in (*SOURCES.all(), *COHORT_SOURCES.all())
}
KINDS = {
    "statement": gettext_lazy("statement"),
    "declaration": gettext_lazy("declaration"),
    "resolution": gettext_lazy("resolution"),
    "programme": gettext_lazy("programme"),
    "report": gettext_lazy("report"),
    "press_release": gettext_lazy("press release"),
    "solidarity": gettext_lazy("solidarity declaration"),
    "event": gettext_lazy("event"),
    "campaign": gettext_lazy("campaign"),
    "course": gettext_lazy("course"),
    "organisation": gettext_lazy("organisation"),
    "body": pgettext_lazy("of the alliance", "body"),
    "page": gettext_lazy("page"),
    "document": gettext_lazy("document"),
    **{kind: source.label for kind, source in CONFIDENTIAL_KINDS.items()},
}
# The kinds that are positions of the alliance.
POSITIONS = (*STATEMENT_NOUNS, "solidarity")
_TERMS = {"topic": Topic, "place": Place, "body": Body}
# What is sorted by name; the other facets keep the engine's order.
_BY_NAME = ("topic", "place", "body")


def counted(kind: str, count: int) -> str:
    """Return “12 resolutions”; “12 results” for a kind that is unknown, or several."""
    nouns = STATEMENT_NOUNS | {
        "solidarity": lambda n: ngettext(
            "%(count)s solidarity declaration", "%(count)s solidarity declarations", n
        ),
        "event": lambda n: ngettext("%(count)s event", "%(count)s events", n),
        "campaign": lambda n: ngettext("%(count)s campaign", "%(count)s campaigns", n),
        "course": lambda n: ngettext("%(count)s course", "%(count)s courses", n),
        "organisation": lambda n: ngettext("%(count)s organisation", "%(count)s organisations", n),
        "body": lambda n: ngettext("%(count)s body", "%(count)s bodies", n),
        "page": lambda n: ngettext("%(count)s page", "%(count)s pages", n),
        "document": lambda n: ngettext("%(count)s document", "%(count)s documents", n),
        **{kind: source.counted for kind, source in CONFIDENTIAL_KINDS.items() if source.counted},
        "": lambda n: ngettext("%(count)s result", "%(count)s results", n),
    }
    return nouns.get(kind, nouns[""])(count) % {"count": number_text(count)}


@dataclass(frozen=True)
class ValueLabels:
    """The names of codes: topics, places and bodies as read from the database."""

    terms: dict[tuple[str, str], str]

    @classmethod
    def read(cls, facets: dict[str, list[FacetValue]], hits: Iterable[Hit] = ()) -> "ValueLabels":
        """Return the names of all codes in the facets and the hits, in one query."""
        codes = {name: {one.value for one in facets.get(name, ())} for name in _TERMS}
        for hit in hits:
            for name in _TERMS:
                codes[name].update(hit.facets.get(name, ()))
        return cls.of_rows(terms(codes) if any(codes.values()) else ())

    @classmethod
    def of_rows(cls, rows: Iterable["Row"]) -> "ValueLabels":
        """Return the names that rows have."""
        return cls({(row.facet, row.code): row.label for row in rows})

    def of(self, facet: str, value: str) -> str:
        """Return what a value is called; the value itself where nothing is known of it."""
        if facet in _TERMS:
            return self.terms.get((facet, value), value)
        if facet == "kind":
            return str(KINDS.get(value, value))
        if facet == "language":
            return dict(settings.LANGUAGES).get(value, value)
        if facet == "has_file":
            return gettext("with files")
        return value

    def sort(self, facet: str, values: list[FacetValue]) -> list[FacetValue]:
        """Return the values in the order in which people look for them."""
        if facet in _BY_NAME:
            return sorted(values, key=lambda one: sort_key(self.of(facet, one.value)))
        return values


@dataclass(frozen=True)
class Row:
    """A topic, a place or a body, its name in the reader's language, and what it is part of."""

    facet: str
    code: str
    label: str
    parent: str | None


def terms(codes: dict[str, set[str]] | None = None) -> list[Row]:
    """Return the terms with these codes, by facet, or all of them; in one query."""
    parts = []
    for name, model in _TERMS.items():
        rows = model.objects.order_by()
        if codes is not None:
            rows = rows.filter(code__in=codes[name])
        parts.append(rows.values_list("code", "labels", "parent__code", Value(name)))
    found = parts[0].union(*parts[1:], all=True)
    return [Row(name, code, pick(labels), parent) for code, labels, parent, name in found]
