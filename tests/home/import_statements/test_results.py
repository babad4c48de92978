"""Importing statements: what is made, what is refused, and that a second run changes nothing."""

import datetime
import unicodedata

import pytest
from django.core.files.storage import default_storage
from openpyxl import Workbook
from wagtail.models import Page

from cms.core.models import SiteIdentity
from cms.directory.models import Body
from cms.media.models import SiteDocument
from home.models import StatementPage
from home.services.import_statements import ImportRefused, import_statements
from tests.home.import_statements.tools import ENGLISH, actions, english, french, reasons
from tests.home.importing.sample_documents import make_pdf

pytestmark = pytest.mark.django_db


def test_a_row_becomes_a_draft_with_everything_it_says(site, table):
    row = english(
        kind="news",
        date="8 March 2024",
        adopted_by="Conférence",
        topics="Paix",
        places="CL; chile",
        decision_reference="2024/1",
    )
    report = import_statements(manifest=table(row))
    page = StatementPage.objects.get()
    latest = page.get_latest_revision_as_object()
    assert actions(report) == ["created"]
    assert not page.live
    assert page.get_parent().specific.locale.language_code == "en"
    assert (page.slug, page.title, page.kind) == ("on-peace", "On peace", "press_release")
    assert (str(page.date), page.adopted_by.code) == ("2024-03-08", "conference")
    assert page.summary == ENGLISH
    assert page.decision_reference == "2024/1"
    assert [topic.code for topic in latest.topics.all()] == ["peace"]
    assert [place.code for place in latest.places.all()] == ["CL"]
    assert [block.block_type for block in page.body] == ["paragraph"]
    assert page.body[0].value.source == f"<p>{ENGLISH}</p>"
    assert page.authentic_language == "en"


def test_published_on_request_and_readable(site, table, client):
    import_statements(manifest=table(english()), publish=True)
    page = StatementPage.objects.get()
    assert page.live
    assert ENGLISH in client.get(page.url).content.decode()


def test_a_second_run_changes_nothing(site, table):
    path = table(english(), french())
    import_statements(manifest=path, publish=True)
    before = list(StatementPage.objects.values_list("latest_revision_id", "last_published_at"))
    report = import_statements(manifest=path, publish=True)
    assert actions(report) == ["unchanged", "unchanged"]
    after = list(StatementPage.objects.values_list("latest_revision_id", "last_published_at"))
    assert after == before


def test_a_changed_file_makes_a_revision_of_the_same_page(site, table, folder):
    import_statements(manifest=table(english()), publish=True)
    page = StatementPage.objects.get()
    page.contact_name = "Press office"
    page.save_revision().publish()
    (folder / "peace.en.txt").write_text(f"{ENGLISH}\n\n{ENGLISH} Again.\n")
    with pytest.raises(ImportRefused) as refused:
        import_statements(manifest=table(english()), publish=True)
    assert "no note says what is corrected" in reasons(refused)[0][1]
    path = table(english(correction="A second paragraph."))
    assert actions(import_statements(manifest=path)) == ["changed"]
    page.refresh_from_db()
    assert len(page.body) == 1
    draft = page.get_latest_revision_as_object()
    assert len(draft.body) == 2
    assert draft.contact_name == "Press office"
    assert actions(import_statements(manifest=path, publish=True)) == ["published"]
    page.refresh_from_db()
    assert len(page.body) == 2
    assert page.contact_name == "Press office"
    assert [block.value["note"] for block in page.corrections] == ["A second paragraph."]


def test_a_draft_of_an_editor_is_not_published_by_a_later_run(site, table, django_user_model):
    path = table(english())
    import_statements(manifest=path, publish=True)
    page = StatementPage.objects.get()
    editor = django_user_model.objects.create(email="editor@example.org")
    page.title = "Unfinished"
    page.save_revision(user=editor)
    assert actions(import_statements(manifest=path, publish=True)) == ["unchanged"]
    page.refresh_from_db()
    assert page.title == "On peace"
    page.unpublish()
    assert actions(import_statements(manifest=path, publish=True)) == ["unchanged"]
    page.refresh_from_db()
    assert not page.live


def test_a_translation_is_linked_whichever_row_comes_first(site, table):
    import_statements(manifest=table(french(), english()), publish=True)
    source, copy = StatementPage.objects.order_by("locale__language_code")
    assert copy.translation_key == source.translation_key
    assert copy.authentic_language == "en"
    assert copy.locale.language_code == "fr"
    assert copy.get_parent().translation_key == source.get_parent().translation_key


def test_a_later_table_may_add_a_translation(site, table):
    import_statements(manifest=table(english()))
    import_statements(manifest=table(french()))
    keys = StatementPage.objects.values_list("translation_key", flat=True)
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_one_position_replaces_another(site, table, folder):
    (folder / "new.txt").write_text(f"{ENGLISH} More than before.")
    rows = english(file="new.txt", title="New", supersedes="peace.en.txt"), english()
    import_statements(manifest=table(*rows), publish=True)
    old = StatementPage.objects.get(source_file="peace.en.txt")
    assert old.state == "superseded"


def test_the_same_title_twice_gets_two_slugs(site, table, folder):
    (folder / "other.txt").write_text(ENGLISH)
    import_statements(manifest=table(english(), english(file="other.txt")))
    assert sorted(StatementPage.objects.values_list("slug", flat=True)) == [
        "on-peace",
        "on-peace-2",
    ]


def test_a_missing_tree_is_made(table):
    import_statements(manifest=table(english()))
    assert StatementPage.objects.get().get_parent().specific_class.__name__ == "StatementIndexPage"


def test_the_sites_own_name_is_known_as_letterhead(site, table, folder):
    identity = SiteIdentity.for_site(site["en"].get_site())
    identity.names = {"en": "Union of the Free", "fr": "Union des libres", "es": "Unión"}
    identity.save()
    (folder / "peace.en.txt").write_text(f"Union of the Free\n\nOn peace\n\n{ENGLISH}")
    import_statements(manifest=table(english()))
    assert len(StatementPage.objects.get().body) == 1


def test_an_original_is_attached_once(site, table, folder):
    lines = ["On peace", *[f"{ENGLISH[:50]} line {n}" for n in range(4)]]
    (folder / "peace.pdf").write_bytes(make_pdf([lines]))
    path = table(english(file="peace.pdf"))
    import_statements(manifest=path)
    document = SiteDocument.objects.get()
    assert (document.title, document.language) == ("On peace", "en")
    import_statements(manifest=path)
    import_statements(manifest=table(english(file="peace.pdf", summary="Changed.")))
    page = StatementPage.objects.get().get_latest_revision_as_object()
    assert SiteDocument.objects.count() == 1
    assert [block.value["document"] for block in page.attachments] == [document]
    assert page.summary == "Changed."


def test_a_trial_keeps_nothing(site, table, folder):
    (folder / "peace.pdf").write_bytes(make_pdf([["On peace", ENGLISH[:60]]]))
    pages = Page.objects.count()
    report = import_statements(manifest=table(english(file="peace.pdf")), dry_run=True)
    assert actions(report) == ["created"]
    assert Page.objects.count() == pages
    assert not SiteDocument.objects.exists()
    assert not default_storage.exists("documents") or default_storage.listdir("documents")[1] == []


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")]
)
def test_tables_as_spreadsheets_write_them(site, table, delimiter, encoding):
    path = table(
        english(title="Paix à l’été", topics="peace"), delimiter=delimiter, encoding=encoding
    )
    import_statements(manifest=path)
    assert StatementPage.objects.get().title == "Paix à l’été"


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_new_site_takes_the_shipped_vocabularies(folder, table, dry_run):
    (folder / "peace.txt").write_text("We stand with those who keep the peace in the valley.\n" * 5)
    path = table(english(file="peace.txt", adopted_by="Conference", topics="peace", places="CO"))
    report = import_statements(manifest=path, dry_run=dry_run)
    assert report.count("created") == 1
    assert Body.objects.filter(code="conference").exists() is not dry_run
    assert StatementPage.objects.count() == (0 if dry_run else 1)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-16"])
@pytest.mark.parametrize("spelling", ["NFC", "NFD"])
def test_names_of_files_are_equal_however_accents_are_spelled(
    site, table, folder, encoding, spelling
):
    name = "déclaration été.en.txt"
    (folder / unicodedata.normalize(spelling, name)).write_text(f"On peace\n\n{ENGLISH}\n")
    (folder / "._peace.en.txt").write_bytes(b"\x00\x05\x16\x07")
    path = table(english(file=name), english(file="._peace.en.txt"), encoding=encoding)
    assert actions(import_statements(manifest=path)) == ["created"]
    assert StatementPage.objects.get().source_file == name


def test_a_table_is_a_spreadsheet_too_with_a_title_over_it(site, folder):
    book = Workbook()
    book.active.append(["Documents of the conference"])
    book.active.merge_cells("A1:E1")
    book.active.append([])
    book.active.append(["File", "Language", "Kind", "Title", "Date"])
    book.active.append(["peace.en.txt", "en", "statement", "On peace", datetime.date(2024, 3, 8)])
    book.save(folder / "manifest.xlsx")
    assert actions(import_statements(manifest=folder / "manifest.xlsx")) == ["created"]
    assert str(StatementPage.objects.get().date) == "2024-03-08"
