"""Parts of the first page of the academy that its rooms add, each in its `panels.py`.

    @panel(order=20, template_name="academy/panels/lessons.html")
    def lessons(standing: Standing) -> dict | None: ...

A function returns what its template needs, or None to show nothing.
"""

from collections.abc import Callable

from academy.core.standing import Standing

Context = Callable[[Standing], dict | None]
_panels: dict[str, tuple[int, Context]] = {}


def panel(*, order: int, template_name: str) -> Callable[[Context], Context]:
    """Return a decorator that shows a template on the first page, with what the function gives."""

    def register(function: Context) -> Context:
        _panels[template_name] = (order, function)
        return function

    return register


def contents(standing: Standing) -> list[tuple[str, dict]]:
    """Return the template names and contexts of the panels shown, in order."""
    shown = sorted(_panels.items(), key=lambda item: item[1][0])
    found = [(name, function(standing)) for name, (_order, function) in shown]
    return [(name, context) for name, context in found if context is not None]
