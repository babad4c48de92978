"""What the codes in facets are called in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from cms.core.templatetags.kit import number_text
from cms.directory.models import Body
from cms.taxonomy.models import Place, Topic
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
KINDS = {
    "statement": gettext_lazy("statement"),
    "declaration": gettext_lazy("declaration"),
    "resolution": gettext_lazy("resolution"),
    "programme": gettext_lazy("programme"),
    "report": gettext_lazy("report"),
    "press_release": gettext_lazy("press release"),
    "event": gettext_lazy("event"),
    "campaign": gettext_lazy("campaign"),
    "organisation": gettext_lazy("organisation"),
    "body": pgettext_lazy("of the alliance", "body"),
    "page": gettext_lazy("page"),
    "document": gettext_lazy("document"),
}
# The kinds that are positions of the alliance.
POSITIONS = ("statement", "declaration", "resolution", "programme", "report", "press_release")
_TERMS = {"topic": Topic, "place": Place, "body": Body}
# What is sorted by name; the other facets keep the engine's order.
_BY_NAME = ("topic", "place", "body")


def counted(kind: str, count: int) -> str:
    """Return “12 resolutions”; “12 results” for a kind that is unknown, or several."""
    nouns = {
        "statement": lambda n: ngettext("%(count)s statement", "%(count)s statements", n),
        "declaration": lambda n: ngettext("%(count)s declaration", "%(count)s declarations", n),
        "resolution": lambda n: ngettext("%(count)s resolution", "%(count)s resolutions", n),
        "programme": lambda n: ngettext("%(count)s programme", "%(count)s programmes", n),
        "report": lambda n: ngettext("%(count)s report", "%(count)s reports", n),
        "press_release": lambda n: ngettext(
            "%(count)s press release", "%(count)s press releases", n
        ),
        "event": lambda n: ngettext("%(count)s event", "%(count)s events", n),
        "campaign": lambda n: ngettext("%(count)s campaign", "%(count)s campaigns", n),
        "organisation": lambda n: ngettext("%(count)s organisation", "%(count)s organisations", n),
        "body": lambda n: ngettext("%(count)s body", "%(count)s bodies", n),
        "page": lambda n: ngettext("%(count)s page", "%(count)s pages", n),
        "document": lambda n: ngettext("%(count)s document", "%(count)s documents", n),
        "": lambda n: ngettext("%(count)s result", "%(count)s results", n),
    }
    return nouns.get(kind, nouns[""])(count) % {"count": number_text(count)}


@dataclass(frozen=True)
class Names:
    """The names of codes: topics, places and bodies as read from the database."""

    terms: dict[str, dict[str, str]]

    @classmethod
    def read(cls, facets: dict[str, list[FacetValue]], hits: Iterable[Hit] = ()) -> "Names":
        """Return the names of all codes in the facets and the hits, with a query a vocabulary."""
        codes = {name: {one.value for one in facets.get(name, ())} for name in _TERMS}
        for hit in hits:
            for name in _TERMS:
                codes[name].update(hit.facets.get(name, ()))
        return cls(
            {
                name: {term.code: term.label for term in model.objects.filter(code__in=codes[name])}
                for name, model in _TERMS.items()
                if codes[name]
            }
        )

    def of(self, facet: str, value: str) -> str:
        """Return what a value is called; the value itself where nothing is known of it."""
        if facet in _TERMS:
            return self.terms.get(facet, {}).get(value, value)
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
            return sorted(values, key=lambda one: self.of(facet, one.value).casefold())
        return values
