"""Names that would put somebody at risk are not published."""

from collections.abc import Callable, Iterable, Iterator

from wagtail.models import Page

from cms.core.text import name_words
from cms.directory.models import Person
from cms.publishing.content_checks.reading import Reading
from cms.publishing.models import HeldNameModel, SecurityHold

VIEW = "publishing.view_securityhold"

_providers: list[Callable[[], Iterable[HeldNameModel]]] = [SecurityHold.objects.in_force]


def held_by(provider: Callable[[], Iterable[HeldNameModel]]) -> None:
    """Count whom `provider()` returns among those whose names may not be published."""
    if provider not in _providers:
        _providers.append(provider)


def held_names() -> list[HeldNameModel]:
    """Return all whose names may not be published now, whoever keeps them."""
    return [held for provider in _providers for held in provider()]


def hold_names(said: Iterable[str]) -> bool:
    """Return whether one of these texts holds a name that may not be published."""
    words = [f" {name_words(text)} " for text in said]
    return any(
        f" {spelling} " in text
        for held in held_names()
        for spelling in held.spellings
        for text in words
    )


def may_see_holds(user) -> bool:
    """Return whether `user`, None for nobody, may know who is on hold."""
    return user is not None and user.has_perm(VIEW)


def holds(page: Page) -> bool:
    """Return whether `page`, a page of its own type, names somebody on security hold."""
    return next(named_on_hold(Reading(page)), None) is not None


def named_on_hold(reading: Reading) -> Iterator[tuple[HeldNameModel, str]]:
    """Yield whose names a page holds that may not be published, each with the place of the first.

    Whole words count, whatever their accents, capitals and hyphens.
    """
    in_force = held_names()
    if not in_force:
        return
    texts = [(f" {name_words(text)} ", anchor) for text, anchor in _texts(reading)]
    for hold in in_force:
        for words, anchor in texts:
            if any(f" {spelling} " in words for spelling in hold.spellings):
                yield hold, anchor
                break


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield all that a page publishes as words, each with its place."""
    yield from reading.field_texts
    for piece in reading.pieces:
        yield piece.text, piece.anchor
        # A name does not end where emphasis begins.
        yield piece.unbroken, piece.anchor
    for thing, anchor in reading.files:
        for name in ("title", "description", "credit", "filename"):
            yield str(getattr(thing, name, "")), anchor
        for labels in ("titles", "alt_texts"):
            yield "\n".join((getattr(thing, labels, None) or {}).values()), anchor
        # What is written in the file itself.
        yield getattr(getattr(thing, "text", None), "repaired_text", ""), anchor
    for field in reading.page._meta.many_to_many:
        if field.related_model is Person:
            for person in getattr(reading.page, field.name).all():
                yield str(person), field.name
