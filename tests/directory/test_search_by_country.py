"""An organisation is found by what its country is called now."""

import pytest

from cms.directory.models import Organisation
from tests.factories import OrganisationFactory, PlaceFactory
from tests.query_counts import queries

pytestmark = pytest.mark.django_db


def test_a_renamed_country_is_what_its_organisations_are_found_by():
    place = PlaceFactory(code="TR", labels={"en": "Turkey"})
    ours, other = OrganisationFactory(place=place), OrganisationFactory()
    place.labels = {"en": "Türkiye"}
    place.save()
    assert list(Organisation.objects.search_names("turkiye")) == [ours]
    assert not Organisation.objects.search_names("turkey").exists()
    assert other not in Organisation.objects.search_names("turkiye")


def test_a_place_saved_as_it_was_saves_nothing_else():
    place = PlaceFactory(labels={"en": "Chile"})
    OrganisationFactory(place=place)
    with queries() as asked:
        place.save()
    assert not any("UPDATE" in sql and "organisation" in sql for sql in asked)
