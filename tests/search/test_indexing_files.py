"""Files that statements offer are found with them, and go with them."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import DocumentText, SiteDocument
from search.engines.base import Query
from search.services import repair
from search.services.find import find
from search.sources.texts import file_text
from tests.factories.pages import make_statement
from tests.search.tools import titles_found

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def attach(statement, text, **fields):
    """Attach a file that holds `text` to a statement and return it."""
    document = SiteDocument.objects.create(
        title="The annex", file=ContentFile(b"%PDF-1.4", name="annex.txt"), **fields
    )
    DocumentText.objects.update_or_create(
        document=document, defaults={"status": "done", "repaired_text": text}
    )
    statement.attachments = [
        {"type": "document", "value": {"document": document.pk, "title": ""}, "id": "a" * 36}
    ]
    statement.save_revision().publish()
    return document


@pytest.mark.admin_indexes
def test_a_file_that_is_read_before_its_statement_is_offered_is_found_in_it(site, commits):
    with commits.later():
        page = make_statement(title="Budget")
        document = attach(page, "")
    by_kind = {"document": [], "statement": []}
    for task in commits.waiting:
        by_kind.get(getattr(task, "args", ("",))[0], []).append(task)
    commits.waiting = []
    # The statement has its entry, the file has none yet, and only now is it read.
    for task in by_kind["statement"]:
        commits.run(task)
    with commits.later():
        DocumentText.objects.update_or_create(
            document=document, defaults={"status": "done", "repaired_text": "Expenditure."}
        )
    for task in by_kind["document"]:
        commits.run(task)
    commits.deliver()
    assert sorted(titles_found("expenditure")) == ["Budget", "The annex"]
    assert list(repair.mismatches()) == []


def test_what_stands_in_an_attached_file_is_found_twice(site, commits):
    with commits():
        page = make_statement(title="Budget")
        attach(page, "Expenditure on cooperatives rose.")
    hits = {hit.kind: hit for hit in find(Query("cooperative expenditure", "en")).hits}
    assert set(hits) == {"statement", "document"}
    assert hits["document"].title == "The annex"
    assert hits["document"].url == hits["statement"].url
    assert hits["document"].facets["has_file"] == ["yes"]
    assert hits["document"].extra["file"].endswith(".txt")


def test_a_file_goes_with_its_statement_and_a_private_collection_hides_it(site, commits):
    with commits():
        page = make_statement(title="Budget")
        document = attach(page, "Expenditure.")
        private = Collection.get_first_root_node().add_child(name="Private")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    with commits.later():
        document.collection = private
        document.save()
    assert [hit.kind for hit in find(Query("expenditure", "en")).hits] == ["statement"]
    commits.deliver()
    assert list(repair.mismatches()) == []
    with commits():
        page.unpublish()
    assert titles_found("expenditure") == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("The transi-\ntion of in\u00ad\n dustry", "The transition of industry"),
        ("A transi-tion and a post-war order", "A transition and a post-war order"),
        ("Made in ex-\nParis -\nand so on", "Made in ex-Paris -\nand so on"),
    ],
)
def test_words_that_line_ends_cut_in_two_are_whole(written, expected):
    assert file_text(written, "en") == expected
