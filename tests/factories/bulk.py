"""Many rows at once, for tests that need a full body and look at none of its people."""

from django.contrib.auth import get_user_model

from cms.directory.models import Mandate, Organisation, OrganisationStatus, Person
from tests.factories.directory import (
    MandateFactory,
    OrganisationFactory,
    OrganisationStatusFactory,
    PersonFactory,
    PlaceFactory,
    UserFactory,
)


def seat_delegates(body, count: int, **mandate) -> list:
    """Return users with a seat each on a body, for a member party each unless `organisation` is
    given; six inserts, however many."""
    users = get_user_model().objects.bulk_create(UserFactory.build_batch(count))
    people = Person.objects.bulk_create(PersonFactory.build(user=user) for user in users)
    if "organisation" in mandate:
        parties = [mandate.pop("organisation")] * count
    else:
        place = PlaceFactory()
        parties = Organisation.objects.bulk_create(
            OrganisationFactory.build_batch(count, place=place, status=None)
        )
        OrganisationStatus.objects.bulk_create(
            OrganisationStatusFactory.build(organisation=party) for party in parties
        )
    Mandate.objects.bulk_create(
        MandateFactory.build(body=body, person=person, organisation=party, **mandate)
        for person, party in zip(people, parties, strict=True)
    )
    return users
