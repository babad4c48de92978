"""What a list that the address of its page narrows is made of: filters, choices, addresses.

Unknown values are ignored: an old or mistyped link still shows the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode


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


class ListFilters:
    """The addresses of a list: as it is narrowed now, and with some filter changed.

    A kind of list says which filters it has: `chosen` are their values by name, empty or missing
    where one is not in force; `words` is what was typed.
    """

    groups: list[Group] = ()
    words = ""

    def __init__(self, base_url: str, chosen: dict[str, str]):
        self.base_url = base_url
        self.chosen = chosen

    def url(self, **changes) -> str:
        """Return the address of the list with some filters changed; an empty value drops one."""
        params = {"q": self.words} | self.chosen | changes
        params = {name: value for name, value in params.items() if value}
        return f"{self.base_url}?{urlencode(params)}" if params else self.base_url

    def page_url(self, number: int) -> str:
        """Return the address of another page of the same list."""
        return self.url(page=number)

    @property
    def clear_url(self) -> str:
        """The address of the list without any filter."""
        return self.base_url

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is in force."""
        return bool(self.words or any(self.chosen.values()))

    @property
    def in_force(self) -> list[tuple[Group, Choice]]:
        """The chosen filters, in the order of the groups."""
        return [(group, group.chosen) for group in self.groups if group.chosen]

    def choices(self, name: str, counted: Iterable[tuple[str, str, int]]) -> list[Choice]:
        """Return the choices of a filter from their values, labels and counts."""
        chosen = self.chosen.get(name)
        return [
            Choice(
                value=value,
                label=label,
                count=count,
                url=self.url(**{name: "" if value == chosen else value}),
                chosen=value == chosen,
            )
            for value, label, count in counted
        ]
