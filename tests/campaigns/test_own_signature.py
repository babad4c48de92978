"""People look after their signature, and others read what they want to be read."""

import html

import pytest

from campaigns.models import Signature
from campaigns.services import own_page, signing
from tests.campaigns.tools import (
    confirmed,
    last_mail,
    link_in,
    make_appeal,
    place,
    recounted,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]


@pytest.fixture
def appeal(site):
    return make_appeal(code="homes")


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def test_people_look_after_their_signature(appeal, client):
    row = confirmed(appeal, "ana@example.org")
    url = f"/en/appeals/mine/{own_page.token_of(row)}/"
    assert "Wanjiru" in text_of(client.get("/en/appeals/homes/people/"))
    assert client.post(url, {"shown": "hidden"}).status_code == 200
    assert "Wanjiru" not in text_of(client.get("/en/appeals/homes/people/"))
    assert "1 of them is not shown" in text_of(client.get("/en/appeals/homes/people/"))
    assert client.post(url, {"shown": "all"}).status_code == 422
    assert client.get(f"{url}withdraw/").status_code == 200
    assert recounted(appeal) == (1, 1)
    answer = client.post(f"{url}withdraw/")
    assert "is withdrawn" in text_of(answer)
    assert recounted(appeal) == (0, 0)
    assert client.get(url).status_code == client.post(url).status_code == 410
    assert client.post(f"{url}withdraw/").status_code == 410


def test_what_was_not_confirmed_can_be_erased_from_the_mail(appeal, client):
    signing.write_to(sign(appeal))
    link = link_in(last_mail(), "mine")
    assert "It is not counted" in text_of(client.get(link))
    client.post(f"{link}withdraw/")
    assert not Signature.objects.exists()


def test_the_list_shows_people_as_they_want_to_be_shown(appeal, client):
    kenya = place()
    confirmed(appeal, given_name="Ana", family_name="Full", organisation="Union", country=kenya)
    confirmed(
        appeal, given_name="Bea", family_name="Secret1", organisation="Secret2", shown="first"
    )
    confirmed(appeal, given_name="Secret3", shown="hidden")
    sign(appeal, given_name="Secret4")
    page = text_of(client.get("/en/appeals/homes/people/"))
    assert "Ana Full" in page
    assert "Union" in page
    assert kenya.label in page
    assert page.index("Bea") < page.index("Ana Full")
    assert "Secret" not in page
    assert "3 people have signed. 1 of them is not shown." in page
    assert "noindex" in page
