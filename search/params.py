"""A search as its address says it: read from the parameters and written back into addresses."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import get_language

from search import audiences
from search.engines.base import Query
from search.projection import FACETS
from search.query import clean

PAGE_SIZE = 10
# Nobody pages further; what an engine would need for it grows with the page.
MOST_SHOWN = 100_000
MOST_VALUES = 20
SORTS = ("relevance", "date")


@dataclass(frozen=True)
class Params:
    """What is asked, in which language, narrowed to what, in which order, and which page; and by
    whom, which no address says."""

    text: str
    language: str
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    size: int = PAGE_SIZE
    audiences: frozenset[str] = audiences.EVERYBODY

    @classmethod
    def read(cls, request, *, sizes: range = range(PAGE_SIZE, PAGE_SIZE + 1)) -> "Params":
        """Return what a request asks for; what its parameters say wrongly is ignored."""
        given = request.GET
        facets = {}
        for name in FACETS:
            values = [clean(value)[:80] for value in given.getlist(name)[:MOST_VALUES]]
            if values := tuple(dict.fromkeys(filter(None, values))):
                facets[name] = values
        text = clean(given.get("q", ""))
        sort = given.get("sort")
        size = _number(given.get("size"), sizes[0], sizes[-1], PAGE_SIZE)
        return cls(
            text=text,
            language=get_language(),
            facets=facets,
            # Without words nothing is more relevant than anything else.
            sort=sort if sort in SORTS and text else "relevance" if text else "date",
            page=_number(given.get("page"), 1, MOST_SHOWN // size),
            size=size,
            audiences=audiences.of(request),
        )

    def query(self, **changes) -> Query:
        """Return what an engine is asked."""
        values = {
            "text": self.text,
            "language": self.language,
            "facets": self.facets,
            "page": self.page,
            "size": self.size,
            "sort": self.sort,
            "audiences": self.audiences,
        }
        return Query(**{**values, **changes})

    def only(self, facets: dict[str, tuple[str, ...]]) -> "Params":
        """Return the same search narrowed to these values alone: those that exist."""
        kept = {
            name: tuple(value for value in values if value in facets.get(name, ()))
            for name, values in self.facets.items()
        }
        return replace(self, facets={name: values for name, values in kept.items() if values})

    def toggled(self, name: str, value: str) -> "Params":
        """Return the first page of the search with a value of a facet added, or taken off."""
        chosen = self.facets.get(name, ())
        values = tuple(one for one in chosen if one != value)
        if values == chosen:
            values = (*chosen, value)
        facets = {**self.facets, name: values}
        return replace(self, page=1, facets={key: some for key, some in facets.items() if some})

    def encoded(self, **more) -> str:
        """Return the parameters as an address says them, without what goes without saying."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name in FACETS for value in self.facets.get(name, ())]
        if self.text and self.sort != "relevance":
            pairs.append(("sort", self.sort))
        if self.size != PAGE_SIZE:
            pairs.append(("size", self.size))
        if self.page > 1:
            pairs.append(("page", self.page))
        return urlencode([*pairs, *more.items()])

    def url(self, base: str, **more) -> str:
        """Return the address of the search below `base`."""
        encoded = self.encoded(**more)
        return f"{base}?{encoded}" if encoded else base


def _number(text, least: int, most: int, default: int | None = None) -> int:
    """Return the number in `text` held between two others; `default` where it holds none."""
    # int() of a very long text is slow, and takes digits of every script.
    if not text or len(text) > 12 or not (text.isascii() and text.isdecimal()):
        return least if default is None else default
    return min(max(int(text), least), most)
