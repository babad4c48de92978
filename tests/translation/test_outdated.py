"""Translations are out of date from the change of their source until they are translated."""

import datetime

import pytest

from cms.translation.completeness import untranslated_texts
from cms.translation.models import PublishedText
from cms.translation.published_texts import is_outdated, outdated_translations
from home.models import StatementPage
from tests.factories.pages import (
    make_statement,
    translate,
)
from tests.home.editing import (
    publish_translation,
    published,
    signed_in,
    start_translation,
    translate_texts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]


@pytest.fixture
def client(coordinator):
    return signed_in(coordinator)


def test_a_changed_source_makes_its_translation_out_of_date_until_it_is_translated(client):
    page = make_statement(title="Peace", text=("We ask for peace.",))
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    french = StatementPage.objects.get(pk=draft.pk)
    assert not is_outdated(french)

    page = StatementPage.objects.get(pk=page.pk)
    page.summary = "Another summary."
    page = published(page)
    assert is_outdated(french)
    assert list(outdated_translations()) == [french.page_ptr]
    french.refresh_from_db()
    assert french.summary == "A summary. (fr)"
    assert "out of date" not in french.summary
    assert untranslated_texts(record) == ["Another summary."]

    translate_texts(client, record)
    publish_translation(client, draft)
    french.refresh_from_db()
    assert french.summary == "Another summary. (fr)"
    assert not is_outdated(french)
    assert not is_outdated(page)


def test_a_draft_of_the_source_changes_nothing_yet(client):
    page = make_statement()
    french = translate(page, "fr", title="Paix")
    page.title = "Another title"
    page.save_revision()
    assert not is_outdated(french)


def test_publishing_again_without_changing_the_text_changes_nothing(client):
    page = make_statement()
    french = translate(page, "fr", title="Paix")
    published(StatementPage.objects.get(pk=page.pk))
    assert not is_outdated(french)


def test_translations_made_by_hand_are_out_of_date_when_the_authentic_text_changes(site):
    french = make_statement("fr", title="Paix", authentic_language="fr")
    english = translate(french, "en", title="Peace", authentic_language="fr")
    assert PublishedText.objects.get(page=english).source_id == french.pk
    french = StatementPage.objects.get(pk=french.pk)
    french.title = "Paix et justice"
    published(french)
    assert is_outdated(english)
    english = StatementPage.objects.get(pk=english.pk)
    english.title = "Peace and justice"
    published(english)
    assert not is_outdated(english)
    # The translation changing does not make the authentic text out of date.
    assert not is_outdated(french)


def test_a_translation_published_before_its_source_knows_it_afterwards(site):
    french = make_statement("fr", title="Paix", authentic_language="fr", live=False)
    english = translate(french, "en", title="Peace")
    assert not is_outdated(english)
    french = published(StatementPage.objects.get(pk=french.pk))
    assert not is_outdated(english)
    french.title = "Paix et justice"
    published(french)
    assert is_outdated(english)


def test_the_public_page_knows_that_it_is_out_of_date(site, rf, django_assert_num_queries):
    page = make_statement()
    french = translate(page, "fr", title="Paix")
    page.title = "Another title"
    published(page)
    context = Public(french).context(rf)
    assert context["translation_outdated"] is True
    assert Public(page).context(rf)["translation_outdated"] is False


class Public:
    """A page as its template gets it."""

    def __init__(self, page):
        self.page = StatementPage.objects.get(pk=page.pk)

    def context(self, rf):
        return self.page.get_context(rf.get("/"))


def test_a_withdrawal_holds_at_once_and_its_reason_waits_for_its_translation(client):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    page = StatementPage.objects.get(pk=page.pk)
    page.withdrawn_on = datetime.date(2024, 5, 1)
    page.withdrawal_reason = "It rested on an error."
    published(page)
    french = StatementPage.objects.get(pk=draft.pk)
    assert french.state == "withdrawn"
    assert french.withdrawal.reason == "It rested on an error."
    assert french.withdrawal.language == "en"
    # Its translation is out of date until somebody has put the reason into French.
    assert is_outdated(french)
    translate_texts(client, record)
    publish_translation(client, draft)
    french = StatementPage.objects.get(pk=draft.pk)
    assert french.withdrawal.reason == "It rested on an error. (fr)"
    assert french.withdrawal.language == ""
