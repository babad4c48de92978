"""What a declaration's page shows of the cases that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext

from campaigns.appeal_pages import type_of_page
from campaigns.models import Appeal
from campaigns.signatories import by_region
from campaigns.solidarity.models.case import Case
from campaigns.solidarity.querysets import CaseQuerySet
from cms.core.labels import texts

# So many organisations, at most, are named on a declaration's own page.
NAMED = 300


@dataclass(frozen=True)
class PersonFacts:
    """What readers may see of somebody: nothing else reaches a template."""

    name: str
    picture: object | None = None
    place: object | None = None
    named: bool = False


@dataclass(frozen=True)
class CaseFacts:
    """A case as readers see it, with whom it concerns and what has happened."""

    case: object
    people: list[PersonFacts] = field(default_factory=list)
    events: list = field(default_factory=list)


def page_facts(page, request) -> dict:
    """Return what stands on a declaration's page besides its own texts."""
    return {
        "cases": [case_facts(case) for case in cases_of(page)],
        "feed_url": page.get_url(request) + "feed/",
    }


def joined_facts(page) -> dict:
    """Return who joins a declaration, `joined` by region and by name, and whether one still can.

    Of more than can be read on one page, the number alone. Without an appeal, nothing.
    """
    appeal = Appeal.objects.of(page)
    if appeal is None:
        return {"appeal": None}
    return {
        "appeal": appeal,
        "words": type_of_page(page).words,
        "phase": appeal.phase(),
        "joined": by_region(appeal) if 0 < appeal.organisations <= NAMED else [],
        "can_join": page.state == page.State.CURRENT,
    }


def cases_of(page):
    """Return the cases of a page, live or a draft, with everything that is shown of them."""
    chosen = page.cases.all()
    # Of a draft they are no queryset.
    if not isinstance(chosen, CaseQuerySet):
        chosen = Case.objects.filter(pk__in=[case.pk for case in chosen])
    return chosen.with_facts()


def case_facts(case) -> CaseFacts:
    """Return a case, read `with_facts`, as readers see it."""
    people = [facts for person in case.people.all() if (facts := person_facts(person))]
    events = [event for event in case.events.all() if event.taken_back_at is None]
    return CaseFacts(case, people, events[::-1])


def case_texts(case) -> Iterator[str]:
    """Yield what readers may read of a case in its own words, in every language."""
    yield from texts(case.titles)
    yield from texts(case.summaries)
    for event in case.events.all():
        if event.taken_back_at is None:
            yield from texts(event.notes)


def person_facts(person) -> PersonFacts | None:
    """Return what readers may see of a person; None where that is nothing."""
    if not (person.show_name or person.show_picture or person.show_place):
        return None
    return PersonFacts(
        name=person.name if person.show_name else gettext("A person whose name is protected"),
        picture=person.picture if person.show_picture else None,
        place=person.place if person.show_place else None,
        named=person.show_name,
    )
