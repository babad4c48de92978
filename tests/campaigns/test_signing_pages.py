"""The pages of who signs, through the whole site."""

import datetime
import html
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from campaigns.models import Signature
from campaigns.views.signing import POSTS
from cms.core.models import ConsentText
from cms.core.public_forms import guard
from tests import sent_once
from tests.campaigns.tools import (
    HERE,
    confirmed,
    consent,
    fresh,
    last_mail,
    letters,
    link_in,
    make_appeal,
    place,
    recounted,
)
from tests.factories import PlaceFactory
from tests.query_counts import cold_queries_of, repeated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]


@pytest.fixture
def appeal(site):
    place()
    return make_appeal(code="homes")


@pytest.fixture(autouse=True)
def _people_are_slow_enough(monkeypatch):
    monkeypatch.setattr(guard, "MIN_SECONDS", 0)


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def filled(appeal, **fields) -> dict:
    """Return what a browser sends."""
    return {
        "given_name": "Wanjiru",
        "family_name": "Mwangi",
        "email": "wanjiru@example.org",
        "country": "ke",
        "shown": "hidden",
        "consent": consent().pk,
        "opened": guard.made_out("campaigns.sign"),
        guard.TRAP: "",
    } | fields


def send(appeal, client=None, language="en", **fields):
    client = client or Client(enforce_csrf_checks=True)
    url = f"/{language}/appeals/{appeal.code}/sign/"
    return client.post(url, filled(appeal, **fields), headers=HERE)


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Homes for all"), ("fr", "Un toit pour tous"), ("es", "Techo para todos")],
)
def test_somebody_signs_from_the_form_to_the_end(appeal, language, title):
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/{language}/appeals/homes/sign/?from=kit-7")
    assert title in text_of(page)
    assert 'value="kit-7"' in text_of(page)
    wanted = letters()
    answer = send(appeal, client, language, source="kit-7", letters=wanted.pk)
    assert (answer.status_code, answer.url) == (302, f"/{language}/appeals/homes/sign/sent/")
    assert client.get(answer.url).status_code == 200
    row = Signature.objects.get()
    assert (row.state, row.shown, row.language, row.source) == (
        *("pending", "hidden", language),
        "kit-7",
    )
    assert (row.letters_text, row.letters_language) == (wanted, language)
    link = link_in(last_mail(), "confirm")
    opened = client.get(link)
    assert opened.status_code == 200
    assert "Wanjiru Mwangi" in text_of(opened)
    assert fresh(row).state == "pending"
    answer = client.post(link)
    assert answer.status_code == 302
    assert recounted(appeal) == (1, 1)
    mine = client.get(answer.url)
    assert "wanjiru@example.org" in text_of(mine)
    assert link_in(last_mail(), "mine") == answer.url
    for page in (opened, mine):
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"
        assert not page.cookies
    assert client.get(link).status_code == 410
    # Pressed twice, the button leads to the same page twice; later the link is used up.
    assert client.post(link).url == answer.url
    sent_once.wait()
    assert client.post(link).status_code == 410
    assert recounted(appeal) == (1, 1)
    assert len(mail.outbox) == 2


def test_the_page_is_kept_sets_no_cookie_and_holds_nothing_of_its_reader(appeal, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    first = Client().get("/en/appeals/homes/sign/")
    second = Client(REMOTE_ADDR="192.0.2.9").get("/en/appeals/homes/sign/")
    assert first.content == second.content
    for page in (first, second):
        assert not page.cookies
        assert "ETag" in page
        assert "Cookie" not in page.get("Vary", "")
    assert "csrfmiddlewaretoken" not in text_of(first)


def test_the_form_asks_the_data_base_at_most_12_times_whatever_there_is(appeal, client):
    letters()
    few = cold_queries_of(client, "/en/appeals/homes/sign/")
    PlaceFactory.create_batch(150)
    for _ in range(60):
        confirmed(appeal)
    many = cold_queries_of(client, "/en/appeals/homes/sign/")
    assert len(few) == len(many) <= 12
    assert repeated(many) == []


def test_the_list_asks_as_often_for_many(appeal, client):
    confirmed(appeal)
    few = cold_queries_of(client, "/en/appeals/homes/people/")
    for _ in range(60):
        confirmed(appeal)
    many = cold_queries_of(client, "/en/appeals/homes/people/?page=2")
    assert len(few) == len(many) <= 20
    assert repeated(many) == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"email": "nobody"}, "email"),
        ({"country": "xx"}, "country"),
        ({"given_name": ""}, "given_name"),
        ({"consent": ""}, "consent"),
        ({"comment": "x" * 501}, "comment"),
        ({"shown": "everything"}, "shown"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(appeal, fields, name):
    answer = send(appeal, **({"organisation": "Tenants’ union"} | fields))
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in text_of(answer)
    assert "Tenants’ union" in text_of(answer)
    assert not Signature.objects.exists()


def test_the_box_for_letters_is_apart_and_asks_for_the_text_in_force(appeal, client):
    assert 'name="letters"' not in text_of(client.get("/en/appeals/homes/sign/"))
    old = letters()
    page = text_of(client.get("/fr/appeals/homes/sign/"))
    box = re.search(r'<input[^>]*name="letters"[^>]*>', page)[0]
    assert f'value="{old.pk}"' in box
    assert "checked" not in box
    assert "required" not in box
    assert "Écrivez-moi." in page
    new = ConsentText.objects.create(purpose="letters", texts={"en": "Write to me, often."})
    assert send(appeal, letters=old.pk).status_code == 422
    assert send(appeal, letters=consent().pk).status_code == 422
    assert not Signature.objects.exists()
    assert send(appeal, letters=new.pk).status_code == 302
    assert Signature.objects.get().letters_text == new
    assert send(appeal, email="no@example.org").status_code == 302
    assert Signature.objects.get(email="no@example.org").letters_text is None


@pytest.mark.parametrize("source", ["<script>", "a" * 41, "Ä", "a b", "-x"])
def test_a_source_that_is_no_code_is_left_out(appeal, client, source):
    page = client.get("/en/appeals/homes/sign/", {"from": source})
    assert 'name="source"' in text_of(page)
    assert source not in re.search(r'<input[^>]*name="source"[^>]*>', text_of(page))[0]
    send(appeal, source=source)
    assert Signature.objects.get().source == ""


def test_one_address_gets_three_mails_a_day_and_no_more(appeal):
    answers = []
    for email in ("a.na@gmail.com", "a.na@gmail.com", "ana@gmail.com"):
        answers.append(send(appeal, email=email))
        sent_once.wait()
    assert {answer.status_code for answer in answers} == {302}
    assert send(appeal, email="ana+1@googlemail.com", language="fr").status_code == 429
    assert len(mail.outbox) == 3


def test_what_comes_in_floods_is_turned_away_before_anything_is_read(appeal, monkeypatch):
    from django.core.cache import cache

    monkeypatch.setattr(POSTS.__class__, "consume", lambda self, key: 60 * (self == POSTS))
    cache.clear()
    assert send(appeal).status_code == 429
    assert not Signature.objects.exists()


def test_a_form_of_another_site_is_refused(appeal):
    answer = Client().post(
        "/en/appeals/homes/sign/", filled(appeal), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert not Signature.objects.exists()


@pytest.mark.parametrize(("days", "words"), [(-1, "has ended"), (30, "cannot sign yet")])
def test_the_form_says_why_nobody_can_sign(appeal, client, days, words):
    now = timezone.now()
    if days < 0:
        type(appeal).objects.update(ends_at=now)
    else:
        type(appeal).objects.update(people_from=now + datetime.timedelta(days=days))
    page = client.get("/en/appeals/homes/sign/")
    assert page.status_code == 200
    assert words in text_of(page)
    assert "<form" not in re.search(r"<main.*</main>", text_of(page), re.S)[0]
    assert send(appeal).status_code == 409
    assert not Signature.objects.exists()


@pytest.mark.parametrize("path", ["sign/", "sign/sent/", "sign/again/", "people/"])
def test_what_is_not_public_has_no_form(site, client, path):
    hidden = make_appeal(campaign=False)
    assert client.get(f"/en/appeals/{hidden.code}/{path}").status_code == 404
    assert client.get(f"/en/appeals/nothing/{path}").status_code == 404


def test_the_form_stands_within_another_page(appeal, rf):
    from django.template import Context, Template

    request = rf.get("/", {"from": "kit-1"})
    template = Template("{% load signing %}{% signing_form appeal %}")
    shown = template.render(Context({"appeal": appeal, "request": request}))
    assert 'action="/en/appeals/homes/sign/"' in shown
    assert 'name="opened"' in shown
    assert 'value="kit-1"' in shown
    assert "csrf" not in shown
    type(appeal).objects.update(ends_at=timezone.now())
    appeal.refresh_from_db()
    assert "<form" not in template.render(Context({"appeal": appeal, "request": request}))


@pytest.mark.parametrize("name", ["Suharto", "Ανδρέας", "သူဇာ"])
def test_who_has_one_name_signs_with_it(appeal, name):
    answer = send(appeal, given_name=name, family_name="", shown="full")
    assert answer.status_code == 302
    row = Signature.objects.get()
    assert (row.given_name, row.family_name, row.held_for) == (name, "", "")
    assert name in text_of(Client().get(link_in(last_mail(), "confirm")))
