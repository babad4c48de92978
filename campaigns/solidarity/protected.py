"""What the gate asks of people whom cases concern, on every page of the site."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from campaigns.solidarity.models import PersonConcerned, SolidarityPage
from campaigns.solidarity.page_facts import case_texts
from cms.core.labels import texts
from cms.core.text import name_words
from cms.publishing.content_checks import Check, Level
from cms.publishing.content_checks.reading import Reading
from cms.publishing.security_holds import hold_names

VIEW = "solidarity.view_personconcerned"


def may_see_people(user) -> bool:
    """Return whether `user`, None for nobody, may know whom cases concern, and who agreed."""
    return user is not None and user.has_perm(VIEW)


def protected_people() -> Iterable[PersonConcerned]:
    """Return those whose names may not be published; the gate looks for them on every page."""
    return PersonConcerned.objects.protected()


def check_cases(reading: Reading) -> Iterator[Check]:
    """Yield what stands in the way of publishing a declaration about its cases."""
    page = reading.page
    if not isinstance(page, SolidarityPage):
        return
    cases = list(page.cases.all())
    people = PersonConcerned.objects.of_cases(cases).select_related("place", "case__place")
    known = may_see_people(reading.user)
    for person in people:
        if not person.is_settled:
            yield Check(Level.ERROR, _unsettled(person, known), "cases")
        elif person.place and not person.show_place and _says_place(reading, person):
            yield Check(Level.ERROR, _place(person, known), "cases")
    said = [text for case in cases for text in case_texts(case)]
    if said and hold_names(said):
        yield Check(
            Level.ERROR,
            _("A case of it names somebody whose name must not be published."),
            "cases",
        )


def check_pictures(reading: Reading) -> Iterator[Check]:
    """Yield that a page shows the picture of somebody whose picture may not be shown."""
    shown = {getattr(thing, "pk", None): anchor for thing, anchor in reading.files if _image(thing)}
    if not shown:
        return
    hidden = PersonConcerned.objects.filter(picture__in=shown, show_picture=False)
    for picture in hidden.values_list("picture", flat=True).distinct():
        yield Check(
            Level.ERROR,
            _("It shows the picture of somebody whose picture must not be published."),
            shown[picture],
        )


def _image(thing) -> bool:
    return hasattr(thing, "get_rendition")


def _says_place(reading: Reading, person: PersonConcerned) -> bool:
    """Return whether a page, or the case that it shows, says where somebody is."""
    if person.case.place_id == person.place_id:
        return True
    if any(place.pk == person.place_id for place in reading.page.places.all()):
        return True
    said = [text for text, _field in reading.field_texts] + [one.text for one in reading.pieces]
    words = [f" {name_words(text)} " for text in said]
    labels = [f" {name_words(label)} " for label in texts(person.place.labels)]
    return any(label in text for label in labels for text in words)


def _unsettled(person: PersonConcerned, known: bool) -> str:
    if not known:
        return _(
            "It concerns somebody of whom nobody has decided yet what may be published. Ask a "
            "coordinator or the secretariat."
        )
    return _("It concerns %(name)s: nobody has decided yet what of them may be published.") % {
        "name": person.name
    }


def _place(person: PersonConcerned, known: bool) -> str:
    if not known:
        return _("It says where somebody is whose place must not be published.")
    return _("It says where %(name)s is, which must not be published.") % {"name": person.name}
