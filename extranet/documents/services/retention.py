"""Disposal of documents past their retention day; checks and cleaning of the stored files."""

import datetime
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Exists
from django.utils import timezone

from cms.media.files.checking import pieces
from cms.media.private import private_storage
from extranet.core.services import audit
from extranet.documents.models import Document, DocumentVersion, StampedCopy
from extranet.documents.services.copies import discard

logger = logging.getLogger(__name__)

# An upload is under way no longer than this.
YOUNG = datetime.timedelta(days=1)


Hold = Callable[[], Exists]
_holds: list[Hold] = []


def register_hold(hold: Hold) -> Hold:
    """Keep documents of which a condition is true, whatever their day; usable as a decorator."""
    if hold not in _holds:
        _holds.append(hold)
    return hold


def due(on: datetime.date | None = None):
    """Return the documents whose day is over, but for those that a room above still needs."""
    rows = Document.objects.filter(
        disposed_at__isnull=True, keep_until__lt=on or timezone.localdate()
    )
    for hold in _holds:
        rows = rows.filter(~hold())
    return rows.select_related("folder__body")


@transaction.atomic
def dispose(*, document: Document, by=None) -> Document:
    """Remove the files of a document and what was read in them for good.

    The row, the hashes and the log stay. Files go once the data base has said so.
    """
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if document.disposed_at:
        return document
    document.disposed_at = timezone.now()
    document.save(update_fields=["disposed_at"])
    versions = list(document.versions.defer("text"))
    document.versions.update(text="", text_error="", text_status=DocumentVersion.TextStatus.NONE)
    for copy in StampedCopy.objects.filter(version__in=versions):
        transaction.on_commit(lambda copy=copy: discard(copy), robust=True)
    for version in versions:
        file = version.file
        transaction.on_commit(lambda file=file: file.storage.delete(file.name), robust=True)
    audit.record(
        "document.disposed",
        document,
        actor=by,
        body=document.folder.body,
        keep_until=document.keep_until and document.keep_until.isoformat(),
        sha256=[version.sha256 for version in versions],
    )
    return document


def damaged() -> Iterator[tuple[DocumentVersion, str]]:
    """Yield each version whose bytes are not those that were stored, and what is wrong."""
    kept = DocumentVersion.objects.filter(document__disposed_at__isnull=True).defer("text")
    for version in kept.order_by("pk").iterator(chunk_size=200):
        digest, size = hashlib.sha256(), 0
        try:
            with version.file.open("rb") as file:
                for piece in pieces(file):
                    digest.update(piece)
                    size += len(piece)
        except OSError as error:
            yield version, f"cannot be read ({type(error).__name__})"
            continue
        if size != version.size:
            yield version, f"has {size} bytes instead of {version.size}"
        elif digest.hexdigest() != version.sha256:
            yield version, "has other bytes than were stored"


def orphans() -> Iterator[str]:
    """Yield the names of files that no row knows: of uploads that broke off, or disposed."""
    storage = private_storage()
    before = timezone.now() - YOUNG
    for folder, model in (("versions", DocumentVersion), ("copies", StampedCopy)):
        for name in _files(storage, folder):
            rows = model.objects.filter(file=name)
            if model is DocumentVersion:
                rows = rows.filter(document__disposed_at__isnull=True)
            with suppress(OSError, NotImplementedError):
                if not rows.exists() and storage.get_modified_time(name) < before:
                    yield name


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        yield f"{folder}/{name}"
    for below in folders:
        yield from _files(storage, f"{folder}/{below}")


def remove_orphans() -> int:
    """Remove the files that no row knows; return how many."""
    storage, count = private_storage(), 0
    for name in list(orphans()):
        storage.delete(name)
        count += 1
    return count
