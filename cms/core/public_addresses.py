"""What search engines are to know besides pages: views, at one path below every language.

Pages tell theirs in `BasePage.public_paths`; a room with views of its own registers them here.
"""

from collections.abc import Callable, Iterable
from itertools import chain

_sources: list[Callable[[], Iterable[str]]] = []


def register_addresses(source: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
    """Have the addresses that `source()` gives, in the active language, stand in the sitemap."""
    _sources.append(source)
    return source


def view_addresses() -> list[str]:
    """Return the paths of all registered views in the active language."""
    return list(chain.from_iterable(source() for source in _sources))
