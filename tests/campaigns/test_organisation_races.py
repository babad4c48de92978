"""Many organisations sign at once, on a data base that lets them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from campaigns.errors import SigningRefused
from campaigns.models import Appeal, OrganisationSignature
from campaigns.services import organisations as services
from tests.campaigns.conftest import make_appeal, member, representative
from tests.factories import PlaceFactory
from tests.factories.pages import make_campaign, make_site

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CONNECTIONS, PARTIES = 8, 24


def test_the_counter_equals_a_recount_and_nobody_signs_twice():
    make_site()
    appeal = make_appeal(make_campaign())
    region = PlaceFactory(code="europe", kind="region")
    parties = [member(region) for _n in range(PARTIES)]
    pairs = [(party, representative(party)) for party in parties]

    def sign(pair) -> bool:
        party, user = pair
        try:
            services.sign(appeal=appeal, organisation=party, by=user)
        except SigningRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        # Everybody presses the button twice.
        signed = list(pool.map(sign, [pair for pair in pairs for _twice in range(2)]))
    assert sum(signed) == PARTIES
    assert OrganisationSignature.objects.signed().count() == PARTIES
    assert Appeal.objects.get().organisations == PARTIES
