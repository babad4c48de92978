"""Names that would put somebody at risk are not published."""

from collections.abc import Iterator

from wagtail.models import Page

from cms.core.text import name_words
from cms.directory.models import Person
from cms.publishing.content_checks.reading import Reading
from cms.publishing.models import SecurityHold

VIEW = "publishing.view_securityhold"


def may_see_holds(user) -> bool:
    """Return whether `user`, None for nobody, may know who is on hold."""
    return user is not None and user.has_perm(VIEW)


def holds(page: Page) -> bool:
    """Return whether `page`, a page of its own type, names somebody on security hold."""
    return next(named_on_hold(Reading(page)), None) is not None


def named_on_hold(reading: Reading) -> Iterator[tuple[SecurityHold, str]]:
    """Yield whose names a page holds that may not be published, each with the place of the first.

    Whole words count, whatever their accents, capitals and hyphens.
    """
    in_force = list(SecurityHold.objects.in_force())
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
    for field in reading.page._meta.many_to_many:
        if field.related_model is Person:
            for person in getattr(reading.page, field.name).all():
                yield str(person), field.name
