"""Documents are sent in the admin, looked at, corrected, and made into drafts."""

import datetime
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.media.private import private_storage
from home.models import ImportFile, StatementPage
from home.services import uploaded_documents as uploads
from tests.home.editing import colleague, signed_in
from tests.home.import_statements.tools import ENGLISH, FRENCH
from tests.home.importing.sample_documents import make_pdf
from tests.query_counts import cold_queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "private_files")]

SCREEN = "/admin/statements/import/"


@pytest.fixture
def private_files():
    """Return what counts the files that are kept, apart from those of other tests."""
    before = stored()
    return lambda: stored() - before


def stored() -> set[str]:
    storage = private_storage()
    return set(storage.listdir("imports")[1]) if storage.exists("imports") else set()


@pytest.fixture
def editor(site, roles):
    return colleague("editors")


@pytest.fixture
def client(editor):
    return signed_in(editor)


def text(name="peace.en.txt", words=ENGLISH, title="Declaration on peace", day="8 March 2024"):
    return SimpleUploadedFile(name, f"{title}\n\n{day}\n\n{words}\n".encode())


def pdf(name="paix.pdf"):
    lines = ["Sur la paix", "", "Paris, le 8 mars 2024", "", FRENCH, ""]
    return SimpleUploadedFile(name, make_pdf([lines]))


def send(client, *files, **typed):
    return client.post(SCREEN, {"files": list(files), **typed})


def typed(waiting, **cells):
    """Return what the screen sends of a file."""
    cells = {**waiting.cells, "chosen": "on", **cells}
    return {f"f{waiting.pk}-{name}": value for name, value in cells.items()}


def make(client, *rows, then="draft", **more):
    data = {"make": "1", "then": then} | more
    for row in rows:
        data |= row
    return client.post(SCREEN, data)


def words(response) -> str:
    return response.content.decode()


def test_documents_become_drafts_of_who_sent_them(client, editor, private_files):
    send(client, text(), pdf())
    english, french = ImportFile.objects.all()
    assert english.cells == {
        "title": "Declaration on peace",
        "date": "2024-03-08",
        "language": "en",
        "kind": "declaration",
    }
    # Nothing in the name says so, the text does.
    assert french.cells["language"] == "fr"
    assert french.cells["date"] == "2024-03-08"
    make(client, typed(english, title="On peace"), typed(french, kind="resolution"))
    pages = {page.locale.language_code: page for page in StatementPage.objects.all()}
    assert {page.title for page in pages.values()} == {"On peace", "Sur la paix"}
    assert not any(page.live for page in pages.values())
    assert {page.owner for page in pages.values()} == {editor}
    assert pages["fr"].kind == "resolution"
    assert ENGLISH in str(pages["en"].body)
    assert "2024" not in str(pages["en"].body)
    # The original of a PDF is an attachment; what was sent is forgotten.
    assert len(pages["fr"].get_latest_revision_as_object().attachments) == 1
    assert not ImportFile.objects.exists()
    assert not private_files()
    entries = PageLogEntry.objects.filter(action=uploads.IMPORTED, user=editor)
    assert sorted(entry.data["file"] for entry in entries) == ["paix.pdf", "peace.en.txt"]
    assert client.get(reverse("wagtailadmin_pages:edit", args=[pages["en"].pk])).status_code == 200


def test_how_it_will_read_beside_the_original(client):
    send(client, text(words=f"{ENGLISH}\n\n<script>alert(1)</script>"), pdf())
    for waiting, shown in zip(ImportFile.objects.all(), (ENGLISH, FRENCH), strict=True):
        answer = words(client.get(reverse("import_document", args=[waiting.pk])))
        assert answer.count(shown) == 2
        assert "<script>alert" not in answer
        sent = client.get(reverse("import_original", args=[waiting.pk]))
        assert sent.status_code == 200
        assert "no-store" in sent["Cache-Control"]
        assert b"".join(sent.streaming_content)


def test_what_cannot_be_taken_is_named_and_the_rest_is_kept(client, private_files):
    answer = send(
        client,
        SimpleUploadedFile("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        SimpleUploadedFile("program.pdf", b"MZ\x90\x00" + b"\0" * 90),
        SimpleUploadedFile("empty.txt", b" \n"),
        text(),
    )
    for said in ("picture.docx", "program.pdf", "Programs are not taken", "empty.txt"):
        assert said in words(answer)
    assert [row.name for row in ImportFile.objects.all()] == ["peace.en.txt"]
    assert len(private_files()) == 1


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"title": ""}, "required"),
        ({"date": "31 February"}, "valid date"),
        ({"language": "tlh"}, "valid choice"),
    ],
)
def test_nothing_typed_is_lost_and_all_or_nothing_is_made(client, cells, said):
    send(client, text(), text("other.txt", title="Another"))
    first, second = ImportFile.objects.all()
    answer = make(client, typed(first, title="Corrected"), typed(second, **cells))
    assert said in words(answer)
    assert not StatementPage.objects.exists()
    first.refresh_from_db()
    assert first.cells["title"] == "Corrected"
    # A new window, or another day's session, has it still.
    assert 'value="Corrected"' in words(client.get(SCREEN))


def test_what_is_left_out_is_not_asked_about_and_waits(client):
    send(client, text(), text("other.txt", title="Another"))
    first, second = ImportFile.objects.all()
    left = typed(second, date="")
    del left[f"f{second.pk}-chosen"]
    make(client, typed(first), left)
    assert StatementPage.objects.get().title == "Declaration on peace"
    assert ImportFile.objects.get() == second
    client.post(SCREEN, {"drop": second.pk})
    assert not ImportFile.objects.exists()


def test_an_import_that_fails_leaves_the_site_as_it_was(client, private_files):
    send(client, text(), pdf())
    rows = [typed(row) for row in ImportFile.objects.all()]
    # The last thing that an import does, so that everything was written before it.
    with (
        patch.object(ImportFile, "delete", side_effect=RuntimeError("the disk is full")),
        pytest.raises(RuntimeError),
    ):
        make(client, *rows)
    assert not StatementPage.objects.exists()
    assert ImportFile.objects.count() == 2
    make(client, *rows)
    assert StatementPage.objects.count() == 2


def test_a_document_is_imported_once(client):
    send(client, text())
    make(client, typed(ImportFile.objects.get()))
    send(client, text())
    waiting = ImportFile.objects.get()
    page = StatementPage.objects.get()
    answer = words(client.get(SCREEN))
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in answer
    assert "imported already" in words(make(client, typed(waiting)))
    # Another text under the same name is another text.
    send(client, text(words="We ask for something else, and for a good reason, in this year."))
    other = ImportFile.objects.exclude(pk=waiting.pk).get()
    make(client, typed(other, title="Other"))
    assert StatementPage.objects.count() == 2
    assert StatementPage.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


@pytest.mark.parametrize(
    ("role", "then", "live", "waits"),
    [
        ("editors", "submit", False, True),
        ("editors", "publish", False, False),
        ("coordinators", "draft", False, False),
        ("coordinators", "submit", False, True),
        ("coordinators", "publish", True, False),
    ],
)
def test_publishing_goes_through_the_gate(site, roles, role, then, live, waits):
    client = signed_in(colleague(role))
    send(client, text(title="On peace"))
    make(client, typed(ImportFile.objects.get()), then=then)
    page = StatementPage.objects.first()
    if role == "editors" and then == "publish":
        # It is not offered, so it is no choice.
        assert page is None
        return
    assert page.live is live
    assert page.workflow_in_progress is waits


def test_a_kind_that_needs_two_people_stays_a_draft(site, roles):
    client = signed_in(colleague("coordinators"))
    send(client, text())
    answer = client.post(
        SCREEN,
        {"make": "1", "then": "publish"} | typed(ImportFile.objects.get(), kind="resolution"),
        follow=True,
    )
    assert not StatementPage.objects.get().live
    assert "has to approve this very text" in words(answer)


def test_others_see_nothing_of_it(client, site):
    send(client, text())
    waiting = ImportFile.objects.get()
    other = signed_in(colleague("secretariat"))
    assert waiting.name not in words(other.get(SCREEN))
    for name in ("import_document", "import_original"):
        assert other.get(reverse(name, args=[waiting.pk]), follow=True).status_code == 404
    other.post(SCREEN, {"drop": waiting.pk})
    assert ImportFile.objects.exists()


def test_translators_may_not(site, roles):
    client = signed_in(colleague("translators"))
    assert client.get(SCREEN).status_code == 302
    send(client, text())
    assert not ImportFile.objects.exists()


def test_files_are_forgotten_after_a_day(client, private_files):
    send(client, text(), pdf())
    old = ImportFile.objects.first()
    ImportFile.objects.filter(pk=old.pk).update(
        made_at=timezone.now() - datetime.timedelta(hours=25)
    )
    call_command("anonymise_personal_data")
    assert ImportFile.objects.count() == 1
    assert not private_storage().exists(old.file.name)
    assert len(private_files()) == 1


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_language(site, roles, language):
    client = signed_in(colleague("editors", language=language))
    send(client, text())
    for address in (SCREEN, reverse("import_document", args=[ImportFile.objects.get().pk])):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'lang="{language}"' in words(answer)


def test_the_listing_offers_it(client):
    assert SCREEN in words(client.get(reverse("statements:index")))


def test_queries_do_not_grow(client):
    send(client, text())
    few = cold_queries_of(client, SCREEN)
    send(client, *(text(f"n{n}.txt", title=f"Number {n}") for n in range(8)))
    many = cold_queries_of(client, SCREEN)
    assert len(many) == len(few) <= 20
    one = cold_queries_of(client, reverse("import_document", args=[ImportFile.objects.first().pk]))
    assert len(one) <= 20
