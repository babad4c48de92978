"""The kinds of page for which a number of people can be required."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from wagtail.models import Page, get_page_models

from cms.publishing.models.required_eyes import RequiredEyes


@dataclass(frozen=True)
class Kind:
    """A kind of page: its code, its name, and how many people it needs unless told otherwise."""

    code: str
    label: str
    people: int = 1


def kinds() -> list[Kind]:
    """Return all kinds of page, by page type and, where a type has them, by its own kinds.

    A page type names the field that holds its kind in `eyes_field`, and what its kinds need by
    default in `eyes_by_default`.
    """
    models = [model for model in get_page_models() if model is not Page and model.is_creatable]
    models.sort(key=lambda model: str(model._meta.verbose_name))
    return [kind for model in models for kind in _kinds_of(model)]


def kind_of(page: Page) -> Kind:
    """Return the kind of `page`, a page of its own type."""
    value = getattr(page, getattr(page, "eyes_field", ""), "")
    code = f"{page._meta.label_lower}:{value}" if value else page._meta.label_lower
    found = [kind for kind in _kinds_of(type(page)) if kind.code == code]
    return found[0] if found else Kind(code, capfirst(page._meta.verbose_name))


def required_people(kind: Kind) -> int:
    """Return how many people must stand behind a page of `kind`; one query."""
    row = RequiredEyes.objects.filter(kind=kind.code).first()
    return row.people if row else kind.people


def _kinds_of(model) -> Iterator[Kind]:
    type_name = capfirst(model._meta.verbose_name)
    if not (field := getattr(model, "eyes_field", "")):
        yield Kind(model._meta.label_lower, type_name)
        return
    defaults = getattr(model, "eyes_by_default", {})
    for value, label in model._meta.get_field(field).flatchoices:
        yield Kind(
            f"{model._meta.label_lower}:{value}", f"{type_name}: {label}", defaults.get(value, 1)
        )
