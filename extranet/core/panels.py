"""Parts of a page that rooms above it add: a body's page, the overview, a meeting's page.

A room registers a function that returns what its template needs, or None to show nothing:

    @panel(Place.BODY, order=10, template_name="demands/panels/body.html")
    def running_demands(standing: Standing, body: Body) -> dict | None: ...

The page shows the panels of a place with `{% panels "body" body %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from extranet.core.standing import Standing


class Place(StrEnum):
    """Where panels stand, and the thing that their functions are given."""

    OVERVIEW = "overview"  # none
    BODY = "body"  # the body
    BODY_RULES = "body-rules"  # the body; below its rules
    BODY_LOG = "body-log"  # the body; items of the list of its logs
    MEETING = "meeting"  # the meeting
    DECISION = "decision"  # the decision; beside its text
    PREFERENCES = "preferences"  # none


Context = Callable[[Standing, Any], dict | None]


@dataclass(frozen=True)
class Panel:
    """One part of a page, at its `order` among those of the same place."""

    place: Place
    order: int
    template_name: str
    context: Context


_panels: dict[str, Panel] = {}


def panel(place: Place, *, order: int, template_name: str) -> Callable[[Context], Context]:
    """Return a decorator that shows a template in a place, with what the function returns."""

    def register(function: Context) -> Context:
        _panels[template_name] = Panel(place, order, template_name, function)
        return function

    return register


def contents(place: str, standing: Standing, thing=None) -> list[tuple[str, dict]]:
    """Return the template names and contexts of the panels of a place, in order."""
    shown = sorted((row for row in _panels.values() if row.place == place), key=lambda r: r.order)
    found = [(row.template_name, row.context(standing, thing)) for row in shown]
    return [(name, context) for name, context in found if context is not None]


def has_content(panels: list[tuple[str, dict]]) -> bool:
    """Return whether any of the panels shows more than that there is nothing."""
    return any(any(context.values()) for _template_name, context in panels)
