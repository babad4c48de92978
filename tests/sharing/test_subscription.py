"""Asking for new kits by mail: confirmed by a button, told once, ended by one click."""

import datetime
import re
import time
from unittest import mock

import pytest
from django.core import mail
from django.utils import timezone

from cms.core.personal_data import sources
from cms.core.public_forms import guard
from cms.sharing.mail_tasks import mail_kit
from cms.sharing.models import KitMail, KitSubscription
from cms.sharing.services import announcing, kits, subscribing
from tests import sent_once
from tests.factories.pages import make_statement

FORM = "/en/share/mails/"
SENT = "/en/share/mails/sent/"
HERE = {"Sec-Fetch-Site": "same-origin"}


def send(client, consent, email="press@example.org", language="en"):
    with mock.patch.object(time, "time", return_value=time.time() - 60):
        opened = guard.made_out("sharing.subscribe")
    data = {"email": email, "language": language, "consent": consent.pk, "opened": opened}
    return client.post(FORM, data, headers=HERE)


def link_in(message, part: str) -> str:
    """Return the path of the first link of a mail that holds `part`."""
    return re.search(rf"https?://[^/]+(/\S*{part}\S*)", message.body).group(1)


def reader(consent, email="press@example.org", language="en") -> KitSubscription:
    _row, token = subscribing.subscribe(email=email, language=language, consent=consent)
    return subscribing.confirm(token=token)


def new_statement(**fields):
    return make_statement(date=timezone.localdate(), **fields)


def test_the_form_stays_in_the_cache_and_sets_no_cookie(client, consent):
    response = client.get(FORM)
    assert response.status_code == 200
    assert not response.cookies
    assert "I agree." in response.content.decode()


def test_an_address_is_confirmed_by_a_button_and_not_by_opening_the_link(client, consent, site):
    assert send(client, consent, language="fr")["Location"] == SENT
    (message,) = mail.outbox
    link = link_in(message, "confirm")
    assert link.startswith("/fr/")
    assert message.subject.startswith("Veuillez confirmer")
    assert client.get(link).status_code == 200
    row = KitSubscription.objects.get()
    assert row.confirmed_at is None
    assert row.consent_text == consent
    assert client.post(link).status_code == 200
    row.refresh_from_db()
    assert row.confirmed_at
    assert row.keep_until is None
    assert client.get(link).status_code == 410
    # Pressed twice, the button says the same twice; later the link is used up.
    assert client.post(link).status_code == 200
    sent_once.wait()
    assert client.post(link).status_code == 410


def test_the_answer_does_not_say_who_is_known(client, consent, site):
    first = send(client, consent)
    reader(consent, "known@example.org")
    second = send(client, consent, "known@example.org")
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert "confirm" not in mail.outbox[-1].body
    assert KitSubscription.objects.filter(email="known@example.org").count() == 1


def test_asking_once_more_makes_a_new_link_and_the_old_one_void(client, consent, site):
    send(client, consent)
    send(client, consent, "PRESS@example.org")
    old, new = (link_in(message, "confirm") for message in mail.outbox)
    assert KitSubscription.objects.count() == 1
    assert client.post(old).status_code == 410
    assert client.post(new).status_code == 200


def test_without_consent_nothing_is_sent(client, consent):
    response = send(client, mock.Mock(pk=""))
    assert response.status_code == 422
    assert "press@example.org" in response.content.decode()
    assert mail.outbox == []


def test_a_new_kit_is_mailed_to_its_language_once(site, consent, on_commit_at_once, client):
    english, _french = reader(consent), reader(consent, "presse@example.org", "fr")
    KitSubscription.objects.create(
        email="waiting@example.org", language="en", keep_until=timezone.localdate()
    )
    page = new_statement(title="Bread and roses")
    kits.make(page_id=page.pk)
    (message,) = mail.outbox
    assert message.to == [english.email]
    assert "Bread and roses" in message.subject
    stop = link_in(message, "stop")
    assert (
        message.extra_headers["List-Unsubscribe"]
        == f"<{message.body[message.body.find('http') :].split()[0].split('/en/')[0]}{stop}>"
    )
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(link_in(message, "/share/")).status_code == 200
    # Drawn anew, hidden and shown again, sent by another task: nobody is told twice.
    kits.make(page_id=page.pk, anew=True)
    kits.forget([page.pk])
    kits.make(page_id=page.pk)
    assert not mail_kit.call(KitMail.objects.get().pk)
    assert announcing.send_waiting() == 0
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"date": datetime.date(1998, 5, 1)},
        {"withdrawn_on": datetime.date(2026, 1, 1), "withdrawal_reason": "An error"},
    ],
)
def test_what_is_no_news_is_not_mailed(site, consent, on_commit_at_once, fields):
    reader(consent)
    page = make_statement(**{"date": timezone.localdate()} | fields)
    assert kits.make(page_id=page.pk)
    assert mail.outbox == []


def test_what_is_hidden_before_the_mail_goes_is_not_mailed(site, consent):
    reader(consent)
    page = new_statement()
    kits.make(page_id=page.pk)
    page.unpublish()
    assert not mail_kit.call(KitMail.objects.get().pk)
    assert mail.outbox == []


def test_what_a_lost_task_left_is_sent_by_the_daily_command(site, consent):
    reader(consent)
    kits.make(page_id=new_statement().pk)
    assert mail.outbox == []
    assert announcing.send_waiting() == 1
    assert len(mail.outbox) == 1


def test_one_click_ends_the_mails_and_erases_the_address(client, consent, site):
    row = reader(consent)
    url = f"/en/share/mails/stop/{subscribing.token_of(row)}/"
    assert client.get(url).status_code == 200
    assert KitSubscription.objects.exists()
    # As mail programs post it: from nowhere, with no cookie.
    response = client.post(url, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert response["Cache-Control"].count("no-store") == 1
    assert not KitSubscription.objects.exists()
    assert client.post(url).status_code == 200


@pytest.mark.parametrize("token", ["1.x", "x", "999999.0", "1", "٣.x"])
def test_a_link_that_was_never_sent_changes_nothing(client, consent, site, token):
    reader(consent)
    assert client.post(f"/en/share/mails/stop/{token}/").status_code == 200
    assert client.post(f"/en/share/mails/confirm/{token}/").status_code == 410
    assert KitSubscription.objects.confirmed().count() == 1


def test_what_is_held_is_handed_out_erased_and_forgotten_in_time(consent, site):
    source = next(one for one in sources.all_sources() if one.code == "sharing.kitsubscription")
    row = reader(consent)
    subject = sources.Subject(key="press@example.org", email="Press@example.org")
    (found,) = source.find(subject)
    assert "press@example.org" in source.describe(found).values()
    assert "I agree." in source.describe(found).values()
    subscribing.subscribe(email="late@example.org", language="en", consent=consent)
    later = timezone.localdate() + datetime.timedelta(subscribing.LINK_DAYS + 1)
    assert source.anonymise_due(later) == 1
    assert source.anonymise_due(later) == 0
    assert list(KitSubscription.objects.all()) == [row]
    source.erase(row)
    assert not list(source.find(subject))
