"""What is stored and what is refused, and that nothing half-stored is left."""

import errno
import hashlib
import socket
import struct

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from cms.core.errors import Refused
from cms.media.files import archives, kinds
from cms.media.files.kinds import kind_of
from cms.media.private import private_storage
from extranet.documents import services as documents
from extranet.documents.models import Document, DocumentVersion
from tests.clamd import clamd
from tests.extranet.documents.tools import PNG, docx, file, odt, pdf, zipped
from tests.factories.directory import BodyFactory
from tests.factories.extranet import FolderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder():
    return FolderFactory(body=BodyFactory(code="committee"))


def stored_files() -> set[str]:
    """Return the names of all files below `versions`."""
    storage = private_storage()
    names = set()
    for below in storage.listdir("versions")[0] if storage.exists("versions") else ():
        names |= set(storage.listdir(f"versions/{below}")[1])
    return names


def add(folder, by, content=None, name="budget.pdf", **more):
    return documents.add_document(
        folder=folder, upload=file(content, name), title="Budget", language="en", by=by, **more
    )


def test_a_file_is_stored_with_what_is_known_of_it(folder, by):
    content = pdf("stored")
    document = add(folder, by, content, "Budget\n2027.pdf")
    version = document.current
    assert (version.number, version.size) == (1, len(content))
    assert version.sha256 == hashlib.sha256(content).hexdigest()
    assert version.content_type == "application/pdf"
    assert version.uploaded_by == by
    assert version.scan == "not_scanned"
    assert document.state == "draft"
    with version.file.open("rb") as kept:
        assert kept.read() == content
    assert "budget" not in version.file.name.lower()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (pdf(), "x.bin", kinds.PDF),
        (b"\xef\xbb\xbf\n" + pdf(), "x.pdf", kinds.PDF),
        (docx(), "x.pdf", kinds.DOCX),
        (odt(), "x.zip", kinds.ODT),
        (PNG, "x.jpg", kinds.PNG),
        (b"\xff\xd8\xff\xe0" + bytes(20), "x", kinds.JPEG),
        (b"RIFF\0\0\0\0WEBPVP8 ", "x", kinds.WEBP),
        ("Règlement\n".encode(), "x.txt", kinds.TEXT),
        (b"a,b\n1,2\n", "x.csv", kinds.CSV),
        (b"a\tb\n", "x.tsv", kinds.TABS),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "meeting.ics", kinds.CALENDAR),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "ana.vcf", kinds.CARD),
        (b"{\\rtf1\\ansi Budget}", "budget.rtf", kinds.RTF),
        (b"From: a@b.c\r\nSubject: x\r\n\r\n<html>", "m.eml", kinds.MAIL),
        (b"<html><body>no message", "m.eml", kinds.MARKUP),
        ("Année;Café\n".encode("cp1252"), "x.csv", kinds.OLD_TEXT),
        ("Год;Сумма\n".encode("cp1251"), "x.CSV", kinds.OLD_TEXT),
        ("年;金額\n".encode("shift_jis"), "x.csv", kinds.OLD_TEXT),
        ("a\tb\n".encode("utf-16"), "x.txt", kinds.OLD_TEXT),
        ("a\tb\n".encode("utf-16-be").join([b"\xfe\xff", b""]), "x.txt", kinds.OLD_TEXT),
        (b"ID3\x04" + bytes(20), "x", kinds.MP3),
        (b"\0\0\0\x20ftypisom" + bytes(20), "x", kinds.MP4),
        (b"<!DOCTYPE html><script>alert(1)</script>", "x.txt", kinds.MARKUP),
        (b'<?xml version="1.0"?><svg onload="x()"/>', "x.png", kinds.MARKUP),
        (b"hello <script>alert(1)</script>", "x.txt", kinds.MARKUP),
        (zipped({"a.txt": "a"}), "x.zip", kinds.ZIP),
        (
            zipped({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}),
            "x.docx",
            kinds.MACROS,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "x.doc", kinds.OLD_OFFICE),
    ],
)
def test_the_type_is_told_from_the_content(content, name, kind):
    assert kind_of(ContentFile(content), name) == kind


@pytest.mark.parametrize(
    "kind",
    [
        *(kinds.MARKUP, kinds.MACROS, kinds.ZIP, kinds.OLD_OFFICE),
        *(kinds.OLD_TEXT, kinds.RTF, kinds.MAIL, kinds.CARD),
    ],
)
def test_what_could_act_is_sent_as_bytes_to_be_saved(kind):
    assert kind.content_type == "application/octet-stream"
    assert kind.content_type not in kinds.INLINE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Année;Café\n".encode("cp1252"), "Année 2027.csv"),
        ("Année;Café\n".encode("utf-16"), "年度報告.txt"),
        (b"{\\rtf1\\ansi Budget}", "Отчёт.rtf"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "اجتماع.ics"),
        (b"Subject: x\r\nFrom: a@b.c\r\n\r\nHello", "Re_ réunion.eml"),
    ],
)
def test_what_offices_make_keeps_its_name(folder, by, content, name):
    version = add(folder, by, content, name).current
    assert version.name == name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\0" + bytes(60),
        b"\x7fELF" + bytes(60),
        b"#!/bin/sh\nrm -rf /\n",
        b"\xfe\xffU\0T\0F\0",
        b"caf\xe9 in another encoding",
        b"PK\x03\x04 no archive after all",
        bytes(100),
    ],
)
def test_programs_empty_and_unknown_files_are_refused(folder, by, content):
    before = stored_files()
    with pytest.raises(Refused) as refusal:
        add(folder, by, content)
    assert str(refusal.value)
    assert not Document.objects.exists()
    assert stored_files() == before


def test_a_zip_bomb_is_refused_before_it_is_unpacked(folder, by, monkeypatch):
    bomb = zipped({"[Content_Types].xml": "", "word/document.xml": b"\0" * (40 * 1024**2)})
    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="unpack"):
        add(folder, by, bomb, "bomb.docx")
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)
    with pytest.raises(Refused, match="unpack"):
        add(folder, by, zipped({str(number): "" for number in range(5)}), "many.zip")


def test_a_directory_that_lies_about_its_size_is_not_read(folder, by):
    honest = zipped({"a": "b"})
    at = honest.rindex(b"PK\x05\x06")
    lying = honest[: at + 12] + struct.pack("<L", 2**31) + honest[at + 16 :]
    with pytest.raises(Refused):
        add(folder, by, lying, "lying.zip")


def test_a_file_that_is_too_large_is_refused(folder, by, settings):
    settings.DOCUMENT_MAX_BYTES = 100
    with pytest.raises(Refused, match="too large"):
        add(folder, by, pdf())


def test_the_same_file_twice_names_what_is_there(folder, by):
    document = add(folder, by, pdf("one"))
    documents.change(document=document, by=by, title="The budget")
    before = stored_files()
    with pytest.raises(Refused, match=r"“The budget”, version 1"):
        add(FolderFactory(body=folder.body), by, pdf("one"))
    with pytest.raises(Refused, match="as version 1"):
        documents.add_version(document=document, upload=file(pdf("one")), by=by)
    assert stored_files() == before
    add(FolderFactory(), by, pdf("one"))


def test_a_new_version_counts_on_and_becomes_the_newest(folder, by):
    document = add(folder, by, pdf("one"))
    version = documents.add_version(
        document=document, upload=file(pdf("two")), by=by, note="Figures corrected"
    )
    document.refresh_from_db()
    assert (version.number, version.note, document.current) == (2, "Figures corrected", version)


class FullDisk(FileSystemStorage):
    """A storage that is full after some bytes."""

    def _save(self, name, content):
        path = self.path(name)
        super()._save(name, ContentFile(content.read(20)))
        assert private_storage().exists(name), path
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("first", [True, False])
def test_a_full_disk_leaves_no_row_and_no_file(folder, by, monkeypatch, first):
    document = None if first else add(folder, by, pdf("before"))
    before, rows = stored_files(), DocumentVersion.objects.count()
    field = DocumentVersion._meta.get_field("file")
    full = FullDisk(location=private_storage().location)
    monkeypatch.setattr(field, "storage", full)

    def store():
        if first:
            return add(folder, by)
        return documents.add_version(document=document, upload=file(), by=by)

    with pytest.raises(Refused, match="no room left"):
        store()
    assert stored_files() == before
    assert DocumentVersion.objects.count() == rows
    assert Document.objects.count() == (0 if first else 1)


def test_a_row_that_fails_takes_its_file_with_it(folder, by, monkeypatch):
    before = stored_files()
    monkeypatch.setattr(documents.storing.audit, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(folder, by)
    assert stored_files() == before
    assert not Document.objects.exists()


@pytest.fixture
def scanner(settings):
    with clamd(settings) as server:
        yield server


def test_a_clean_file_is_scanned_whole_and_stored(folder, by, scanner):
    content = pdf("clean", pages=400)
    assert len(content) > 2**16
    assert add(folder, by, content).current.scan == "clean"
    assert scanner.seen == [content]


def test_an_infected_file_is_refused_by_the_name_of_what_was_found(folder, by, scanner):
    before = stored_files()
    with pytest.raises(Refused, match="Eicar-Test-Signature"):
        add(folder, by, pdf("EICAR"))
    assert stored_files() == before
    assert not Document.objects.exists()


def test_a_scanner_that_fails_lets_nothing_through(folder, by, scanner, settings):
    scanner.limit = 10
    with pytest.raises(Refused, match="try again later"):
        add(folder, by)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(Refused, match="try again later"):
            add(folder, by)
    settings.CLAMAV_URL = "unix:///nowhere/clamd.ctl"
    with pytest.raises(Refused, match="try again later"):
        add(folder, by)
    assert not Document.objects.exists()
