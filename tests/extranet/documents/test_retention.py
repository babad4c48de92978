"""Versions never change; documents are posted, superseded, shared, withdrawn, disposed of."""

import datetime
import sys
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.media.extraction import reading
from extranet.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.documents import services as documents
from extranet.documents.models import Document, DocumentVersion, Reading, Share, StampedCopy
from extranet.documents.services import copies, folders, log, retention, texts
from extranet.documents.signals import document_shared
from extranet.documents.tasks import read_version_text
from tests.extranet.documents.tools import PNG, docx, file, odt, pdf
from tests.factories.directory import BodyFactory, UserFactory
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    FolderFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
    make_version,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def by():
    return UserFactory()


def refused_by_the_database(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", 7),
        ("name", "other.pdf"),
        ("size", 1),
        ("sha256", "0" * 64),
        ("file", "versions/other"),
        ("content_type", "text/html"),
        ("scan", "clean"),
        ("note", "changed"),
        ("uploaded_at", timezone.now()),
    ],
)
def test_the_database_refuses_to_change_a_version(body, field, value):
    version = DocumentFactory(body=body).current
    rows = DocumentVersion.objects.filter(pk=version.pk)
    refused_by_the_database(lambda: rows.update(**{field: value}))
    version.refresh_from_db()
    assert getattr(version, field) != value


def test_the_database_refuses_to_delete_versions_and_readings(body, by):
    version = DocumentFactory(body=body).current
    log.record(version=version, user=by, action="seen")
    for model in (DocumentVersion, Reading):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            refused_by_the_database(lambda c=cursor, t=table: c.execute(f"DELETE FROM {t}"))
    refused_by_the_database(lambda: Reading.objects.update(name="Somebody else"))
    refused_by_the_database(lambda: Reading.objects.update(user=UserFactory()))


def test_what_is_not_the_version_itself_may_change(body, by):
    version = DocumentFactory(body=body).current
    log.record(version=version, user=by, action="seen")
    DocumentVersion.objects.update(text="read", text_status="done", uploaded_by=None)
    version.refresh_from_db()
    version.save()
    by.delete()
    assert Reading.objects.get().user is None
    assert Reading.objects.get().name


def test_readings_are_one_an_hour(body, by):
    version = DocumentFactory(body=body).current
    for action in ("seen", "seen", "downloaded", "seen"):
        log.record(version=version, user=by, action=action)
    log.record(version=version, user=UserFactory(), action="seen")
    assert Reading.objects.count() == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_get_two_numbers():
    document = DocumentFactory(content=pdf("one"))
    by = UserFactory()
    start = threading.Barrier(2, timeout=20)
    numbers, errors = [], []

    def upload(text):
        try:
            start.wait()
            version = documents.add_version(document=document, upload=file(pdf(text)), by=by)
            numbers.append(version.number)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload, args=[text]) for text in ("two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert sorted(numbers) == [2, 3]
    document.refresh_from_db()
    assert document.current.number == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_at_once_is_stored_once():
    folder, by = FolderFactory(), UserFactory()
    start = threading.Barrier(2, timeout=20)
    outcomes = []

    def upload():
        try:
            start.wait()
            documents.add_document(
                folder=folder, upload=file(pdf("same")), title="Same", language="en", by=by
            )
            outcomes.append("stored")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=upload) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["refused", "stored"]
    assert DocumentVersion.objects.count() == 1


def test_a_document_is_superseded_by_another_and_not_in_a_ring(body, by):
    first, second, third = (DocumentFactory(body=body) for _n in range(3))
    documents.supersede(document=first, by_document=second, by=by)
    documents.supersede(document=second, by_document=third, by=by)
    with pytest.raises(Refused, match="by itself"):
        documents.supersede(document=third, by_document=first, by=by)
    with pytest.raises(Refused, match="same body"):
        documents.supersede(document=third, by_document=DocumentFactory(), by=by)
    documents.supersede(document=first, by_document=None, by=by)
    first.refresh_from_db()
    assert first.superseded_by is None


def test_a_withdrawn_document_is_nobodys_but_its_keepers(body, by):
    document = DocumentFactory(body=body)
    documents.withdraw(document=document, by=by, reason="Wrong figures")
    assert not Document.objects.visible_to(delegate(body)).exists()
    assert Document.objects.visible_to(delegate(body, "chair")).exists()
    with pytest.raises(Refused, match="cannot be posted"):
        documents.post(documents=[document], by=by)
    with pytest.raises(Refused, match="no more versions"):
        documents.add_version(document=document, upload=file(), by=by)
    entry = AuditEntry.objects.get(action="document.withdrawn")
    assert (entry.actor, entry.body, entry.details["reason"]) == (by, body, "Wrong figures")


def test_a_share_is_told_of_and_ends(body, by):
    document, other = DocumentFactory(body=body), BodyFactory()
    reader = delegate(other)
    heard = []

    def listen(sender, **kwargs):
        heard.append(kwargs)

    document_shared.connect(listen)
    try:
        share = documents.share(document=document, body=other, until=timezone.now() + DAY, by=by)
    finally:
        document_shared.disconnect(listen)
    assert heard[0]["share"] == share
    assert Document.objects.visible_to(reader).exists()
    documents.revoke_share(share=share, by=by)
    assert not Document.objects.visible_to(reader).exists()
    # A new one ends the one before, so that there is one to revoke.
    for _n in range(2):
        documents.share(document=document, person=reader.person, until=timezone.now() + DAY, by=by)
    assert Share.objects.filter(revoked_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until": timezone.now() - DAY}, "past"),
        ({"until": timezone.now() + 400 * DAY}, "a year"),
        ({"body": None}, "Choose"),
    ],
)
def test_shares_that_make_no_sense_are_refused(body, by, change, said):
    share = {"document": DocumentFactory(body=body), "until": timezone.now() + DAY, "by": by}
    with pytest.raises(Refused, match=said):
        documents.share(**({**share, "body": BodyFactory()} | change))
    with pytest.raises(Refused, match="anyway"):
        documents.share(**share, body=body)


def test_folders_make_a_tree_of_one_body(body, by):
    first = folders.make_usual(body=body, by=by)
    assert folders.make_usual(body=body, by=by) == first
    assert body.folders.count() == 3
    assert set(first.labels) == {"en", "fr", "es"}
    child = folders.make(body=body, labels={"en": "A"}, parent=first, by=by)
    grandchild = folders.make(body=body, labels={"en": "B"}, parent=child, by=by)
    move = {"labels": first.labels, "position": 0, "by": by}
    with pytest.raises(Refused, match="in itself"):
        folders.change(folder=first, parent=grandchild, **move)
    with pytest.raises(Refused, match="another body"):
        folders.change(folder=child, parent=FolderFactory(), **move)
    deep = folders.make(body=body, labels={"en": "C"}, parent=grandchild, by=by)
    with pytest.raises(Refused, match="deeper"):
        folders.make(body=body, labels={"en": "D"}, parent=deep, by=by)
    folders.change(folder=grandchild, parent=None, **move)
    with pytest.raises(Refused, match="empty"):
        folders.remove(folder=first, by=by)
    folders.remove(folder=child, by=by)


@pytest.mark.parametrize(
    ("content", "name", "kind", "text"),
    [
        (pdf("Budget", pages=2), "a.pdf", "application/pdf", "Budget"),
        (docx("Un rapport"), "a.docx", texts.kinds.DOCX.content_type, "Un rapport"),
        (odt("Un informe"), "a.odt", texts.kinds.ODT.content_type, "Un informe twice"),
        ("Règlement\0".encode(), "a.txt", "text/plain", "Règlement"),
    ],
)
def test_what_a_version_says_is_read(body, content, name, kind, text):
    document = DocumentFactory(body=body)
    version = make_version(document, content, name=name, content_type=kind)
    assert read_version_text.call(version.pk) == "done"
    version.refresh_from_db()
    assert text in version.text
    assert "\0" not in version.text


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (PNG, "image/png", "none"),
        (b"%PDF-1.4 nothing", "application/pdf", "failed"),
        (b"PK\x03\x04nothing", texts.kinds.DOCX.content_type, "failed"),
    ],
)
def test_what_cannot_be_read_says_so_and_stays_readable(body, content, kind, status):
    document = DocumentFactory(body=body)
    version = make_version(document, content, content_type=kind)
    assert read_version_text.call(version.pk) == status
    version.refresh_from_db()
    assert bool(version.text_error) is (status == "failed")
    with version.file.open("rb") as kept:
        assert kept.read() == content


def test_a_pdf_that_hangs_the_reader_ends_within_its_limit(body, monkeypatch, tmp_path):
    hanging = tmp_path / "child.py"
    hanging.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "_CHILD", hanging)
    quick = reading.Limits(seconds=0.5)
    monkeypatch.setattr(texts, "extract", lambda path: reading.extract(path, limits=quick))
    version = DocumentFactory(body=body, content=pdf("hangs")).current
    began = timezone.now()
    assert read_version_text.call(version.pk) == "failed"
    assert timezone.now() - began < datetime.timedelta(seconds=20)
    version.refresh_from_db()
    assert "too long" in version.text_error


def test_a_pdf_that_hangs_the_stamp_is_refused(body, by, monkeypatch, tmp_path):
    hanging = tmp_path / "stamp.py"
    hanging.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(copies, "_CHILD", hanging)
    monkeypatch.setitem(copies._LIMITS, "seconds", 0.5)
    version = DocumentFactory(body=body, content=pdf("hangs")).current
    with pytest.raises(copies.CannotStamp):
        copies.copy_for(version=version, user=by)
    assert not StampedCopy.objects.exists()


def test_text_is_read_once_the_upload_is_there(body, by, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = documents.add_document(
            folder=FolderFactory(body=body), upload=file(), title="A", language="en", by=by
        )
    version = document.versions.get()
    assert (version.text_status, version.pages) == ("done", 1)


def test_verifying_finds_damage_and_loss(body, capsys):
    good, damaged, lost = (DocumentFactory(body=body) for _n in range(3))
    call_command("verify_documents")
    storage = damaged.current.file.storage
    with open(storage.path(damaged.current.file.name), "r+b") as raw:
        raw.write(b"X")
    storage.delete(lost.current.file.name)
    with pytest.raises(CommandError, match="2 damaged"):
        call_command("verify_documents")
    said = capsys.readouterr().out
    assert f"document {damaged.pk}, version 1: has other bytes" in said
    assert f"document {lost.pk}, version 1: cannot be read" in said
    assert f"document {good.pk}," not in said


def test_a_document_past_its_day_loses_its_bytes_and_keeps_its_row(
    body, by, capsys, django_capture_on_commit_callbacks
):
    yesterday = timezone.localdate() - DAY
    old = DocumentFactory(body=body, content=pdf("old"), keep_until=yesterday)
    DocumentVersion.objects.update(text="old", text_status="done")
    copies.copy_for(version=old.current, user=by)
    today = DocumentFactory(body=body, keep_until=timezone.localdate())
    item = AgendaItemFactory(meeting=MeetingFactory(body=body))
    pinned = DocumentFactory(body=body, keep_until=yesterday)
    PaperFactory(item=item, version=pinned.current)
    call_command("dispose_documents", dry_run=True)
    assert "1 would be disposed of" in capsys.readouterr().out
    assert not Document.objects.filter(disposed_at__isnull=False).exists()
    file = old.current.file
    with django_capture_on_commit_callbacks(execute=True):
        call_command("dispose_documents")
    assert list(Document.objects.filter(disposed_at__isnull=False)) == [old]
    assert not file.storage.exists(file.name)
    version = DocumentVersion.objects.get(document=old)
    assert (version.text, len(version.sha256)) == ("", 64)
    assert not StampedCopy.objects.exists()
    assert AuditEntry.objects.get(action="document.disposed").details["sha256"] == [version.sha256]
    assert not Document.objects.visible_to(delegate(body, "chair")).filter(pk=old.pk).exists()
    assert today.current.file.storage.exists(today.current.file.name)
    call_command("verify_documents")


def test_left_over_files_are_swept_once_they_are_old(body, monkeypatch):
    kept = DocumentFactory(body=body).current
    storage = kept.file.storage
    left = storage.save("versions/aa/left-over", file(b"x"))
    assert left not in set(retention.orphans())
    monkeypatch.setattr(retention, "YOUNG", -DAY)
    found = set(retention.orphans())
    assert left in found
    assert kept.file.name not in found
    call_command("sweep_documents")
    assert not storage.exists(left)
    assert storage.exists(kept.file.name)


def test_the_readers_import_nothing_of_the_project():
    for program in (copies._CHILD, texts._OFFICE_CHILD):
        source = program.read_text()
        assert "extranet" not in source.split('"""')[2]
        assert "django" not in source.lower().split('"""')[2]
    assert sys.executable
