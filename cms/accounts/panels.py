"""Parts of the account overview that other apps add: notices, calendar addresses.

An app registers a panel when it is ready:

    panels.register(Panel("notices", 50, "notices/account-panel.html", notices_context))
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """A section of the overview; `context(request)` returns what its template needs, or None.

    Sections stand in their `order`; the site's own end at 40. The template begins with an h2.
    None leaves the section out for this person.
    """

    name: str
    order: int
    template_name: str
    context: Callable[[object], dict | None]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Show `panel` on the overview; one of the same name takes its place."""
    _panels[panel.name] = panel


def for_request(request) -> list[dict]:
    """Return the panels that who is signed in sees: their templates and what these need."""
    found = []
    for panel in sorted(_panels.values(), key=lambda panel: panel.order):
        context = panel.context(request)
        if context is not None:
            found.append({"template_name": panel.template_name, "context": context})
    return found
