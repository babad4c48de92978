"""The filters of a list of statements, read from an address and written back into addresses."""

import re
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from cms.core.labels import pick
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
        self.page_number = params.get("page")
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

    def rows(self, without: str = ""):
        """Return the statements that the chosen filters leave, one filter left out if asked."""
        wanted = {name: value for name, value in self.chosen.items() if name != without}
        if "year" in wanted:
            wanted["year"] = int(wanted["year"])
        return self.statements.matching(**wanted)

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
        choices, counts = self.statements.model.Kind.choices, self._kind_counts
        return [(kind, label, counts[kind]) for kind, label in choices if kind in counts]

    @cached_property
    def _kind_counts(self) -> dict[str, int]:
        return dict(self._count("kind", "kind"))

    def _years(self):
        rows = self.rows(without="year").order_by()
        counts = rows.values_list(ExtractYear("date")).annotate(Count("pk", distinct=True))
        return [(str(year), str(year), count) for year, count in sorted(counts, reverse=True)]

    def _bodies(self):
        columns = [f"adopted_by__{name}" for name in ("sort_order", "code", "labels")]
        found = sorted(self._count("body", *columns).filter(adopted_by__isnull=False))
        return [(code, pick(labels), count) for _order, code, labels, count in found]

    def _count(self, name: str, *columns: str):
        rows = self.rows(without=name).order_by()
        return rows.values_list(*columns).annotate(Count("pk", distinct=True))

    def _terms(self, model, name: str):
        ids = self.rows(without=name).order_by().values("pk")
        terms = model.objects.filter(statementpage__in=ids).annotate(
            count=Count("statementpage", distinct=True)
        )
        found = [(term.code, term.label, term.count) for term in terms]
        return sorted(found, key=lambda entry: sort_key(entry[1]))

    @cached_property
    def page(self):
        """The page of statements that the address asks for, or the nearest there is."""
        paginator = Paginator(self.rows().cards().newest_first(), PAGE_SIZE)
        paginator.count = self.total
        page = paginator.get_page(self.page_number)
        page.object_list = attach_languages(page.object_list)
        return page

    @property
    def total(self) -> int:
        """How many statements the chosen filters leave; each is of one kind, counted already."""
        counts = self._kind_counts
        return counts.get(self.chosen["kind"], 0) if "kind" in self.chosen else sum(counts.values())
