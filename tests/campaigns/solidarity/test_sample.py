"""Solidarity in the sample: cases in four states in public, and one of which nothing goes out."""

import re
import time

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.models import Revision

from campaigns.models import Appeal
from campaigns.solidarity.models import (
    Case,
    ConsentDecision,
    PersonConcerned,
    SolidarityIndexPage,
    SolidarityPage,
)
from campaigns.solidarity.page_facts import case_facts, cases_of
from campaigns.solidarity.public_cases import anniversaries, public_cases
from campaigns.solidarity.sample import load
from campaigns.solidarity.sample.cases import DATA
from campaigns.solidarity.sample.pages import FOLDER
from cms.core.text import name_words
from cms.publishing.errors import PublicationRefused
from cms.publishing.rules import draft_of, refusals
from home.sample.files import Files
from search.models import Entry
from search.services.sync import project
from tests.databases import shared_world
from tests.sample import sample_world

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the files in which it makes pictures to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
LANGUAGES = ("en", "fr", "es")
HELD = "unpaid-quarter"
STATES = {
    "lunch-break": "on_trial",
    "upper-samala": "exiled",
    "third-episode": "disappeared",
    "forty-beds": "released",
    HELD: "arrested",
}


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample, with what the search knows of it."""
    with sample_world(django_db_blocker) as loaded, shared_world(django_db_blocker):
        keys = SolidarityPage.objects.values_list("translation_key", flat=True)
        for key in set(keys):
            project("solidarity", str(key))
        yield loaded


def base(language: str) -> str:
    return SolidarityIndexPage.objects.get(locale__language_code=language).url


def held_page() -> SolidarityPage:
    return SolidarityPage.objects.get(cases__code=HELD)


def test_the_cases_are_in_different_states_and_one_is_held(sample):
    assert dict(Case.objects.values_list("code", "state")) == STATES
    assert {case.code for case in public_cases()} == set(STATES) - {HELD}
    for case in Case.objects.all():
        assert case.state == case.events.standing().last().state
        assert set(case.titles) == set(case.summaries) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_open_case_has_declarations_in_the_language(sample, language):
    for code in set(STATES) - {HELD}:
        pages = SolidarityPage.objects.live_in(language).filter(cases__code=code)
        assert pages.count() == (2 if code == "forty-beds" else 1)
        for page in pages:
            assert page.actions
            assert len(page.body) >= 3
            assert all(block["id"] for block in page.body.get_prep_value())
        assert any(page.updates for page in pages)
    assert SolidarityPage.objects.live_in(language).count() == 5


def test_each_is_authentic_in_the_language_it_was_written_in_first(sample):
    first = {}
    for page in SolidarityPage.objects.order_by("pk").select_related("locale"):
        first.setdefault(page.translation_key, page)
    assert {page.locale.language_code for page in first.values()} == set(LANGUAGES)
    for page in first.values():
        assert page.authentic_language == page.locale.language_code


def test_what_was_agreed_differs_and_is_what_is_shown(sample):
    decided = PersonConcerned.objects.exclude(settled_at=None)
    shown = set(decided.values_list("show_name", "show_picture", "show_place"))
    assert {(True, True, True), (True, False, False), (False, False, False)} <= shown
    agreed = set(ConsentDecision.objects.values_list("agreed_by", flat=True))
    assert agreed == set(ConsentDecision.Agreed.values)
    assert not ConsentDecision.objects.filter(agreed_how="").exists()
    # Two have decided anew.
    assert sum(person.decisions.count() == 2 for person in PersonConcerned.objects.all()) == 2
    (case,) = cases_of(SolidarityPage.objects.live_in("en").get(cases__code="upper-samala"))
    (judge,) = case_facts(case).people
    assert (judge.named, judge.picture, judge.place) == (True, None, None)


def test_the_gate_lets_out_what_is_published_and_refuses_what_is_held(sample):
    coordinator = get_user_model().objects.get(email="coordinator@example.org")
    for page in SolidarityPage.objects.filter(live=True):
        assert not refusals(draft_of(page, coordinator)), page
    page = held_page()
    assert not page.live
    reasons = " ".join(map(str, refusals(draft_of(page, coordinator))))
    undecided = page.cases.get().people.get(settled_at=None)
    assert undecided.name in reasons
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish(user=coordinator)


def test_nothing_of_what_is_held_is_in_public(sample, client):
    hidden = [held_page().title, *Case.objects.get(code=HELD).titles.values()]
    spellings = [
        spelling for person in PersonConcerned.objects.protected() for spelling in person.spellings
    ]
    assert len(spellings) == 8
    for language in LANGUAGES:
        paths = [f"/{language}/", *(base(language) + path for path in ("", "cases/"))]
        paths += [base(language) + "anniversaries/"]
        paths += [page.url for page in SolidarityPage.objects.live_in(language)]
        paths += [f"{base(language)}cases/{case.code}/" for case in public_cases()]
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, path
            words = f" {name_words(answer.text)} "
            assert not [one for one in spellings if f" {one} " in words], path
            assert not [title for title in hidden if title in answer.text], path
        assert client.get(f"{base(language)}cases/{HELD}/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases_their_days_and_their_news_can_be_read(sample, client, language):
    listed = client.get(base(language) + "cases/").text
    days = client.get(base(language) + "anniversaries/").text
    with translation.override(language):
        for case in public_cases():
            assert case.label in listed
            shown = client.get(f"{base(language)}cases/{case.code}/").text
            news = [
                block.value["title"]
                for page in SolidarityPage.objects.live_in(language).filter(cases=case)
                for block in page.updates
            ]
            assert news
            assert all(title in shown for title in news)
        remembered = {one.event.case.label for one in anniversaries()}
    # Each has a day in the coming weeks, whenever the sample is loaded.
    assert len(remembered) == 4
    assert all(label in days for label in remembered)


def test_the_search_finds_them_also_in_other_letters(sample, client):
    entries = Entry.objects.alive().filter(kind="solidarity")
    assert {
        language: entries.filter(language=language).count() for language in LANGUAGES
    } == dict.fromkeys(LANGUAGES, 5)
    assert "سمر أبو النجا" in entries.get(language="fr", title__startswith="Quatre mille").text
    assert not entries.filter(text__icontains="Bektasova").exists()
    found = client.get("/en/search/", {"q": "Бурулкан"}).text
    assert "Four years for counting hospital beds" in found


def test_a_second_run_adds_nothing(sample):
    counted = (Case, PersonConcerned, ConsentDecision, SolidarityPage, Revision, get_image_model())
    before = [model.objects.count() for model in counted]
    assert load(files=Files(), today=None) == 0
    assert [model.objects.count() for model in counted] == before


def test_one_case_that_is_gone_comes_back_whole_and_soon(sample):
    for page in SolidarityPage.objects.filter(cases__code="third-episode"):
        page.delete()
    Case.objects.get(code="third-episode").delete()
    began = time.process_time()
    assert load(files=Files(), today=None) == 1 + 1 + 3
    print(f"a case of the sample: {time.process_time() - began:.2f} s")  # noqa: T201
    assert SolidarityPage.objects.filter(live=True, cases__code="third-episode").count() == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_are_set_as_their_language_asks(language):
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob(f"*.{language}.md")]
    for case in DATA:
        texts += [case["titles"][language], case["summaries"][language]]
        texts += [event["notes"].get(language, "") for event in case["events"]]
        for declaration in case["declarations"]:
            said = declaration["texts"].get(language, {"actions": [], "updates": []})
            texts += [said.get("title", ""), said.get("summary", "")]
            texts += [text for pair in said["actions"] + said["updates"] for text in pair]
    assert len(texts) > 30
    for text in texts:
        assert "'" not in text
        assert '"' not in text
        assert "  " not in text
        if language == "fr":
            assert not re.search(r"« | »| [;!?:]", text), text
            assert not re.search(r"[^\s\u202f\u00a0/:][;!?](?!\S)", text), text
        if language == "es":
            assert text.count("¿") == text.count("?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_organisations_join_a_declaration(sample, client, language):
    appeal = Appeal.objects.get(code="weavers")
    page = SolidarityPage.objects.get(
        translation_key=appeal.campaign_key, locale__language_code=language
    )
    assert appeal.organisations == appeal.organisation_signatures.count() == 14
    assert "<b>14</b>" in client.get(page.url).text
