"""People look after their signature, and others read what they want to be read."""

import html
import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Signature
from campaigns.services import own_page, signing
from cms.core.models import ConsentText
from tests.campaigns.tools import (
    confirmed,
    fresh,
    last_mail,
    letters,
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


def test_letters_are_agreed_to_and_taken_back_on_record(appeal, client):
    first = letters()
    row = confirmed(appeal, letters=first)
    url = f"/fr/appeals/mine/{own_page.token_of(row)}/"
    ConsentText.objects.create(purpose="letters", texts={"en": "More.", "fr": "Plus."})
    second = ConsentText.objects.current("letters")
    # Who has agreed reads what they agreed to; it is not asked again.
    page = text_of(client.get(url))
    assert "Écrivez-moi." in page
    assert "checked" in box(page)
    client.post(url, {"shown": "full", "letters": first.pk})
    same = fresh(row)
    assert (same.letters_text, same.letters_language) == (first, "en")
    assert same.letters_agreed_at == row.letters_agreed_at
    assert list(appeal.signatures.to_write_to()) == [row]
    page = text_of(client.post(url, {"shown": "full"}))
    gone = fresh(row)
    assert gone.letters_withdrawn_at > gone.letters_agreed_at
    assert gone.letters_text == first
    assert not appeal.signatures.to_write_to().exists()
    # Once taken back, the text in force is what can be agreed to.
    assert "Plus." in page
    assert "checked" not in box(page)
    assert client.post(url, {"shown": "full", "letters": first.pk}).status_code == 422
    client.post(url, {"shown": "full", "letters": second.pk})
    again = fresh(row)
    assert (again.letters_text, again.letters_language) == (second, "fr")
    assert again.letters_agreed_at > gone.letters_withdrawn_at
    assert again.may_be_written_to


def test_an_agreement_without_its_text_is_refused_by_the_data_base(appeal):
    row = confirmed(appeal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(letters_agreed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(letters_withdrawn_at=timezone.now())


def box(page: str) -> str:
    return re.search(r'<input[^>]*name="letters"[^>]*>', page)[0]


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
