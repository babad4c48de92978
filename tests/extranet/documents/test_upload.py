"""The form that takes many files: its limits, what breaks off, what is said."""

import errno
import io
import tracemalloc

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.urls import reverse

from extranet.documents.models import Document, DocumentVersion, Folder
from tests.extranet.documents.test_intake import stored_files
from tests.extranet.documents.tools import docx, file, pdf
from tests.factories.directory import BodyFactory
from tests.factories.extranet import DocumentFactory, FolderFactory, delegate, make_version

pytestmark = pytest.mark.django_db
BOUNDARY = "----a-boundary"


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def folder(body):
    return FolderFactory(body=body)


@pytest.fixture
def chair(body, client):
    user = delegate(body, "chair")
    client.force_login(user)
    return user


@pytest.fixture
def address(body):
    return reverse("extranet:documents-upload", args=[body.code])


def send(client, address, files, **fields):
    return client.post(address, {"language": "", **fields, "files": files, "end": "end"})


def test_many_files_become_drafts_with_titles_and_languages(client, chair, folder, address):
    files = [
        file(pdf("a"), "budget_2027_en.pdf"),
        file(pdf("b"), "budget_2027_fr.pdf"),
        file(docx("c"), "Report.docx"),
    ]
    response = send(client, address, files, folder=folder.pk)
    assert response.status_code == 302
    rows = Document.objects.order_by("pk").values_list("title", "language", "state", "folder")
    assert list(rows) == [
        ("Budget 2027", "en", "draft", folder.pk),
        ("Budget 2027", "fr", "draft", folder.pk),
        ("Report", "en", "draft", folder.pk),
    ]
    page = client.get(response.url)
    assert page.content.decode().count('class="draft"') == 3


def test_the_first_upload_makes_the_usual_folders(client, chair, body, address):
    assert send(client, address, [file()]).status_code == 302
    folders = Folder.objects.filter(body=body)
    assert folders.count() == 3
    assert folders.first().labels["fr"]
    assert Document.objects.get().folder == folders.first()


def test_one_refused_file_stops_no_other(client, chair, folder, address):
    files = [file(pdf("good"), "good.pdf"), file(b"MZ\0\0", "bad\u202egpj.exe"), file(b"", "none")]
    response = send(client, address, files, folder=folder.pk)
    assert response.status_code == 422
    text = response.content.decode()
    assert "badgpj.exe" in text
    assert "Programs are not taken" in text
    assert "1 file was stored." in text
    assert Document.objects.get().title == "Good"


def test_only_who_keeps_the_documents_and_only_with_the_token(client, body, folder, address):
    for user in (delegate(body), delegate(BodyFactory(), "chair")):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert send(client, address, [file()], folder=folder.pk).status_code == 404
    client.logout()
    assert send(client, address, [file()]).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(delegate(body, "chair"))
    assert send(strict, address, [file()], folder=folder.pk).status_code == 403
    assert not Document.objects.exists()


def test_a_folder_of_another_body_is_no_choice(client, chair, folder, address):
    assert send(client, address, [file()], folder=FolderFactory().pk).status_code == 422
    assert not Document.objects.exists()


class Endless(io.RawIOBase):
    """A request that goes on and on, and counts how much of it was read."""

    def __init__(self, head: bytes, size: int):
        self.head, self.rest, self.given = head, size - len(head), 0

    def read(self, size=-1):
        size = min(1 << 16, size if size > 0 else 1 << 16)
        piece, self.head = self.head[:size], self.head[size:]
        if not piece:
            piece = b"x" * min(size, self.rest)
            self.rest -= len(piece)
        self.given += len(piece)
        return piece


def head_of(folder, name="huge.pdf") -> bytes:
    """Return the beginning of a form with one file."""
    lines = [
        f"--{BOUNDARY}",
        'Content-Disposition: form-data; name="folder"',
        "",
        str(folder.pk),
        f"--{BOUNDARY}",
        f'Content-Disposition: form-data; name="files"; filename="{name}"',
        "Content-Type: application/pdf",
        "",
        "%PDF-1.4 ",
    ]
    return "\r\n".join(lines).encode()


def post_stream(client, address, stream, size):
    return client.generic(
        "POST",
        address,
        b"",
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
        **{"wsgi.input": stream, "CONTENT_LENGTH": str(size)},
    )


def test_a_gigabyte_is_refused_unread(client, chair, folder, address):
    stream = Endless(head_of(folder), 1024**3)
    before = stored_files()
    response = post_stream(client, address, stream, 1024**3)
    assert response.status_code == 413
    assert "too large" in response.content.decode()
    assert stream.given == 0
    assert stored_files() == before


def test_a_large_file_costs_neither_memory_nor_disk(client, chair, folder, address, settings):
    settings.DOCUMENT_MAX_BYTES = 1024**2
    settings.DOCUMENT_MAX_REQUEST_BYTES = 2 * 1024**3
    written = []
    plain = TemporaryUploadedFile.write

    def write(self, data):
        written.append(len(data))
        return plain(self, data)

    size = 64 * 1024**2
    stream = Endless(head_of(folder), size)
    TemporaryUploadedFile.write = write
    tracemalloc.start()
    try:
        post_stream(client, address, stream, size)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        TemporaryUploadedFile.write = plain
    assert sum(written) <= 1024**2
    assert peak < 16 * 1024**2
    assert not Document.objects.exists()


def test_a_file_over_the_limit_is_named_and_the_others_stored(
    client, chair, folder, address, settings
):
    settings.DOCUMENT_MAX_BYTES = 2000
    files = [file(pdf("small"), "small.pdf"), file(pdf("large", pages=40), "large.pdf")]
    response = send(client, address, files, folder=folder.pk)
    assert response.status_code == 422
    assert "large.pdf" in response.content.decode()
    assert Document.objects.get().title == "Small"


def test_more_files_than_are_taken(client, chair, folder, address, settings):
    settings.DOCUMENT_MAX_FILES = 2
    files = [file(pdf(str(number)), f"{number}.pdf") for number in range(3)]
    response = send(client, address, files, folder=folder.pk)
    assert "No more than 2 files" in response.content.decode()
    assert Document.objects.count() == 2


@pytest.mark.parametrize("complete", [0, 1])
def test_an_upload_that_breaks_off_stores_nothing(client, chair, folder, address, complete):
    whole = head_of(folder) + b"rest of the first"
    if complete:
        whole += f"\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name=".encode()
    before = stored_files()
    response = post_stream(client, address, io.BytesIO(whole), len(whole) + 5000)
    assert response.status_code == 400
    assert "interrupted" in response.content.decode()
    assert not Document.objects.exists()
    assert stored_files() == before


def test_a_full_disk_while_reading_says_so(client, chair, folder, address, monkeypatch):
    def write(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryUploadedFile, "write", write, raising=False)
    response = send(client, address, [file()], folder=folder.pk)
    assert response.status_code == 422
    assert "no room left" in response.content.decode()
    assert not DocumentVersion.objects.exists()


def test_the_next_version_of_a_document(client, chair, body):
    document = DocumentFactory(body=body, content=pdf("one"))
    address = reverse("extranet:document-add-version", args=[document.pk])
    response = client.post(address, {"note": "Corrected", "files": file(pdf("two")), "end": "end"})
    assert response.url == document.get_absolute_url()
    assert document.versions.count() == 2
    again = client.post(address, {"note": "", "files": file(pdf("two")), "end": "end"})
    assert again.status_code == 422
    assert "as version 2" in again.content.decode()
    none = client.post(address, {"note": "", "end": "end"})
    assert "Choose a file." in none.content.decode()
    client.force_login(delegate(body))
    assert client.get(address).status_code == 404


def test_drafts_are_put_right_and_posted(client, chair, body, folder, address):
    send(
        client, address, [file(pdf("a"), "a_en.pdf"), file(pdf("b"), "b_fr.pdf")], folder=folder.pk
    )
    first, second = Document.objects.order_by("pk")
    page = reverse("extranet:documents-drafts", args=[body.code])
    data = {
        f"d{first.pk}-title": "The budget",
        f"d{first.pk}-language": "en",
        f"d{first.pk}-folder": folder.pk,
        f"d{first.pk}-translation_of": "",
        f"d{first.pk}-post": "on",
        f"d{second.pk}-title": "Le budget",
        f"d{second.pk}-language": "en",
        f"d{second.pk}-folder": folder.pk,
        f"d{second.pk}-translation_of": first.pk,
        f"d{second.pk}-open_to_guests": "on",
        f"d{second.pk}-post": "on",
        "post": "1",
    }
    wrong = client.post(page, data)
    assert wrong.status_code == 422
    assert "another language" in wrong.content.decode()
    assert set(Document.objects.values_list("state", flat=True)) == {"draft"}
    assert client.post(page, data | {f"d{second.pk}-language": "fr"}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.title, first.state) == ("The budget", "published")
    assert (second.translation_of, second.open_to_guests) == (first, True)
    member = delegate(body)
    assert Document.objects.visible_to(member).count() == 2


def test_who_may_not_see_a_draft_cannot_post_it(client, body):
    draft = DocumentFactory(body=body)
    Document.objects.filter(pk=draft.pk).update(state="draft")
    make_version(draft, pdf("x"))
    client.force_login(delegate(body))
    page = reverse("extranet:documents-drafts", args=[body.code])
    assert client.get(page).status_code == 404
    assert client.post(page, {"post": "1"}).status_code == 404
