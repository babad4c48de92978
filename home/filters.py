"""The filters of a list of statements, read from an address and written back into addresses.

Unknown values are ignored: an old or mistyped link still shows the list.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Body
from cms.taxonomy.models import Place, Topic
from home.translations import attach_languages

PAGE_SIZE = 20
NAMES = ("kind", "topic", "place", "body", "year")


@dataclass(frozen=True)
class Choice:
    """One value of a filter: its label, how many rows it leaves, the address that toggles it."""

    value: str
    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """One filter with the choices it offers."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """The choice in force, if any."""
        return next((choice for choice in self.choices if choice.chosen), None)


class StatementFilters:
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
        self.base_url = base_url
        self.page_number = params.get("page")
        self.chosen = {name: value for name in NAMES if (value := params.get(name, "").strip())}
        if (
            not self.chosen.get("year", "0").isascii()
            or not self.chosen.get("year", "0").isdigit()
            or not 1 <= int(self.chosen.get("year", "1")) <= 9999
        ):
            del self.chosen["year"]
        self._drop_unknown()

    def _drop_unknown(self) -> None:
        for group in self.groups:
            if group.name in self.chosen and group.chosen is None:
                del self.chosen[group.name]
                # The lists were counted with a filter that means nothing.
                del self.groups
                self._drop_unknown()
                return

    def rows(self, without: str = ""):
        """Return the statements that the chosen filters leave, one filter left out if asked."""
        wanted = {name: value for name, value in self.chosen.items() if name != without}
        if "year" in wanted:
            wanted["year"] = int(wanted["year"])
        return self.statements.matching(**wanted)

    def url(self, **changes) -> str:
        """Return the address of the list with some filters changed; an empty value drops one."""
        params = {k: v for k, v in {**self.chosen, **changes}.items() if v}
        return f"{self.base_url}?{urlencode(params)}" if params else self.base_url

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
        groups = []
        for name in NAMES:
            choices = [
                Choice(
                    value=value,
                    label=label,
                    count=count,
                    url=self.url(**{name: "" if self.chosen.get(name) == value else value}),
                    chosen=self.chosen.get(name) == value,
                )
                for value, label, count in counted[name]()
            ]
            groups.append(Group(name, self.labels[name], choices))
        return groups

    def _kinds(self):
        model = self.statements.model
        counts = dict(self._count("kind", "kind"))
        return [(k, label, counts[k]) for k, label in model.Kind.choices if k in counts]

    def _years(self):
        rows = self.rows(without="year").order_by()
        counts = rows.values_list(ExtractYear("date")).annotate(Count("pk", distinct=True))
        return [(str(year), str(year), count) for year, count in sorted(counts, reverse=True)]

    def _bodies(self):
        counts = dict(self._count("adopted_by", "body"))
        counts.pop(None, None)
        return [(b.code, b.label, counts[b.pk]) for b in Body.objects.filter(pk__in=counts)]

    def _count(self, column: str, name: str):
        rows = self.rows(without=name).order_by()
        return rows.values_list(column).annotate(Count("pk", distinct=True))

    def _terms(self, model, name: str):
        ids = self.rows(without=name).order_by().values("pk")
        terms = model.objects.filter(statementpage__in=ids).annotate(
            count=Count("statementpage", distinct=True)
        )
        found = {term.code: (term.code, term.label, term.count) for term in terms}
        chosen = self.chosen.get(name)
        if chosen and chosen not in found:
            # A broader term finds rows through its parts and carries none of its own.
            broader = model.objects.filter(code=chosen, children__statementpage__in=ids).first()
            if broader:
                found[chosen] = (chosen, broader.label, self.rows().count())
        return sorted(found.values(), key=lambda entry: entry[1].casefold())

    @cached_property
    def page(self):
        """The page of statements that the address asks for, or the nearest there is."""
        paginator = Paginator(self.rows().cards().newest_first(), PAGE_SIZE)
        page = paginator.get_page(self.page_number)
        page.object_list = attach_languages(page.object_list)
        return page

    @property
    def total(self) -> int:
        """How many statements the chosen filters leave."""
        return self.page.paginator.count

    @property
    def in_force(self) -> list[tuple[Group, Choice]]:
        """The chosen filters, in the order of the groups."""
        return [(group, group.chosen) for group in self.groups if group.chosen]

    @property
    def clear_url(self) -> str:
        """The address of the list without any filter."""
        return self.base_url

    def page_url(self, number: int) -> str:
        """Return the address of another page of the same list."""
        return self.url(page=number)
