"""What the directory holds about people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.personal_data import sources
from cms.core.text import fold
from cms.directory.models import Mandate, Person, Representative

# More people of one name than this must be told apart in the directory.
_MOST = 20


class MandateSource(sources.ModelSource):
    """Where somebody sits and sat."""

    model = Mandate
    order = 40
    person_field = "person"
    fields = ("body", "role", "seat", "organisation", "starts_on", "ends_on", "ended_at")

    def reason_to_keep(self, mandate):
        if mandate.has_begun():
            return _(
                "Who sat on a body, and when, is part of its records: decisions and votes are "
                "only valid with it."
            )
        return super().reason_to_keep(mandate)


class RepresentativeSource(sources.ModelSource):
    """For which organisations somebody speaks; it goes with the person."""

    model = Representative
    person_field = "person"
    fields = ("organisation", "role", "starts_on", "ends_on")


class PersonSource(sources.ModelSource):
    """The person; kept as long as mandates or published texts name them."""

    model = Person
    order = 60
    person_field = "pk"
    user_field = "user"
    fields = (
        "given_name",
        "family_name",
        "gender",
        "titles",
        "place",
        (gettext_lazy("portrait"), lambda person: bool(person.portrait_id)),
        "user",
        "code",
    )


def people_called(query: str) -> Iterable[sources.Subject]:
    """Yield the people whom `query` may mean: one of that code, or all of that name."""
    people = Person.objects.select_related("user")
    if one := people.filter(code__iexact=query).first():
        yield _subject(one)
    elif words := fold(query).split()[:10]:
        for word in words:
            people = people.filter(search_text__contains=word)
        yield from map(_subject, people[:_MOST])


def person_of(subject: sources.Subject) -> dict:
    """Return the person who signs in with the account."""
    user, person = subject.user, subject.person
    if person is None and user is not None:
        person = Person.objects.filter(user=user).first()
    return {"person": person, "name": person.name} if person else {}


def _subject(person: Person) -> sources.Subject:
    user = person.user
    email = user.email if user else ""
    return sources.Subject(email.lower() or person.code, person.name, email, user, person)


def register() -> None:
    """Register what this app holds."""
    for source in (MandateSource, RepresentativeSource, PersonSource):
        sources.register(source())
    sources.find_by(people_called)
    sources.link_by(person_of)
