"""Two versions of a page, side by side."""

import pytest
from django.urls import reverse

from home.comparison import side_by_side, split
from tests.factories import TopicFactory
from tests.factories.pages import make_statement
from tests.home.editing import edit_url, signed_in

pytestmark = pytest.mark.django_db


def test_a_marked_text_becomes_two():
    marked = 'We <span class="deletion">ask</span><span class="addition">&lt;urge&gt;</span> you'
    row = split(marked)
    assert row.former == "We <del>ask</del> you"
    assert row.latter == "We <ins>&lt;urge&gt;</ins> you"


def test_of_a_list_the_commas_go_with_their_words():
    marked = '<span class="deletion">Peace</span>, Work, <span class="addition">Youth</span>'
    row = split(marked, listed=True)
    assert (row.former, row.latter) == ("<del>Peace</del>, Work", "Work, <ins>Youth</ins>")


@pytest.fixture
def changed(site):
    page = make_statement(title="As it was", text=("The first.", "The second.", "The third."))
    page.title = "As it is"
    blocks = list(page.body.raw_data)
    blocks[1]["value"] = "<p>The second, &amp; last.</p>"
    page.body = [*blocks[:2], {"type": "quote", "id": "new", "value": {"text": "Peace <first>."}}]
    page.topics.set([TopicFactory()])
    page.save_revision()
    return page


def compare_url(page):
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])


def test_fields_and_blocks_stand_beside_each_other(changed, coordinator):
    context = signed_in(coordinator).get(compare_url(changed)).context
    fields = {field.label: field.rows for field in side_by_side(context["comparison"])}
    [title] = fields["Title"]
    assert (title.former, title.latter) == (
        "As it <del>was</del>",
        "As it <ins>is</ins>",
    )
    same, second, *rest = fields["Text"]
    assert same.same == 1
    assert "<del>" not in second.former or "second" in second.former
    assert "last" in second.latter
    assert {bool(row.former) for row in rest} == {True, False}
    [topics] = fields["Topics"]
    assert topics.former == ""
    assert topics.latter.startswith("<ins>")


def test_the_page_shows_both_ways_and_escapes(changed, coordinator):
    browser = signed_in(coordinator)
    shown = browser.get(compare_url(changed)).content.decode()
    assert "As it <del>was</del>" in shown
    assert "Peace &lt;first&gt;." in shown
    assert "1 part is the same" in shown
    inline = browser.get(compare_url(changed), {"view": "inline"}).content.decode()
    assert '<span class="addition">' in inline
    assert "versions__text" not in inline


def test_the_editor_leads_there(changed, coordinator):
    assert compare_url(changed) in signed_in(coordinator).get(edit_url(changed)).content.decode()


def test_nothing_differs(site, coordinator):
    shown = signed_in(coordinator).get(compare_url(make_statement())).content.decode()
    assert "There are no differences" in shown
