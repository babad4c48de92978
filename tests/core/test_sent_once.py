"""What is sent twice is done once, and the second answer leads to what the first made."""

import re
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.core import sent_once
from cms.core.models import ConsentText, SentForm
from tests.factories import UserFactory
from tests.sent_once import wait

PURPOSE = "consent_of_a_test"


def signed_in() -> Client:
    """Return a browser whose person may do everything; forms without a token are refused."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(is_superuser=True))
    return client


def token(client: Client, url: str) -> str:
    """Return what tells this showing of the page at `url` from every other."""
    page = client.get(url).content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]


def filled_in() -> tuple[Client, str, dict]:
    """Return a browser, the address of a form of the admin and what is sent from it."""
    client, url = signed_in(), reverse("wagtailsnippets_core_consenttext:add")
    sent = {
        sent_once.TOKEN_FIELD: token(client, url),
        "purpose": PURPOSE,
        "texts_en": "We keep your name.",
        "texts_fr": "Nous conservons votre nom.",
        "texts_es": "Guardamos su nombre.",
        "valid_from": "2031-01-01 10:00",
    }
    return client, url, sent


@pytest.fixture
def form(db):
    """What `filled_in` returns."""
    return filled_in()


def made() -> int:
    return ConsentText.objects.filter(purpose__startswith=PURPOSE).count()


def test_the_second_answer_leads_where_the_first_did(form):
    client, url, sent = form
    first, second = client.post(url, sent), client.post(url, sent)
    assert (first.status_code, made()) == (302, 1)
    assert (second.status_code, second.url) == (302, first.url)


def test_a_showing_is_known_by_its_first_token(form):
    client, url, sent = form
    first = client.post(url, sent)
    again = {
        sent_once.TOKEN_FIELD: token(client, url),
        sent_once.SHOWING_FIELD: sent[sent_once.TOKEN_FIELD],
    }
    assert client.post(url, sent | again).url == first.url
    assert made() == 1


def test_what_a_script_asks_again_is_done_again(form):
    client, url, sent = form
    for _time in range(2):
        assert client.post(url, sent, headers={"Sec-Fetch-Mode": "cors"}).status_code == 302
    assert made() == 2


def test_what_was_refused_is_looked_at_again(form):
    client, url, sent = form
    for _time in range(2):
        refused = client.post(url, sent | {"purpose": ""})
        assert refused.status_code == 200
        assert "This field is required" in refused.content.decode()
    assert not SentForm.objects.exists()
    assert client.post(url, sent).status_code == 302


@pytest.mark.parametrize("change", ["words", "showing", "person", "later"])
def test_what_differs_is_done_anew(form, change):
    client, url, sent = form
    client.post(url, sent)
    if change == "words":
        sent |= {"texts_en": "We keep your name for a year."}
    elif change == "showing":
        sent |= {sent_once.TOKEN_FIELD: token(client, url)}
    elif change == "person":
        client = signed_in()
        sent |= {sent_once.TOKEN_FIELD: token(client, url)}
    else:
        wait()
    client.post(url, sent)
    assert made() == 2


def test_files_are_part_of_what_is_sent(rf):
    def words(content: bytes) -> str:
        file = SimpleUploadedFile("minutes.txt", content)
        request = rf.post("/", {"title": "Minutes", "file": file})
        words = sent_once._words(request)
        assert request.FILES["file"].read() == content
        return words

    assert words(b"one") == words(b"one") != words(b"two")


def test_where_it_leads_is_read_with_what_was_sent_alone(db):
    sending = sent_once.Sending("a form", "a secret word")
    assert sending.begin() == ""
    sending.end("/en/account/secret-address/")
    row = SentForm.objects.get()
    assert "secret" not in row.answer + row.digest
    assert sent_once.Sending("a form", "a secret word").begin() == "/en/account/secret-address/"
    assert sent_once.Sending("a form", "another word").begin() == ""


def test_what_was_broken_off_may_be_sent_again(db):
    assert sent_once.Sending("a form").begin() == ""
    SentForm.objects.update(begun_at=timezone.now() - sent_once.BROKEN_OFF)
    assert sent_once.Sending("a form").begin() == ""


def test_what_nobody_sends_again_is_swept(db, monkeypatch):
    for number in range(3):
        sent_once.Sending(f"form {number}").begin()
    wait()
    monkeypatch.setattr(sent_once.secrets, "randbelow", lambda number: 0)
    sent_once.Sending("another form").begin()
    assert SentForm.objects.count() == 1


def test_who_waits_too_long_is_told(form, monkeypatch):
    client, url, sent = form
    monkeypatch.setattr(sent_once, "PATIENCE", 0.3)
    monkeypatch.setattr(sent_once.Sending, "end", lambda sending, answer="": None)
    client.post(url, sent)
    second = client.post(url, sent)
    assert (second.status_code, second.url) == (302, url)
    assert "still being worked on" in client.get(url).content.decode()
    assert made() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_is_made(site):
    client, url, sent = filled_in()
    start, answers = threading.Barrier(6), []

    def send():
        own = Client(enforce_csrf_checks=True)
        own.cookies = client.cookies
        try:
            start.wait(10)
            answers.append(own.post(url, sent).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _time in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 6
    assert (made(), len(set(answers))) == (1, 1)


@pytest.fixture
def page_form(site):
    """A browser, the address of the form of a new page, and what is sent from it."""
    client = signed_in()
    home = Page.objects.get(depth=2, locale__language_code="en")
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    sent = {
        sent_once.TOKEN_FIELD: token(client, url),
        "title": "How we work",
        "slug": "how-we-work",
        "intro": "",
        "summary": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    return client, url, sent


def by_itself(client, url, sent):
    """Return the answer to a page that saves itself."""
    return client.post(url, sent, headers={"Accept": "application/json"})


def pages(title: str = "How we work") -> list[int]:
    return list(Page.objects.filter(draft_title=title).values_list("pk", flat=True))


def test_a_page_that_saved_itself_is_changed_by_what_is_sent(page_form):
    client, url, sent = page_form
    saved = by_itself(client, url, sent).json()
    assert saved["success"]
    client.post(url, sent | {"title": "How we work together"})
    assert pages("How we work together") == [saved["pk"]]
    assert by_itself(client, url, sent | {"title": "How we work in the end"}).json()["success"]
    assert pages("How we work in the end") == [saved["pk"]]


def test_what_was_sent_by_hand_does_not_save_itself_besides(page_form):
    client, url, sent = page_form
    assert client.post(url, sent).status_code == 302
    answer = by_itself(client, url, sent | {"title": "How we work now"})
    assert (answer.status_code, answer.json()["error_code"]) == (400, "sent_already")
    assert len(pages()) == 1
    assert pages("How we work now") == []


def test_written_anew_after_going_back_it_is_another_page(page_form):
    client, url, sent = page_form
    client.post(url, sent)
    client.post(url, sent | {"title": "Who we are", "slug": "who-we-are"})
    assert len(pages()) == len(pages("Who we are")) == 1


def test_a_page_that_is_sent_before_its_address_was_made_gets_one(page_form):
    client, url, sent = page_form
    for _time in range(2):
        assert client.post(url, sent | {"slug": "", sent_once.TOKEN_FIELD: token(client, url)}).url
    assert [page.slug for page in Page.objects.filter(pk__in=pages()).order_by("pk")] == [
        *("how-we-work", "how-we-work-2"),
    ]
    nameless = client.post(url, sent | {"slug": "", "title": "…", "intro": "x"})
    assert "This field is required" in nameless.content.decode()


def test_a_page_that_could_not_save_itself_is_made_when_it_is_sent(page_form):
    client, url, sent = page_form
    assert not by_itself(client, url, sent | {"title": ""}).json()["success"]
    assert client.post(url, sent).status_code == 302
    assert len(pages()) == 1
