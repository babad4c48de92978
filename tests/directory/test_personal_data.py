"""What the directory holds about people: history is kept with a reason, the rest may go."""

import datetime

import pytest
from django.utils import timezone

from cms.core.personal_data import services
from cms.core.personal_data.sources import find_subjects, subject_of
from cms.directory.models import Mandate, Person, Representative
from tests.factories import (
    MandateFactory,
    PersonFactory,
    RepresentativeFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def person():
    user = UserFactory(email="ana@example.org")
    return PersonFactory(code="ana-ruiz", given_name="Ána", family_name="Ruiz", user=user)


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def codes(found) -> dict:
    return {holding.source.code: (holding.erasable, holding.kept_count) for holding in found}


def test_a_person_is_found_by_address_name_and_code(person):
    for query in ("Ana@Example.org", "ruiz ana", "ana-ruiz"):
        (subject,) = find_subjects(query)
        assert (subject.key, subject.person, subject.user) == (
            "ana@example.org",
            person,
            person.user,
        )
    other = PersonFactory(code="eva-ruiz", family_name="Ruiz")
    assert {subject.key for subject in find_subjects("Ruiz")} == {"ana@example.org", "eva-ruiz"}
    assert subject_of("eva-ruiz").person == other


def test_what_is_handed_out(person):
    mandate = MandateFactory(person=person)
    RepresentativeFactory(person=person)
    export = services.export(subject=subject_of("ana@example.org"), by=None)
    rows = {entry["source"]: entry["rows"] for entry in export["held"]}
    assert rows["directory.person"][0]["Family name"] == "Ruiz"
    assert rows["directory.mandate"][0]["Body"] == str(mandate.body)
    assert rows["directory.representative"][0]["Role"]


def test_who_never_sat_anywhere_can_be_erased(person):
    RepresentativeFactory(person=person)
    MandateFactory(person=person, starts_on=in_days(3))
    found = services.erase(subject=subject_of("ana@example.org"), by=None)
    assert not any(kept for _erased, kept in codes(found).values())
    assert not Person.objects.filter(pk=person.pk).exists()
    assert not Mandate.objects.exists()
    assert not Representative.objects.exists()


def test_who_sat_on_a_body_stays_in_its_records_and_loses_the_account(person):
    MandateFactory(person=person, starts_on=in_days(-9), ends_on=in_days(-1))
    found = services.erase(subject=subject_of("ana@example.org"), by=None)
    assert codes(found)["directory.mandate"] == (0, 1)
    assert codes(found)["directory.person"] == (0, 1)
    assert codes(found)["accounts.user"] == (1, 0)
    (reason,) = next(f.kept for f in found if f.source.code == "directory.mandate")
    assert "part of its records" in reason
    person.refresh_from_db()
    assert person.user is None
    assert subject_of("ana-ruiz").person == person
