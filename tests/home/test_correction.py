"""Correcting a published text: nothing typed is lost, nothing is asked for in vain."""

import json

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.core.blocks import TEXT
from home.models import StatementIndexPage, StatementPage
from tests.factories.pages import make_statement, section, translate
from tests.home.editing import (
    colleague,
    edit_url,
    publish_translation,
    signed_in,
    start_translation,
    statement_form,
    translate_texts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]

ASKED = "Say what is corrected"


@pytest.fixture
def client(site, roles):
    return signed_in(colleague("coordinators"))


def publish(client, page, **changes):
    return client.post(
        edit_url(page), statement_form(page, **changes) | {"action-publish": "1"}, follow=True
    )


def save(client, page, **changes):
    return client.post(edit_url(page), statement_form(page, **changes))


def fresh(page):
    return StatementPage.objects.get(pk=page.pk)


def notes(page) -> list[str]:
    return [block.value["note"] for block in page.corrections]


def test_creating_asks_for_nothing_and_shows_no_field(client):
    address = reverse(
        "wagtailadmin_pages:add", args=["home", "statementpage", section(StatementIndexPage).pk]
    )
    assert "What is corrected" not in client.get(address).content.decode()
    client.post(address, statement_form() | {"action-publish": "1"})
    assert StatementPage.objects.get(slug="a-new-statement").live


def test_editing_a_draft_asks_for_nothing(client):
    page = make_statement(live=False)
    assert "What is corrected" not in client.get(edit_url(page)).content.decode()
    publish(client, page, title="Another title")
    assert fresh(page).title == "Another title"
    assert notes(fresh(page)) == []


def test_a_change_of_the_text_asks_for_a_note_and_loses_nothing(client):
    page = make_statement()
    response = publish(client, page, title="A corrected title", summary="Typed with care")
    html = response.content.decode()
    assert ASKED in html
    assert "A corrected title" in html
    assert "Typed with care" in html
    assert fresh(page).title == page.title


def test_the_note_is_shown_with_its_date(client):
    page = make_statement()
    publish(client, page, title="A corrected title", correction_note="The year was wrong.")
    page = fresh(page)
    assert page.title == "A corrected title"
    assert notes(page) == ["The year was wrong."]
    assert page.corrections[0].value["date"] == localdate()
    assert "The year was wrong." in client.get(page.get_url()).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": "Another summary"},
        {"contact_email": "press@example.org"},
        {"search_description": "For search engines"},
    ],
)
def test_what_nobody_cites_changes_without_a_note(client, changes):
    page = make_statement()
    assert ASKED not in publish(client, page, **changes).content.decode()
    assert notes(fresh(page)) == []


def through_the_editor(html: str) -> str:
    """Return `html` as the editor sends it back when nothing was changed."""
    converter = ContentstateConverter(TEXT)
    return converter.to_database_format(converter.from_database_format(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>One.</p>\n<p>Two, <strong>strong</strong> and <em>so</em>.</p>",
        "<p>One.</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>1</li></ol>",
        '<p>See <a href="https://example.org/?a=1&amp;b=2">this</a>.<sup>1</sup></p>',
        "<p>A line<br/>and another.</p>",
        "<p>« Paix » &amp; justice’s “end”</p>",
        '<p data-block-key="abc12">From the editor itself.</p>',
    ],
)
def test_no_false_alarm_when_nothing_changed(client, html):
    page = make_statement(body=[{"type": "paragraph", "value": html, "id": "p1"}])
    sent = statement_form(page, body=[through_the_editor(html)], summary="Another summary")
    response = client.post(edit_url(page), sent | {"action-publish": "1"}, follow=True)
    assert ASKED not in response.content.decode()
    assert fresh(page).summary == "Another summary"


def test_a_draft_is_saved_without_a_note_and_asked_when_it_goes_on(client):
    page = make_statement()
    save(client, page, title="A corrected title")
    draft = fresh(page).get_latest_revision_as_object()
    assert draft.title == "A corrected title"
    assert ASKED in publish(client, draft).content.decode()


def test_submitting_for_approval_asks_too(client):
    page = make_statement()
    editor = signed_in(colleague("editors"))
    sent = statement_form(page, title="A corrected title")
    assert ASKED in editor.post(edit_url(page), sent | {"action-submit": "1"}).content.decode()
    assert not fresh(page).workflow_in_progress


def test_a_note_given_once_covers_later_drafts_and_stays_one(client):
    page = make_statement()
    save(client, page, title="First", correction_note="The year was wrong.")
    draft = fresh(page).get_latest_revision_as_object()
    assert notes(draft) == ["The year was wrong."]
    html = client.get(edit_url(page)).content.decode()
    assert "The year was wrong." in html
    for title in ("Second", "Third"):
        save(client, page, title=title, correction_note="The year and the place were wrong.")
    draft = fresh(page).get_latest_revision_as_object()
    assert notes(draft) == ["The year and the place were wrong."]
    publish(client, draft, correction_note="The year and the place were wrong.")
    assert notes(fresh(page)) == ["The year and the place were wrong."]


def test_the_editor_saving_by_itself_adds_one_correction_only(client):
    page = make_statement()
    headers = {"accept": "application/json"}
    overwrite = {}
    for title in ("A", "Ab", "Abc"):
        sent = statement_form(page, title=title, correction_note="The year was wrong.")
        response = client.post(edit_url(page), sent | overwrite, headers=headers)
        answer = json.loads(response.content)
        assert answer["success"] is True
        overwrite = {"overwrite_revision_id": answer["revision_id"]}
    draft = fresh(page).get_latest_revision_as_object()
    assert draft.title == "Abc"
    assert notes(draft) == ["The year was wrong."]


def test_the_next_edit_needs_its_own_note(client):
    page = make_statement()
    publish(client, page, title="First", correction_note="The year was wrong.")
    page = fresh(page)
    kept = list(page.corrections)
    response = publish(client, page, title="Second", corrections=kept)
    assert ASKED in response.content.decode()
    publish(client, page, title="Second", corrections=kept, correction_note="The place too.")
    assert notes(fresh(page)) == ["The year was wrong.", "The place too."]


def test_publishing_several_pages_refuses_a_correction_without_its_note(client):
    page = make_statement()
    save(client, page, title="Corrected in silence")
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/")
    assert fresh(page).title == page.title
    save(client, page, title="Corrected aloud", correction_note="The title was wrong.")
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/")
    assert fresh(page).title == "Corrected aloud"


def test_translations_are_not_asked(client):
    page = make_statement()
    draft, record = start_translation(page, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    record.source.stringsegment_set.first()
    translate_texts(client, record)
    response = publish_translation(client, draft)
    assert ASKED not in response.content.decode()
    assert fresh(draft).live


def test_a_new_statement_is_authentic_in_its_own_language(client):
    index = section(StatementIndexPage, "fr")
    address = reverse("wagtailadmin_pages:add", args=["home", "statementpage", index.pk])
    html = client.get(address).content.decode()
    assert '<option value="fr" selected>' in html


def test_a_copy_made_by_hand_is_edited_like_any_page(client):
    french = translate(make_statement(), "fr", title="Paix")
    assert ASKED in publish(client, french, title="Paix et justice").content.decode()
