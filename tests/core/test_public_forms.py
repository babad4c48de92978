"""A form that anybody may send, through the whole site: its middleware, its cache, its shell."""

import html
import re
import time

import pytest
from django.conf import settings as django_settings
from django.test import Client

from cms.core.public_forms import guard
from tests import sent_once
from tests.core.public_form_urls import done
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.public_form_urls")]

URL = "/en/ask/"
HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"email": "ana@example.org", "message": "What is your position on night trains?"}


@pytest.fixture(autouse=True)
def _kept_pages(settings, site):
    settings.PUBLIC_CACHE_SECONDS = 600
    done.clear()


@pytest.fixture
def reader():
    """Somebody whose every form Django's own check would refuse."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def clock(monkeypatch):
    """Let time pass: `clock(seconds)`."""
    passed = [0]
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + passed[0])

    def wait(seconds):
        passed[0] += seconds

    return wait


def opened(response) -> str:
    """Return the guard of the form on a page."""
    return re.search(r'name="opened" value="([^"]+)"', response.content.decode())[1]


def filled(reader, url=URL, **typed) -> dict:
    """Return what a browser sends after somebody filled in the form at `url`."""
    return TYPED | {"opened": opened(reader.get(url)), guard.TRAP: ""} | typed


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def test_the_page_is_kept_and_sets_no_cookie(reader, django_assert_max_num_queries):
    first = reader.get(URL)
    assert first.status_code == 200
    with django_assert_max_num_queries(1):
        second = Client().get(URL)
    assert second.content == first.content
    for page in (first, second):
        assert not page.cookies
        assert "Cookie" not in page.get("Vary", "")
        assert "ETag" in page
    assert "csrfmiddlewaretoken" not in first.content.decode()


def test_what_is_sent_is_done_and_leads_on(reader, clock):
    sent = filled(reader)
    clock(guard.MIN_SECONDS)
    response = reader.post(URL, sent, headers=HERE)
    assert (response.status_code, response.url) == (302, "/en/thanks/")
    assert done == ["ana@example.org"]
    assert not reader.cookies


def test_what_is_sent_twice_is_done_once(reader, clock):
    sent = filled(reader)
    clock(guard.MIN_SECONDS)
    answers = [reader.post(URL, sent, headers=HERE).url for _time in range(2)]
    assert answers == ["/en/thanks/"] * 2
    assert done == ["ana@example.org"]
    assert not reader.cookies
    # The page is kept: opened again later it is the same form, and meant.
    sent_once.wait()
    reader.post(URL, sent, headers=HERE)
    assert done == ["ana@example.org"] * 2


def test_a_page_from_the_cache_that_lay_open_for_a_day_is_good(reader, clock):
    sent = filled(reader)
    clock(django_settings.PUBLIC_CACHE_SECONDS + guard.MAX_SECONDS - 1)
    assert reader.post(URL, sent, headers=HERE).status_code == 302


def test_who_comes_later_to_a_kept_page_need_not_wait(reader, clock):
    reader.get(URL)
    clock(60)
    assert Client().post(URL, filled(Client()), headers=HERE).status_code == 302


def test_opening_the_address_does_nothing(reader):
    reader.get(URL, filled(reader), headers=HERE)
    assert done == []


def refused(response, status: int, words: str) -> None:
    """Assert that nothing was done, why, and that what was typed is still there."""
    said = text_of(response)
    assert response.status_code == status
    assert words in said
    assert 'class="error-summary" role="alert"' in said
    assert TYPED["message"] in said
    assert f'value="{TYPED["email"]}"' in said
    assert "no-store" in response.get("Cache-Control", "") or "ETag" not in response
    assert not response.cookies
    assert done == []


def test_a_form_sent_at_once_is_refused_and_goes_through_a_moment_later(reader, clock):
    response = reader.post(URL, filled(reader), headers=HERE)
    refused(response, 422, "That was very fast.")
    again = filled(reader, opened=opened(response))
    clock(guard.MIN_SECONDS)
    assert reader.post(URL, again, headers=HERE).status_code == 302


def test_a_form_of_the_day_before_is_refused_and_goes_through_then(reader, clock):
    sent = filled(reader)
    clock(django_settings.PUBLIC_CACHE_SECONDS + guard.MAX_SECONDS + 1)
    response = reader.post(URL, sent, headers=HERE)
    refused(response, 422, "open for very long")
    clock(guard.MIN_SECONDS)
    again = sent | {"opened": opened(response)}
    assert reader.post(URL, again, headers=HERE).status_code == 302


@pytest.mark.parametrize("forged", ["", "1", "1732900000.x", "nonsense"])
def test_a_time_that_we_did_not_write_is_refused(reader, forged):
    refused(reader.post(URL, filled(reader, opened=forged), headers=HERE), 422, "very long")


def test_the_time_of_another_form_is_refused(reader, clock):
    other = opened(reader.get("/en/other/secret/"))
    clock(guard.MIN_SECONDS)
    refused(reader.post(URL, filled(reader, opened=other), headers=HERE), 422, "very long")


def test_the_field_that_nobody_sees_stays_empty(reader, clock):
    page = text_of(reader.get(URL))
    hidden = re.search(r'<div class="visually-hidden" aria-hidden="true">.*?</div>', page, re.S)[0]
    assert 'tabindex="-1"' in hidden
    sent = filled(reader, **{guard.TRAP: "https://spam.example"})
    clock(guard.MIN_SECONDS)
    response = reader.post(URL, sent, headers=HERE)
    refused(response, 422, "filled in a field that stays empty")
    assert "spam.example" not in text_of(response)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        # What a browser says of itself counts more than what else a request says.
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "null", "Referer": "http://testserver/en/ask/"},
        {"Referer": "https://elsewhere.example/http://testserver/"},
        {"Referer": "http://testserver@elsewhere.example/"},
        {"Referer": "http://["},
        {},
    ],
)
def test_a_form_of_another_site_is_refused(reader, clock, headers):
    sent = filled(reader)
    clock(guard.MIN_SECONDS)
    refused(reader.post(URL, sent, headers=headers), 403, "not sent from our own page")


@pytest.mark.parametrize(
    "headers",
    [
        HERE,
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/en/ask/"},
        {"Origin": "https://alliance.example"},
    ],
)
def test_a_form_of_this_site_is_taken(reader, clock, settings, headers):
    settings.CSRF_TRUSTED_ORIGINS = ["https://alliance.example"]
    sent = filled(reader)
    clock(guard.MIN_SECONDS)
    assert reader.post(URL, sent, headers=headers).status_code == 302


def test_what_is_wrong_is_said_on_top_and_leads_to_its_field(reader, clock):
    sent = filled(reader, email="nobody")
    clock(guard.MIN_SECONDS)
    response = reader.post(URL, sent, headers=HERE)
    assert response.status_code == 422
    summary = re.search(r'<div class="error-summary".*?</div>', text_of(response), re.S)[0]
    assert 'href="#id_email"' in summary
    assert 'id="id_email"' in text_of(response)


def send(reader, **more):
    """Send the form in order, with another address every time unless one is named."""
    number = len(done)
    sent = filled(reader, email=f"reader{number}@example.org") | more
    return reader.post(URL, sent, headers=HERE | {"Accept-Language": "en"})


def test_too_many_from_one_network_must_wait(reader, clock):
    reader.get(URL)
    clock(guard.MIN_SECONDS)
    assert [send(reader).status_code for _ in range(4)] == [302] * 4
    response = send(reader, message="Still here")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "too often in a short time" in text_of(response)
    assert "Still here" in text_of(response)
    assert len(done) == 4
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(other).status_code == 302
    clock(3600)
    reader.get(URL)
    clock(guard.MIN_SECONDS)
    assert send(reader).status_code == 302


def test_an_address_is_aimed_at_so_often_and_no_more(reader, clock):
    reader.get(URL)
    clock(guard.MIN_SECONDS)
    networks = (Client(REMOTE_ADDR=f"192.0.2.{number}") for number in range(1, 4))
    spellings = ("ana@example.org", "Ana@Example.org", "ana@example.org")
    answers = [
        send(one, email=email, message=f"From {one.defaults['REMOTE_ADDR']}")
        for one, email in zip(networks, spellings, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert send(reader).status_code == 302


def test_who_is_wrong_is_not_counted(reader, clock):
    reader.get(URL)
    clock(guard.MIN_SECONDS)
    assert {send(reader, email="nobody").status_code for _ in range(9)} == {422}
    assert send(reader).status_code == 302


def test_the_answer_does_not_say_who_is_known(reader, clock):
    UserFactory(email="known@example.org")
    reader.get(URL)
    clock(guard.MIN_SECONDS)
    answers = [send(reader, email=f"{who}@example.org") for who in ("known", "stranger")]
    assert answers[0].content == answers[1].content
    assert dict(answers[0].items()) == dict(answers[1].items())


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "C’est allé très vite."), ("es", "Ha sido muy rápido.")]
)
def test_it_speaks_the_language_of_the_reader(reader, language, words):
    response = reader.post(f"/{language}/ask/", filled(reader, f"/{language}/ask/"), headers=HERE)
    assert words in text_of(response)
    assert f'<html lang="{language}"' in text_of(response)


def test_who_is_signed_in_may_send_it_too(reader, clock):
    reader.force_login(UserFactory())
    sent = filled(reader)
    clock(guard.MIN_SECONDS)
    assert reader.post(URL, sent, headers=HERE).status_code == 302


def test_an_address_with_a_secret_is_kept_nowhere(reader):
    response = reader.get("/en/other/secret/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response
    assert reader.post("/en/other/secret/")["Referrer-Policy"] == "no-referrer"


def test_a_view_that_looks_at_the_address_first_takes_forms_all_the_same(reader):
    # With nothing in it the form is shown again; Django's own check would have refused it.
    assert reader.post("/en/other/secret/", {}, headers=HERE).status_code == 422
