"""What is answered to who signs, which tells nobody who has signed."""

import pytest
from django.core import mail
from django.test import Client

from campaigns.models import Signature
from campaigns.services import moderation, signing
from cms.core.public_forms import guard
from tests.campaigns.test_signing_pages import send, text_of
from tests.campaigns.tools import (
    HERE,
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
def appeal(site, monkeypatch):
    monkeypatch.setattr(guard, "MIN_SECONDS", 0)
    place()
    return make_appeal(code="homes")


def test_the_answer_does_not_say_who_has_signed(appeal):
    confirmed(appeal, "known@example.org")
    mail.outbox.clear()
    new = send(appeal, email="new@example.org")
    known = send(appeal, email="KNOWN@example.org")
    held = send(appeal, email="x@mailinator.com")
    again = Client().post(
        "/en/appeals/homes/sign/again/",
        {"email": "nobody@example.org", "opened": guard.made_out("campaigns.send_again")},
        headers=HERE,
    )
    for answer in (known, held, again):
        assert (answer.status_code, answer.url) == (new.status_code, new.url)
        assert answer.content == new.content
        assert dict(answer.items()) == dict(new.items())
    assert [one.to for one in mail.outbox] == [["new@example.org"], ["known@example.org"]]


def test_who_asks_for_the_link_again_reads_the_same_whoever_they_are(appeal):
    confirmed(appeal, "known@example.org")
    waits, held, struck, gone = (
        sign(appeal, f"person@{domain}", network="bot" if domain == "struck.org" else "x")
        for domain in ("waits.org", "mailinator.com", "struck.org", "gone.org")
    )
    key = struck.network_key
    moderation.strike_out(appeal=appeal, reason="A bot", by=None, network_key=key)
    signing.withdraw(signature=gone)
    mail.outbox.clear()
    addresses = ("nobody@example.org", "known@example.org", waits.email, held.email, struck.email)
    answers = set()
    for email in (*addresses, gone.email):
        data = {"email": email, "opened": guard.made_out("campaigns.send_again")}
        client = Client()
        answer = client.post("/en/appeals/homes/sign/again/", data, headers=HERE)
        page = client.get(answer.url)
        answers.add((answer.serialize(), page.serialize()))
    assert len(answers) == 1
    assert [one.to for one in mail.outbox] == [["known@example.org"], [waits.email]]


def test_one_mailbox_signs_once_whatever_the_language_and_spelling_of_its_domain(appeal):
    for language, email in (
        ("fr", "ana@bücher.example"),
        ("es", "Ana@XN--BCHER-KVA.example"),
        ("en", "ANA@BÜCHER.example"),
    ):
        assert send(appeal, language=language, email=email).status_code == 302
        if language == "fr":
            Client().post(link_in(last_mail(), "confirm"))
    row = Signature.objects.get()
    assert (row.state, row.language) == ("confirmed", "fr")
    assert recounted(appeal) == (1, 1)
    # One to confirm and one to thank; then two that tell the owner what is so, in no page.
    assert len(mail.outbox) == 4


def test_the_link_is_sent_again_and_the_older_one_is_void(appeal):
    send(appeal)
    old = link_in(last_mail(), "confirm")
    Client().post(
        "/en/appeals/homes/sign/again/",
        {"email": "Wanjiru@Example.org", "opened": guard.made_out("campaigns.send_again")},
        headers=HERE,
    )
    new = link_in(last_mail(), "confirm")
    assert old != new
    closed = Client().get(old)
    assert closed.status_code == 410
    assert "/sign/again/" in text_of(closed)
    assert Client().post(new).status_code == 302
