"""Links in texts lead to what their reader may open; to nothing else."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import UserFactory
from tests.factories.pages import make_standard, make_statement, translate
from tests.query_counts import cold_queries_of, repeated

pytestmark = pytest.mark.django_db


def to_page(page, words="the words") -> str:
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def to_document(document, words="the file") -> str:
    return f'<a linktype="document" id="{document.pk}">{words}</a>'


def links_of(client, page, words="the words") -> list[str]:
    """Return the addresses of the links with these words, "" for words without a link."""
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    text = soup.find(class_="prose")
    assert words in text.get_text()
    assert text.find_all(lambda tag: tag.name == "a" and not tag.get("href")) == []
    return [tag["href"] for tag in text.find_all("a") if words in tag.get_text()]


def make_document():
    file = ContentFile(b"text", name="report.txt")
    return get_document_model().objects.create(title="Report", file=file)


def test_a_link_to_a_published_page_leads_there(client, site):
    target = make_statement()
    page = make_statement(text=(to_page(target),))
    assert links_of(client, page) == [target.url]


def test_a_link_to_a_draft_or_a_deleted_page_is_plain_text(client, site):
    draft, deleted = make_statement(live=False), make_statement()
    page = make_statement(text=(f"{to_page(draft)} and <b>{to_page(deleted)}</b>",))
    deleted.delete()
    assert links_of(client, page) == []


def test_a_link_to_an_unpublished_page_is_plain_text_until_it_is_back(client, site):
    target = make_statement()
    page = make_statement(text=(to_page(target),))
    target.unpublish()
    assert links_of(client, page) == []
    target.get_latest_revision().publish()
    assert links_of(client, page) == [target.url]


def test_a_link_below_a_private_page_leads_those_who_may_go_there(client, site):
    above = make_standard()
    target = make_standard(parent=above)
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    page = make_statement(text=(to_page(target),))
    assert links_of(client, page) == []
    client.force_login(UserFactory())
    assert links_of(client, page) == [target.url]


def test_a_link_leads_to_the_language_that_is_read(client, site):
    target = make_statement()
    french = translate(target, "fr")
    draft_in_french = make_statement()
    translate(draft_in_french, "fr", live=False)
    page = make_statement("fr", text=(to_page(target), to_page(draft_in_french, "the others")))
    assert links_of(client, page) == [french.url]
    assert links_of(client, page, "the others") == [draft_in_french.url]


def test_a_link_to_a_draft_leads_to_its_published_translation(client, site):
    target = make_statement(live=False)
    french = translate(target, "fr")
    assert links_of(client, make_statement("fr", text=(to_page(target),))) == [french.url]


def test_files_that_are_private_or_gone_are_plain_text(client, site):
    public, private, deleted = make_document(), make_document(), make_document()
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    private.collection = collection
    private.save()
    page = make_statement(
        text=(to_document(public), to_document(private, "secret"), to_document(deleted, "lost"))
    )
    deleted.delete()
    assert links_of(client, page, "the file") == [public.url]
    assert links_of(client, page, "secret") == []
    assert links_of(client, page, "lost") == []
    client.force_login(UserFactory())
    assert links_of(client, page, "secret") == [private.url]


def test_a_deleted_file_of_a_block_keeps_its_title_without_a_link(client, site):
    document = make_document()
    block = {"type": "document", "value": {"document": document.pk, "title": "the file"}}
    page = make_statement(body=[block])
    document.delete()
    assert links_of(client, page, "the file") == []


def test_many_links_cost_as_much_as_two(client, site):
    documents = [make_document() for _n in range(6)]
    targets = [make_statement(live=n % 3 > 0) for n in range(12)]
    few = make_statement(text=(to_page(targets[0]), to_document(documents[0])))
    many = make_statement(text=[*map(to_page, targets), *map(to_document, documents)])
    asked = cold_queries_of(client, many.url)
    assert len(asked) == len(cold_queries_of(client, few.url))
    assert len(asked) <= 20
    assert repeated(asked) == []
