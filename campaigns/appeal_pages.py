"""The types of page that can carry an appeal: campaigns, and what rooms above register.

An appeal is known by the translation key of its pages, so it stands on them in all languages.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from campaigns.appeal_words import AppealWords


@dataclass(frozen=True)
class AppealPageType:
    """A type of page that can carry an appeal, and how that is spoken of.

    `standing(pages)` returns those of `pages` whose appeal can be signed, as far as that is up to
    the page. `asks(page)` returns what the document of the hand-over tells of a page besides its
    text: pairs of a label and texts. Types are asked in their `order`, campaigns (0) first.
    """

    order: int
    model: type
    words: AppealWords
    standing: Callable = lambda pages: pages
    asks: Callable = lambda page: []

    def published(self):
        """Return its pages that anybody may read."""
        return self.model.objects.published(few=True)


_types: dict[type, AppealPageType] = {}


def register(page_type: AppealPageType) -> None:
    """Let pages of a type carry appeals; one of the same model takes its place."""
    _types[page_type.model] = page_type


def all_types() -> list[AppealPageType]:
    """Return the types, campaigns first."""
    return sorted(_types.values(), key=lambda one: one.order)


def type_of_page(page) -> AppealPageType:
    """Return the type of `page`, a page of its own type. Raise KeyError where it is none."""
    return _types[type(page)]


def type_of(appeal) -> AppealPageType:
    """Return the type of the pages of `appeal`, published or not; of one without any, campaigns."""
    return types_of([appeal])[appeal.pk]


def types_of(appeals: Iterable) -> dict[int, AppealPageType]:
    """Return the type of the pages of each of `appeals` by its id: a query for each type but
    campaigns, however many they are."""
    first, *others = all_types()
    keys = {appeal.campaign_key: appeal.pk for appeal in appeals}
    found = dict.fromkeys(keys.values(), first)
    for one in others:
        pages = one.model.objects.filter(translation_key__in=keys)
        for key in pages.values_list("translation_key", flat=True):
            found[keys[key]] = one
    return found


def published_pages(appeal, *, standing: bool = False) -> list:
    """Return the pages of `appeal` that anybody may read, by language.

    With `standing`, those alone on which it can be signed.
    """
    for one in all_types():
        pages = one.standing(one.published()) if standing else one.published()
        pages = pages.filter(translation_key=appeal.campaign_key).select_related("locale")
        if found := list(pages.order_by("locale__language_code")):
            return found
    return []


def takes_signatures(appeal) -> bool:
    """Return whether a page of `appeal` is published and stands; when one signs it says itself."""
    return any(
        one.standing(one.published()).filter(translation_key=appeal.campaign_key).exists()
        for one in all_types()
    )


def on_standing_pages() -> Q:
    """Return the condition that a page of an appeal is published and stands."""
    condition = Q()
    for one in all_types():
        pages = one.standing(one.published())
        condition |= Q(campaign_key__in=pages.values("translation_key"))
    return condition
