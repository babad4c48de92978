"""Versions never change; documents are posted, superseded, shared, withdrawn, disposed of."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.documents import services as documents
from extranet.documents.models import Document, DocumentVersion, Share, StampedCopy
from extranet.documents.services import copies, folders, retention
from extranet.documents.signals import document_shared
from tests.extranet.documents.tools import file, pdf
from tests.factories.directory import BodyFactory
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    FolderFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
DAY = datetime.timedelta(days=1)


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
