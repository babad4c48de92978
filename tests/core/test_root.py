"""The address without a language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "location"), [("", "/en/"), ("es-CL, fr;q=0.5", "/es/"), ("de, fr", "/fr/")]
)
def test_it_leads_to_the_home_page_in_the_language_of_the_reader(client, site, wanted, location):
    response = client.get("/", headers={"Accept-Language": wanted})
    assert (response.status_code, response.headers["Location"]) == (302, location)


def test_an_old_number_leads_to_its_page(client, site):
    Redirect.add_redirect("/?p=12", redirect_to=site["fr"])
    Redirect.add_redirect("/?page_id=7", redirect_to=site["es"])
    for address, location in [
        ("/?p=12", "/fr/"),
        ("/?utm_source=mail&p=12", "/fr/"),
        ("/?page_id=7", "/es/"),
    ]:
        response = client.get(address)
        assert response.status_code == 301
        assert response.headers["Location"].endswith(location)


@pytest.mark.parametrize("query", ["p=13", "p=", "p=x", "p=%00", "p=" + "9" * 30, "p=1%0d%0aX:y"])
def test_other_numbers_lead_home(client, site, query):
    response = client.get(f"/?{query}")
    assert (response.status_code, response.headers["Location"]) == (302, "/en/")


def test_without_a_number_no_redirect_is_looked_for(client, site):
    with CaptureQueriesContext(connection) as queries:
        client.get("/?utm_source=mail")
    assert not [one for one in queries if Redirect._meta.db_table in one["sql"]]
