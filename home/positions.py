"""The types of page that are positions: floors above register theirs, `home` lists them all."""

from functools import partial

from wagtail.models import Page

from cms.translation import standing
from home.models.position import PositionPage
from home.querysets import state_of
from home.translations import joined_languages, language_codes

_types: list[type[PositionPage]] = []


def register(model: type[PositionPage]) -> None:
    """Count pages of `model` among the positions of the alliance, wherever those are listed."""
    if model not in _types:
        _types.append(model)
        standing.register_withdrawn(partial(withdrawn_keys, model))


def other_types() -> list[type[PositionPage]]:
    """Return the types besides statements."""
    return list(_types)


def withdrawn_keys(model: type[PositionPage]):
    """Return the translation keys of the texts of `model` that have been withdrawn, as a query."""
    rows = model.objects.filter(live=True, withdrawn_on__isnull=False)
    return rows.order_by().values("translation_key")


def newest(querysets, number: int) -> list[PositionPage]:
    """Return the newest `number` rows of several querysets of positions as cards, in one query,
    each with its `language_codes`."""
    chosen, shown, states = [], ["locale"], {}
    for rows in querysets:
        name = rows.model._meta.model_name
        # Each in a query of its own, for no part of a union can be cut.
        newest_few = rows.newest_first().values("pk")[:number]
        chosen.append(rows.model.objects.filter(pk__in=newest_few).order_by().values("pk"))
        shown += [name, f"{name}__adopted_by"]
        states |= {f"{name}_{state}": what for state, what in state_of(rows.model).items()}
    pages = (
        Page.objects.filter(pk__in=chosen[0].union(*chosen[1:]))
        .select_related(*shown)
        .annotate(joined_languages=joined_languages(), **states)
    )
    cards = [_card(page, [rows.model._meta.model_name for rows in querysets]) for page in pages]
    return sorted(cards, key=lambda card: (card.date, card.pk), reverse=True)[:number]


def _card(page: Page, names: list[str]) -> PositionPage:
    """Return a page as the position that it is, with its state."""
    name = next(name for name in names if hasattr(page, name))
    card = getattr(page, name)
    card.locale, card.language_codes = page.locale, language_codes(page.joined_languages)
    for state in ("withdrawn_day", "superseded"):
        setattr(card, state, getattr(page, f"{name}_{state}"))
    return card
