"""A cohort that takes nominations, and a party that nominates."""

import pytest

from cms.core.models import ConsentText
from tests.academy.world import nominator, party
from tests.factories import PlaceFactory
from tests.factories.academy import CohortFactory


@pytest.fixture
def consent(db):
    """The text that candidates agree to."""
    return ConsentText.objects.current("enrolment") or ConsentText.objects.create(
        purpose="enrolment", texts={"en": "I agree.", "fr": "J’accepte.", "es": "Acepto."}
    )


@pytest.fixture
def region(db):
    return PlaceFactory(kind="region")


@pytest.fixture
def organisation(region):
    return party(region)


@pytest.fixture
def office(organisation):
    """Who nominates for the organisation."""
    return nominator(organisation)


@pytest.fixture
def cohort(db):
    return CohortFactory(seats=2, nominations_each=2, open_applications=True)
