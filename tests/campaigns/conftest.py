"""A campaign with its appeal, and organisations that can sign it."""

import datetime

import pytest
from django.utils import timezone

from campaigns.models import Appeal
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    RepresentativeFactory,
    UserFactory,
)
from tests.factories.pages import make_campaign


@pytest.fixture
def campaign(site):
    return make_campaign(title="Peace now", slug="peace-now")


@pytest.fixture
def appeal(campaign):
    return make_appeal(campaign)


def make_appeal(campaign, code="peace-now", **fields):
    """Return the appeal of `campaign`, which organisations and people sign now."""
    now = timezone.now()
    defaults = {
        "titles": {"en": "Peace now", "fr": "La paix maintenant", "es": "Paz ahora"},
        "organisations_from": now - datetime.timedelta(days=20),
        "people_from": now - datetime.timedelta(days=10),
        "ends_at": now + datetime.timedelta(days=30),
        "milestones": [100, 1000],
    }
    return Appeal.objects.create(
        campaign_key=campaign.translation_key, code=code, **defaults | fields
    )


@pytest.fixture
def region(db):
    return PlaceFactory(code="europe", kind="region", labels={"en": "Europe", "fr": "Europe"})


@pytest.fixture
def party(region):
    """A member called PS, as others are."""
    return member(region)


def member(region, **fields):
    """Return a member in a country of its own in `region`."""
    return OrganisationFactory(place=PlaceFactory(parent=region), acronym="PS", **fields)


def representative(organisation, role="leader"):
    """Return the account of somebody who speaks for `organisation`."""
    person = PersonFactory(user=UserFactory())
    RepresentativeFactory(person=person, organisation=organisation, role=role)
    return person.user
