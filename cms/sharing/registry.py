"""Which pages have share kits, and what stands on their cards.

An app registers its page types when it is ready:

    registry.register(StatementPage, kind_label=..., texts=...)
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True)
class KitTexts:
    """What a page says of itself besides its title, in the active language.

    `day` is the day it is of: what is long past is not announced, nor is what is `over` (withdrawn,
    ended). `on_accent` sets the card on the accent colour.
    """

    day: datetime.date
    line: str = ""
    hashtags: str = ""
    on_accent: bool = False
    over: bool = False


@dataclass(frozen=True)
class Shareable:
    """A page type with its two readers, which are called in the language of the page."""

    model: type[Page]
    kind_label: Callable[[Page], str]
    texts: Callable[[Page], KitTexts]


_shareables: dict[type[Page], Shareable] = {}


def register(
    model: type[Page],
    *,
    kind_label: Callable[[Page], str],
    texts: Callable[[Page], KitTexts],
) -> None:
    """Give the pages of `model` share kits: `kind_label(page)` says what a page is, `texts(page)`
    the rest."""
    _shareables[model] = Shareable(model, kind_label, texts)


def shareable(page) -> Shareable | None:
    """Return how the type of `page` is shared, or None where it is not."""
    return _shareables.get(type(page))


def all_models() -> list[type[Page]]:
    """Return the page types that have share kits."""
    return list(_shareables)
