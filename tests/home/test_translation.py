"""Translating through wagtail-localize, from the first text to publication and after."""

import pytest
from wagtail.models import PageViewRestriction

from campaigns.models import CampaignIndexPage
from cms.translation.completeness import untranslated_texts
from cms.translation.published_texts import is_outdated
from home.models import (
    BodyIndexPage,
    DirectoryPage,
    EventIndexPage,
    HomePage,
    StatementIndexPage,
    StatementPage,
)
from tests.factories import OrganisationFactory, PersonFactory, PlaceFactory, TopicFactory
from tests.factories.pages import (
    make_campaign,
    make_event,
    make_standard,
    make_statement,
    section,
    translate,
)
from tests.home.editing import (
    all_blocks,
    colleague,
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


def test_every_block_of_a_statement_is_translated(client):
    page = make_statement(title="Peace", body=all_blocks())
    draft, record = start_translation(page, "fr")
    assert not draft.live
    translate_texts(client, record)
    publish_translation(client, draft)
    french = StatementPage.objects.get(pk=draft.pk)
    assert french.live
    assert french.title == "Peace (fr)"
    assert french.slug.endswith("-fr")
    blocks = {block.block_type: block.value for block in french.body}
    assert blocks["heading"]["text"] == "What we ask (fr)"
    assert blocks["heading"]["level"] == "2"
    assert "(fr)" in blocks["paragraph"].source
    assert blocks["paragraph"].source.count("<li>") == 1
    assert blocks["quote"]["text"] == "Peace first. (fr)"
    assert blocks["quote"]["source"] == "The board (fr)"
    assert blocks["callout"]["title"] == "In short (fr)"
    assert "Peace. (fr)" in blocks["callout"]["text"].source
    table = blocks["table"]
    assert table.caption == "Votes (fr)"
    assert [column["heading"] for column in table.columns] == ["Body (fr)", "Votes for (fr)"]
    assert [str(cell) for cell in table.row_data[0]["values"]] == ["The board (fr)", "12"]
    footnote = blocks["footnotes"][0]
    assert footnote["mark"] == "1"
    assert "Resolution of 2020. (fr)" in footnote["text"].source
    # The source is as it was.
    english = StatementPage.objects.get(pk=page.pk)
    assert english.body[0].value["text"] == "What we ask"


def make_page(model):
    """Return a published page of the type in English."""
    makers = {"event": make_event, "standard": make_standard, "campaign": make_campaign}
    return makers[model]() if model in makers else section(model)


@pytest.mark.parametrize("kind", ["event", "standard", "campaign"])
def test_every_page_type_can_be_translated(client, kind):
    page = make_page(kind)
    draft, record = start_translation(page, "es")
    translate_texts(client, record)
    publish_translation(client, draft)
    spanish = type(page).objects.get(pk=draft.pk)
    assert spanish.live
    assert spanish.title == f"{page.title} (es)"
    assert "(es)" in spanish.body[0].value.source
    assert client.get(spanish.get_url()).status_code == 200


@pytest.mark.parametrize(
    "model",
    [
        HomePage,
        StatementIndexPage,
        EventIndexPage,
        CampaignIndexPage,
        DirectoryPage,
        BodyIndexPage,
    ],
)
def test_sections_can_be_taken_over_by_the_translation_editor(client, model):
    page = section(model)
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    french = model.objects.get(pk=draft.pk)
    assert french.title == f"{page.title} (fr)"
    assert french.live


def test_facts_and_relations_are_carried_over(client):
    topic, organisation, person = TopicFactory(), OrganisationFactory(), PersonFactory()
    page = make_statement(
        kind="resolution",
        decision_reference="2024/3",
        topics=[topic],
        signatory_organisations=[organisation],
        signatory_people=[person],
    )
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    french = StatementPage.objects.get(pk=draft.pk)
    assert (french.kind, french.decision_reference) == ("resolution", "2024/3")
    assert french.date == page.date
    assert french.authentic_language == "en"
    assert list(french.topics.all()) == [topic]
    assert list(french.signatory_organisations.all()) == [organisation]
    assert list(french.signatory_people.all()) == [person]


def test_later_changes_of_facts_reach_a_complete_translation_at_once(client):
    topic, other = TopicFactory(), TopicFactory()
    place = PlaceFactory()
    page = make_statement(topics=[topic])
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    page = StatementPage.objects.get(pk=page.pk)
    page.topics.set([other])
    page.places.set([place])
    published(page)
    french = StatementPage.objects.get(pk=draft.pk)
    assert list(french.topics.all()) == [other]
    assert list(french.places.all()) == [place]
    assert not is_outdated(french)


def test_topics_cleared_in_the_source_are_cleared_in_the_translation(client):
    page = make_statement(topics=[TopicFactory()])
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    assert StatementPage.objects.get(pk=draft.pk).topics.count() == 1
    page = StatementPage.objects.get(pk=page.pk)
    page.topics.clear()
    published(page)
    french = StatementPage.objects.get(pk=draft.pk)
    assert french.topics.count() == 0
    assert french.get_latest_revision_as_object().topics.count() == 0


def test_an_incomplete_translation_is_not_published(client):
    page = make_statement(title="Peace", body=all_blocks())
    draft, record = start_translation(page, "fr")
    translate_texts(client, record, only=3)
    response = publish_translation(client, draft)
    assert "is not published in" in response.content.decode()
    assert "texts have no translation yet" in response.content.decode()
    assert not StatementPage.objects.get(pk=draft.pk).live
    # What was translated is still there, and the address follows the title.
    assert record.get_progress()[1] == 4


def test_the_refusal_speaks_the_language_of_the_one_who_publishes(site, roles):
    from django.utils.translation import override

    user = colleague("coordinators", language="fr")
    page = make_statement(title="Peace")
    draft, _record = start_translation(page, "fr")
    response = publish_translation(signed_in(user), draft)
    with override("fr"):
        from home.guards import refusal

        assert refusal(draft) in response.content.decode().replace("&#x27;", "'")


def test_what_has_no_letters_needs_no_translation(client):
    page = make_statement(title="Peace", text=("2024",), summary="")
    draft, record = start_translation(page, "fr")
    translate_texts(client, record, only=1)
    assert untranslated_texts(record) == []
    publish_translation(client, draft)
    assert StatementPage.objects.get(pk=draft.pk).live


def test_bringing_translations_up_to_date_publishes_only_complete_ones(client):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    response = client.post(
        f"/admin/localize/update/{record.source_id}/", {"publish_translations": "on"}, follow=True
    )
    assert "is not published in" in response.content.decode()
    assert not StatementPage.objects.get(pk=draft.pk).live
    translate_texts(client, record)
    client.post(f"/admin/localize/update/{record.source_id}/", {"publish_translations": "on"})
    assert StatementPage.objects.get(pk=draft.pk).live


def test_a_translator_cannot_publish_by_bringing_up_to_date(client):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    translator = signed_in(colleague("translators"))
    translator.post(f"/admin/localize/update/{record.source_id}/", {"publish_translations": "on"})
    assert not StatementPage.objects.get(pk=draft.pk).live


def test_a_translation_is_not_replaced_by_its_source(client):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    html = client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert "&quot;convertToAliasUrl&quot;: null" in html
    client.post(f"/admin/localize/page/{draft.pk}/convert_to_alias/")
    draft.refresh_from_db()
    assert draft.alias_of_id is None
    assert not draft.live
    assert record.enabled


def test_publishing_several_pages_refuses_incomplete_translations(client):
    page = make_statement(title="Peace")
    draft, _record = start_translation(page, "fr")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}&next=/admin/"
    response = client.post(address, follow=True)
    assert "is not published in" in response.content.decode()
    assert not StatementPage.objects.get(pk=draft.pk).live


def test_one_private_language_makes_all_private(site):
    page = make_statement()
    french = translate(page, "fr")
    restriction = PageViewRestriction.objects.create(page=french, restriction_type="login")
    assert page.view_restrictions.get().restriction_type == "login"
    assert french.view_restrictions.count() == 1
    restriction.delete()
    assert page.view_restrictions.count() == 0
