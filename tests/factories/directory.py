"""Users, vocabularies and the directory."""

import datetime

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from cms.directory.models import (
    Body,
    BodyRule,
    Mandate,
    Organisation,
    OrganisationStatus,
    Person,
    Representative,
)
from cms.taxonomy.models import Place, Topic

LONG_AGO = datetime.date(2015, 1, 1)


def labels(text: str) -> dict[str, str]:
    """Return `text` as labels that differ by language."""
    return {"en": text, "fr": f"{text} (fr)", "es": f"{text} (es)"}


class UserFactory(factory.django.DjangoModelFactory):
    """A user whose password is "password"; `permissions=["app.codename", …]` grants some."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"user{number}@example.org")
    password = factory.LazyFunction(lambda: make_password("password"))
    first_name = "Amina"
    last_name = factory.Sequence(lambda number: f"Diallo {number}")

    @factory.post_generation
    def permissions(self, create, extracted, **kwargs):
        for name in extracted or ():
            app_label, codename = name.split(".")
            self.user_permissions.add(
                Permission.objects.get(content_type__app_label=app_label, codename=codename)
            )


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    code = factory.Sequence(lambda number: f"topic-{number}")
    labels = factory.LazyAttribute(lambda topic: labels(topic.code.replace("-", " ").title()))


class PlaceFactory(factory.django.DjangoModelFactory):
    """A country; `kind="region"` for a region, `parent=` for the region that it lies in."""

    class Meta:
        model = Place

    code = factory.Sequence(lambda number: f"place-{number:06}")
    labels = factory.LazyAttribute(lambda place: labels(place.code.replace("-", " ").title()))
    kind = Place.Kind.COUNTRY


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A member party; `status="guest"` gives another status, `status=None` none at all."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda number: f"organisation-{number}")
    names = factory.LazyAttribute(lambda row: labels(row.code.replace("-", " ").title()))
    acronym = factory.Sequence(lambda number: f"O{number}")
    place = factory.SubFactory(PlaceFactory)
    status = "member"

    @classmethod
    def _build(cls, model_class, *args, status, **kwargs):
        return super()._build(model_class, *args, **kwargs)

    @classmethod
    def _create(cls, model_class, *args, status, **kwargs):
        organisation = super()._create(model_class, *args, **kwargs)
        if status:
            OrganisationStatusFactory(organisation=organisation, status=status)
        return organisation


class OrganisationStatusFactory(factory.django.DjangoModelFactory):
    """What an organisation has been since long ago."""

    class Meta:
        model = OrganisationStatus

    organisation = factory.SubFactory(OrganisationFactory, status=None)
    status = OrganisationStatus.Status.MEMBER
    starts_on = LONG_AGO


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    code = factory.Sequence(lambda number: f"person-{number}")
    given_name = "Rosa"
    family_name = factory.Sequence(lambda number: f"Lindgren {number}")
    gender = Person.Gender.WOMAN


class RepresentativeFactory(factory.django.DjangoModelFactory):
    """A person who has led an organisation since long ago."""

    class Meta:
        model = Representative

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Representative.Role.LEADER
    starts_on = LONG_AGO


class BodyFactory(factory.django.DjangoModelFactory):
    """A public committee."""

    class Meta:
        model = Body

    code = factory.Sequence(lambda number: f"body-{number}")
    labels = factory.LazyAttribute(lambda body: labels(body.code.replace("-", " ").title()))
    kind = Body.Kind.COMMITTEE


class BodyRuleFactory(factory.django.DjangoModelFactory):
    """At most 35 seats, refused beyond; the article is named in every language."""

    class Meta:
        model = BodyRule

    body = factory.SubFactory(BodyFactory)
    kind = BodyRule.Kind.SEATS
    value = 35
    articles = factory.LazyAttribute(lambda rule: labels(f"Article {rule.kind}"))


class MandateFactory(factory.django.DjangoModelFactory):
    """A member's seat on a body since long ago, still held."""

    class Meta:
        model = Mandate

    body = factory.SubFactory(BodyFactory)
    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Mandate.Role.MEMBER
    starts_on = LONG_AGO
