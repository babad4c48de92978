"""What an editor is told before publishing, and what keeps a text from going out."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from cms.publishing.content_checks import checks, errors
from cms.publishing.rules import draft_of, refusals
from tests.factories.pages import make_standard, make_statement, translate
from tests.home.editing import all_blocks, colleague, edit_url, signed_in, statement_form

pytestmark = pytest.mark.django_db


def texts(page) -> list[str]:
    return [check.text for check in checks(page)]


def written(*blocks, **fields):
    """Return an unpublished statement with blocks given as (type, value)."""
    data = [
        {"type": kind, "value": value, "id": f"00000000-0000-0000-0000-{number:012}"}
        for number, (kind, value) in enumerate(blocks)
    ]
    return make_statement(body=data, live=False, **fields)


def paragraph(html: str) -> tuple[str, str]:
    return "paragraph", f"<p>{html}</p>"


def heading(text: str, level: int = 2) -> tuple[str, dict]:
    return "heading", {"text": text, "level": str(level)}


def test_a_text_in_order_has_no_findings(site):
    image = get_image_model().objects.create(
        title="March", description="People march.", file=get_test_image_file()
    )
    document = get_document_model().objects.create(
        title="Report", file=ContentFile(b"text", name="report.txt")
    )
    assert texts(make_statement(body=all_blocks(image, document))) == []


def test_headings_leave_no_level_out_and_have_something_below(site):
    page = written(
        heading("First", 3),
        paragraph("Text."),
        heading("Second"),
        heading("Third"),
        heading("Sub", 3),
    )
    assert texts(page) == [
        "“First” is a sub-heading without a heading above it.",
        "Nothing stands below the heading “Second”.",
        "Nothing stands below the heading “Sub”.",
    ]
    assert texts(written(heading("One"), heading("Two", 3), paragraph("Text."))) == []


def test_bold_that_poses_as_a_heading(site):
    assert "looks like a heading" in texts(written(paragraph("<b>Our demands</b>")))[0]
    assert texts(written(paragraph("<b>We stand.</b>"))) == []


def test_a_picture_without_a_description_unless_it_is_decorative(site):
    picture = get_image_model().objects.create(title="March", file=get_test_image_file())
    page = written(("image", {"image": picture.pk, "caption": ""}))
    assert texts(page) == ["The picture “March” has no alternative text."]
    picture.decorative = True
    picture.save()
    assert texts(type(page).objects.get(pk=page.pk)) == []


def test_links_name_what_readers_cannot_open(site):
    draft, unpublished, private, deleted = (
        make_statement(title="Draft", live=False),
        make_statement(title="Gone"),
        make_standard(title="Members only"),
        make_statement(),
    )
    unpublished.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    links = [
        f'<a linktype="page" id="{page.pk}">{words}</a>'
        for page, words in (
            (make_statement(), "a"),
            (draft, "b"),
            (unpublished, "c"),
            (private, "d"),
            (deleted, "e"),
        )
    ]
    deleted.delete()
    page = written(*map(paragraph, links))
    found = checks(page)
    assert [(check.level, check.text) for check in found] == [
        ("error", "“e” links to a page that has been deleted."),
        ("warning", "“b” links to the page “Draft”, which is a draft."),
        ("warning", "“c” links to the page “Gone”, which is not published any more."),
        ("warning", "“d” links to the page “Members only”, which is private."),
    ]
    assert found[0].anchor == "block-00000000-0000-0000-0000-000000000004-section"
    assert "“e” links to" in "".join(refusals(draft_of(page)))


def test_a_link_to_a_draft_that_is_published_in_the_readers_language_is_none(site):
    target = make_statement(live=False)
    translate(target, "fr")
    page = make_statement("fr", live=False, text=(f'<a linktype="page" id="{target.pk}">x</a>',))
    assert texts(page) == []


def test_a_file_or_picture_that_was_deleted_is_an_error(site):
    document = get_document_model().objects.create(
        title="File", file=ContentFile(b"text", name="file.txt")
    )
    page = written(("document", {"document": document.pk, "title": ""}))
    document.delete()
    page = type(page).objects.get(pk=page.pk)
    assert [check.level for check in errors(page)] == ["error"]


def test_what_it_replaces_is_named_while_it_is_no_more_than_a_draft(site):
    page = written(paragraph("Text."), supersedes=make_statement(title="Old", live=False))
    assert texts(page) == ["“replaces”: “Old” is not published, readers see no link to it."]


@pytest.mark.parametrize(
    "address",
    ["http:/example.org", "https://https://example.org", "https://example", "https://exa mple.org",
     "mailto:nobody", "tel:none", "example.org", ""],
)  # fmt: skip
def test_an_address_that_cannot_be_one(site, address):
    assert "cannot be right" in texts(written(paragraph(f'<a href="{address}">x</a>')))[0]


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/a?b=https://c.org#d", "#p-3",
     "https://web.archive.example/web/2020/https://example.org/",
     "mailto:info@example.org?subject=x", "tel:+32 2 123", "/en/about/"],
)  # fmt: skip
def test_an_address_that_can_be_one(site, address):
    assert texts(written(paragraph(f'<a href="{address}">x</a>'))) == []


def test_long_sentences_and_paragraphs_by_language(site, settings):
    settings.CONTENT_CHECK_SENTENCE_WORDS = {"en": 5, "default": 8}
    settings.CONTENT_CHECK_PARAGRAPH_WORDS = 12
    six = "We ask for peace right now."
    assert texts(written(paragraph(six))) == [f"A sentence of 6 words: “{six}”"]
    assert texts(make_statement("fr", live=False, text=(six,))) == []
    assert texts(written(paragraph("Peace now. " * 7)))[0].startswith("A paragraph of 14 words")
    assert len(texts(written(*[paragraph(six)] * 9))) == 6


class TestInTheAdmin:
    def test_the_panel_and_the_screen_show_the_findings_of_the_draft(self, site, roles):
        page = written(heading("Alone"))
        for role, status in (("editors", 200), ("coordinators", 200), ("translators", 302)):
            client = signed_in(colleague(role))
            url = reverse("content_checks", args=[page.pk])
            answers = [client.get(url), client.get(url, {"bare": 1})]
            assert [answer.status_code for answer in answers] == [status, status], role
            if status == 200:
                for answer in answers:
                    assert "below the heading “Alone”" in answer.content.decode()
        assert "data-content-checks=" in client_page(page)

    def test_whoever_publishes_is_told(self, site, roles, coordinator):
        page = make_statement(live=False)
        client = signed_in(coordinator)
        form = statement_form(page, body=["<p><b>Our demands</b></p>"])
        answer = client.post(edit_url(page), form | {"action-publish": "1"}, follow=True)
        page.refresh_from_db()
        assert page.live
        assert "looks like a heading" in answer.content.decode()


def client_page(page) -> str:
    return signed_in(colleague("editors")).get(edit_url(page)).content.decode()
