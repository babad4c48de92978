"""The filters of a list of statements, read from an address and written back into addresses."""

import re
from collections import Counter
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _

from cms.core.caching import kept
from cms.core.paging import page_or_404
from cms.core.text import sort_key
from cms.directory.models import Body
from cms.taxonomy.models import Place, Topic
from home.filters import Choice, Group, ListFilters
from home.translations import attach_languages

PAGE_SIZE = 20
NAMES = ("kind", "topic", "place", "body", "year")


class StatementFilters(ListFilters):
    """A list of statements as the address of the page narrows it."""

    labels = {
        "kind": _("Kind"),
        "topic": _("Topic"),
        "place": _("Country or region"),
        "body": _("Adopted by"),
        "year": _("Year"),
    }

    def __init__(self, statements, params, base_url: str):
        self.statements = statements
        self.page_number = params.get("page", 1)
        # What is chosen, as the label to show; a value that names nothing is not chosen.
        self.names = {
            name: label
            for name in NAMES
            if (label := self._label(name, params.get(name, "").strip()))
        }
        super().__init__(base_url, {name: params[name].strip() for name in self.names})

    def _label(self, name: str, value: str) -> str:
        """Return what the value of a filter is called, empty where there is no such value."""
        if name == "kind":
            return str(dict(self.statements.model.Kind.choices).get(value, ""))
        if name == "year":
            return value if re.fullmatch("[0-9]{4}", value) and int(value) else ""
        if not re.fullmatch("[-\\w]{1,64}", value):
            return ""
        model = {"topic": Topic, "place": Place, "body": Body}[name]
        term = model.objects.filter(code=value).first()
        return term.label if term else ""

    @property
    def topic(self) -> tuple[str, str] | None:
        """The code and the label of the chosen topic."""
        return (self.chosen["topic"], self.names["topic"]) if "topic" in self.chosen else None

    def rows(self, without: str = ""):
        """Return the statements that the chosen filters leave, one filter left out if asked."""
        return self._narrowed(self.statements, without)

    def _narrowed(self, statements, without: str = ""):
        wanted = {name: value for name, value in self.chosen.items() if name != without}
        if "year" in wanted:
            wanted["year"] = int(wanted["year"])
        return statements.matching(**wanted)

    def last_pages(self, statements) -> dict[int, int]:
        """Return how many pages the same filters leave of `statements`, by the id of their
        language."""
        rows = self._narrowed(statements).order_by().values_list("locale")
        return {locale: -(-count // PAGE_SIZE) for locale, count in rows.annotate(Count("pk"))}

    @cached_property
    def groups(self) -> list[Group]:
        """Every filter with what it offers, counted with the other filters in force."""
        counted = {
            "kind": self._kinds,
            "topic": lambda: self._terms(Topic, "topic"),
            "place": lambda: self._terms(Place, "place"),
            "body": self._bodies,
            "year": self._years,
        }
        return [
            Group(name, self.labels[name], self._offered(name, counted[name]())) for name in NAMES
        ]

    def _offered(self, name: str, counted: list[tuple[str, str, int]]) -> list[Choice]:
        chosen = self.chosen.get(name)
        if chosen and chosen not in {value for value, _label, _count in counted}:
            # A broader term finds through its parts; and what finds nothing can be taken back.
            counted = [(chosen, self.names[name], self.total), *counted]
        return self.choices(name, counted)

    def _kinds(self):
        choices, counts = self.statements.model.Kind.choices, self._counts("kind")
        return [(kind, label, counts[kind]) for kind, label in choices if kind in counts]

    def _years(self):
        return [(year, year, count) for year, count in sorted(self._counts("year").items())[::-1]]

    def _bodies(self):
        counts = self._counts("body")
        return [
            (body.code, body.label, counts[body.code])
            for body in self._all_bodies
            if body.code in counts
        ]

    def _counts(self, name: str) -> Counter:
        """Return how many statements each kind, body or year has, its own filter left out."""
        counts = Counter()
        for row, count in self._cells_left(without=name):
            counts[row[name]] += count
        return counts

    def _cells_left(self, without: str = "") -> list[tuple[dict[str, str], int]]:
        chosen = {name: value for name, value in self.chosen.items() if name != without}
        return [
            (row, count)
            for row, count in self._cells
            if all(chosen.get(name, value) == value for name, value in row.items())
        ]

    @cached_property
    def _cells(self) -> list[tuple[dict[str, str], int]]:
        """How many statements on the chosen topic and place each kind, body and year has: one pass
        over the archive for three filters and the sum."""
        terms = {name: self.chosen[name] for name in ("topic", "place") if name in self.chosen}
        rows = self._counted("cells", terms, lambda: self._read_cells(terms))
        codes = {body.pk: body.code for body in self._all_bodies} | {None: ""}
        return [
            ({"kind": kind, "body": codes[body], "year": year}, count)
            for kind, body, year, count in rows
        ]

    def _read_cells(self, terms: dict[str, str]) -> list[tuple]:
        # The year as text, for SQLite would ask Python for that of every row.
        year = Substr(Cast("date", CharField()), 1, 4)
        rows = self.statements.matching(**terms).order_by()
        return list(rows.values_list("kind", "adopted_by", year).annotate(Count("pk")))

    @cached_property
    def _all_bodies(self) -> list[Body]:
        return list(Body.objects.all())

    def _terms(self, model, name: str):
        others = {other: value for other, value in self.chosen.items() if other != name}
        counts = self._counted(name, others, lambda: self._read_terms(name))
        terms = model.objects.in_bulk(counts)
        found = [(term.code, term.label, counts[pk]) for pk, term in terms.items()]
        return sorted(found, key=lambda entry: sort_key(entry[1]))

    def _read_terms(self, name: str) -> dict[int, int]:
        through = getattr(self.statements.model, f"{name}s").through
        ids = self.rows(without=name).order_by().values("pk")
        rows = through.objects.filter(statementpage__in=ids).values_list(name)
        return dict(rows.annotate(Count("pk")))

    def _counted(self, name: str, chosen: dict[str, str], read):
        """Return what `read()` does; of the whole archive it is kept, for counting that takes
        longest and is asked most."""
        return read() if chosen else kept(("statements counted", name, self.base_url), read)

    @cached_property
    def paginator(self) -> Paginator:
        """The places of the statements that the filters leave, page by page."""
        return Paginator(range(self.total), PAGE_SIZE)

    @cached_property
    def page(self):
        """The page of statements that the address asks for; Http404 where there is none."""
        page = page_or_404(self.paginator, self.page_number)
        shown = page.object_list
        cards = self.rows().cards_between(shown.start, shown.stop, self.total)
        page.object_list = attach_languages(cards)
        return page

    @property
    def total(self) -> int:
        """How many statements the chosen filters leave."""
        return sum(count for _row, count in self._cells_left())
