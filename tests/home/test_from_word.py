"""The text of a page is taken from Word into the blocks of its draft."""

import io
import re

import docx
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail_localize.strings import extract_strings, restore_strings

from cms.core.blocks import TEXT
from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import colleague, edit_url, signed_in, start_translation

pytestmark = pytest.mark.django_db

NESTED = "<h2>Demands</h2><ul><li>One<ul><li>One a</li></ul></li><li>Two</li></ul>"


def url(page) -> str:
    return reverse("from_word", args=[page.pk])


def draft(page) -> list[tuple]:
    content = StatementPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [(block["type"], block["value"]) for block in content.body.get_prep_value()]


@pytest.fixture
def editor(site, roles):
    return signed_in(colleague("editors"))


def test_pasted_text_goes_below_what_is_there_and_only_into_the_draft(editor):
    page = make_statement()
    assert url(page) in editor.get(edit_url(page)).content.decode()
    answer = editor.post(url(page), {"markup": NESTED, "place": "below"})
    assert answer.url == edit_url(page)
    (_there, *added) = draft(page)
    assert added == [
        ("heading", {"text": "Demands", "level": "2"}),
        ("paragraph", "<ul><li>One<ul><li>One a</li></ul></li><li>Two</li></ul>"),
    ]
    assert len(StatementPage.objects.get(pk=page.pk).body) == 1
    # Once more: no id stands twice.
    editor.post(url(page), {"markup": NESTED, "place": "below"})
    content = StatementPage.objects.get(pk=page.pk).get_latest_revision_as_object().body
    assert len({block.id for block in content}) == len(content) == 5


def test_a_word_file_takes_the_place_of_the_text(editor):
    page = make_statement()
    file = docx.Document()
    file.add_heading("Costs", level=2)
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Region", "Cost", "Africa", "12"), strict=True):
        cell.text = text
    data = io.BytesIO()
    file.save(data)
    upload = SimpleUploadedFile("text.docx", data.getvalue())
    editor.post(url(page), {"file": upload, "place": "instead"})
    assert [kind for kind, _value in draft(page)] == ["heading", "table"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "one of the two"),
        ({"markup": "<p> </p><hr>"}, "no text"),
        ({"markup": "x" * 2_000_001}, "at most"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(editor, data, said):
    page = make_statement()
    answer = editor.post(url(page), data | {"place": "below"})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert len(draft(page)) == 1
    damaged = SimpleUploadedFile("text.docx", b"PK\x03\x04 no archive")
    answer = editor.post(url(page), {"file": damaged, "place": "below"})
    assert answer.status_code == 200


def test_a_translation_takes_its_text_from_its_source(editor):
    page, _record = start_translation(make_statement(), "fr")
    assert editor.get(url(page)).status_code in (302, 404)


def test_translators_and_strangers_may_not(site, roles):
    page = make_statement()
    assert signed_in(colleague("translators")).get(url(page)).status_code == 302


def test_lists_within_lists_reach_readers_and_the_pdf(client, site):
    from cms.media.typeset.nodes import nodes_from_html

    block = {"type": "paragraph", "value": "<ul><li>One<ul><li>One a</li></ul></li></ul>"}
    page = make_statement(body=[block])
    text = BeautifulSoup(client.get(page.url).content, "html.parser").find(class_="prose")
    assert text.ul.li.ul.li.get_text() == "One a"
    (node,) = nodes_from_html(str(text.ul))
    assert node["items"][0][1]["kind"] == "list"


def test_lists_within_lists_pass_the_editor_and_the_translators():
    markup = "<ul><li>One<ol><li>One a<ul><li>Deep</li></ul></li></ol></li><li>Two</li></ul>"
    converter = ContentstateConverter(features=TEXT)
    saved = converter.to_database_format(converter.from_database_format(markup))
    assert re.sub(r' data-block-key="\w+"', "", saved) == markup
    template, strings = extract_strings(markup)
    assert [string.data for string, _attributes in strings] == ["One", "One a", "Deep", "Two"]
    assert restore_strings(template, strings) == markup
