"""Files are sent to who may read them at that moment, in whole or in part, and to nobody else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.directory.models import Mandate
from cms.media.extraction import extract
from cms.media.files.ranges import Part, Unsatisfiable, holds, wanted
from extranet.documents import services as documents
from extranet.documents.models import Document, Reading, StampedCopy
from extranet.documents.services import copies
from tests.extranet.documents.tools import PNG, docx, pdf
from tests.factories.directory import BodyFactory
from tests.factories.extranet import DocumentFactory, delegate, make_version, secretary

pytestmark = pytest.mark.django_db
TEXT = {"content_type": "text/plain", "name": "rules.txt"}


def text_document(body, content=b"0123456789", **fields):
    document = DocumentFactory(body=body, content=content)
    version = document.current
    # A version is never changed: the factory's is one that has another type from the beginning.
    other = make_version(document, content + b"!", **(TEXT | fields))
    Document.objects.filter(pk=document.pk).update(current=other)
    return document, other, version


def address(version, how="open"):
    return reverse(f"extranet:document-{how}", args=[version.document_id, version.number])


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def member(body, client):
    user = delegate(body)
    client.force_login(user)
    return user


@pytest.fixture
def version(body):
    return text_document(body)[1]


@pytest.mark.parametrize(
    ("header", "status", "content", "content_range"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/11"),
        ("bytes=5-", 206, b"56789!", "bytes 5-10/11"),
        ("bytes=-2", 206, b"9!", "bytes 9-10/11"),
        ("bytes=-500", 206, b"0123456789!", "bytes 0-10/11"),
        ("bytes=8-99999", 206, b"89!", "bytes 8-10/11"),
        ("bytes=11-", 416, b"", "bytes */11"),
        ("bytes=-0", 416, b"", "bytes */11"),
        ("bytes=5-2", 200, b"0123456789!", None),
        ("bytes=0-1,3-4", 200, b"0123456789!", None),
        ("items=0-1", 200, b"0123456789!", None),
    ],
)
def test_ranges(client, member, version, header, status, content, content_range):
    response = client.get(address(version), headers={"range": header, "accept-encoding": "gzip"})
    assert response.status_code == status
    assert body_of(response) == content
    assert response.get("Content-Range") == content_range
    assert "Content-Encoding" not in response
    assert response["Cache-Control"] == "private, no-store"


def test_the_headers_of_a_file(client, member, version):
    response = client.get(address(version))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="rules.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["ETag"] == f'"{version.sha256}"'
    assert response["Accept-Ranges"] == "bytes"
    assert int(response["Content-Length"]) == version.size == len(body_of(response))
    head = client.head(address(version))
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == response["Content-Length"]
    assert head["ETag"] == response["ETag"]


def test_conditions(client, member, version):
    etag = f'"{version.sha256}"'
    assert client.get(address(version), headers={"if-none-match": etag}).status_code == 304
    assert client.get(address(version), headers={"if-match": '"other"'}).status_code == 412
    for tag, status in ((etag, 206), ('"other"', 200), (f"W/{etag}", 200)):
        response = client.get(address(version), headers={"range": "bytes=0-0", "if-range": tag})
        assert response.status_code == status
        body_of(response)


def test_a_right_that_ended_is_no_right_however_warm_the_cache(client, member, body):
    version = DocumentFactory(body=body, content=pdf("warm")).current
    first = client.get(address(version))
    body_of(first)
    assert first.status_code == 200
    page = reverse("extranet:document", args=[version.document_id])
    assert client.get(page).status_code == 200
    Mandate.objects.update(ended_at=timezone.now() - datetime.timedelta(seconds=1))
    etag = first["ETag"]
    for headers in (
        {},
        {"if-none-match": etag},
        {"range": "bytes=0-3"},
        {"range": "bytes=0-3", "if-range": etag},
        {"if-match": etag},
    ):
        for how in ("open", "download", "original", "text"):
            assert client.get(address(version, how), headers=headers).status_code == 404
        assert client.get(page, headers=headers).status_code == 404


@pytest.mark.parametrize("how", ["open", "download", "original"])
def test_an_older_version_is_no_easier_to_reach(client, body, how):
    document, newest, oldest = text_document(body)
    stranger = delegate(BodyFactory())
    for user, status in ((stranger, 404), (delegate(), 404), (None, 302)):
        client.logout()
        if user:
            client.force_login(user)
        for version in (newest, oldest):
            assert client.get(address(version, how)).status_code == status
    documents.withdraw(document=document, by=None)
    client.force_login(delegate(body))
    for version in (newest, oldest):
        assert client.get(address(version, how)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "content", "inline"),
    [
        ({"content_type": "image/png", "name": "chart.png"}, PNG, True),
        ({"content_type": "application/octet-stream", "name": "page.html"}, b"<html>", False),
        ({"content_type": "text/csv", "name": "a.csv"}, b"a,b", False),
        (
            {
                "content_type": "application/vnd.openxmlformats-officedocument."
                "wordprocessingml.document",
                "name": "Prüfung – été.docx",
            },
            docx(),
            False,
        ),
    ],
)
def test_only_what_is_safe_is_shown(client, member, body, fields, content, inline):
    version = text_document(body, content, **fields)[1]
    response = client.get(address(version))
    if not inline:
        assert response.url == address(version, "download")
        response = client.get(response.url)
    assert response["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert response["Content-Type"].split(";")[0] == fields["content_type"]
    if "é" in fields["name"]:
        assert "filename*=utf-8''Pr%C3%BCfung" in response["Content-Disposition"]
    body_of(response)


def test_a_pdf_bears_its_readers_name_on_every_page(client, member, body):
    version = DocumentFactory(body=body, content=pdf("Budget", pages=3)).current
    response = client.get(address(version, "download"))
    content = body_of(response)
    copy = StampedCopy.objects.get()
    pages = extract(content).text.split("\f")
    assert len(pages) == 3
    assert all(member.name in page and copy.copy_id in page for page in pages)
    assert response["ETag"] == f'"{copy.sha256}"'
    # A part of it is a part of the same copy.
    part = client.get(address(version, "download"), headers={"range": "bytes=5-20"})
    assert body_of(part) == content[5:21]
    reading = Reading.objects.get()
    assert (reading.action, reading.copy_id, reading.name) == (
        "downloaded",
        copy.copy_id,
        member.name,
    )


def test_a_copy_is_nobody_elses_and_ends(client, member, body):
    version = DocumentFactory(body=body, content=pdf("Budget")).current
    first = body_of(client.get(address(version)))
    other = delegate(body)
    client.force_login(other)
    second = body_of(client.get(address(version)))
    assert other.name in extract(second).text
    assert member.name not in extract(second).text
    assert first != second
    StampedCopy.objects.update(expires_at=timezone.now())
    names = [copy.file.name for copy in StampedCopy.objects.all()]
    storage = StampedCopy.objects.first().file.storage
    assert all(storage.exists(name) for name in names)
    assert copies.sweep() == 2
    assert not any(storage.exists(name) for name in names)


def test_the_original_is_for_who_keeps_the_documents(client, member, body):
    content = pdf("Budget")
    version = DocumentFactory(body=body, content=content).current
    assert client.get(address(version, "original")).status_code == 404
    for user in (delegate(body, "chair"), secretary()):
        client.force_login(user)
        assert body_of(client.get(address(version, "original"))) == content


def test_a_pdf_that_cannot_be_stamped_is_refused_unless_allowed(client, member, body):
    content = b"%PDF-1.4\n nothing after all"
    document = DocumentFactory(body=body, content=content)
    response = client.get(address(document.current))
    assert response.status_code == 409
    assert "secretariat can allow it" in response.content.decode()
    assert not Reading.objects.exists()
    assert not StampedCopy.objects.exists()
    documents.change(document=document, by=None, unstamped_allowed=True)
    assert body_of(client.get(address(document.current))) == content


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Amélie Müller", "Amélie Müller"),
        ("Łukasz Nowak", "?ukasz Nowak"),
        ("Ştefan Ionescu", "Stefan Ionescu"),
        ("ليلى", "????"),
    ],
)
def test_a_name_is_printed_in_letters_every_reader_has(name, printed):
    assert copies.printable(name) == printed


def test_a_viewer_that_asks_in_pieces_is_one_reading(client, member, version):
    for start in range(5):
        body_of(client.get(address(version), headers={"range": f"bytes={start}-{start}"}))
    client.head(address(version))
    assert [reading.action for reading in Reading.objects.all()] == ["seen"]
    body_of(client.get(address(version, "download")))
    assert sorted(Reading.objects.values_list("action", flat=True)) == ["downloaded", "seen"]


def test_the_server_in_front_may_send_the_file(client, member, version, settings):
    settings.SENDFILE_PREFIX = "/private-files/"
    response = client.get(address(version), headers={"range": "bytes=0-1"})
    assert response.content == b""
    assert response["X-Accel-Redirect"] == f"/private-files/{version.file.name}"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="rules.txt"'
    assert Reading.objects.count() == 1
    Mandate.objects.update(ended_at=timezone.now())
    assert "X-Accel-Redirect" not in client.get(address(version))


@given(st.text(max_size=40), st.integers(1, 10**12))
def test_no_range_leads_outside_the_file(header, size):
    for text in (header, f"bytes={header}"):
        try:
            part = wanted(text, size)
        except Unsatisfiable:
            continue
        assert part is None or 0 <= part.start < part.stop <= size


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 1000))
def test_a_range_is_what_it_says(first, last, size):
    if last < first:
        assert wanted(f"bytes={first}-{last}", size) is None
    elif first >= size:
        with pytest.raises(Unsatisfiable):
            wanted(f"bytes={first}-{last}", size)
    else:
        part = wanted(f"bytes={first}-{last}", size)
        assert part == Part(first, min(last + 1, size))
        assert bytes(size)[part.start : part.stop] == bytes(part.length)


def test_if_range_names_this_very_file():
    assert holds("", '"a"')
    assert holds('"a"', '"a"')
    assert not holds('W/"a"', '"a"')
    assert not holds("Sun, 22 Nov 2026 10:00:00 GMT", '"a"')
