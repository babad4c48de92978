"""Storing bytes as a document's next version: the file first, then the row, or neither."""

from contextlib import contextmanager, suppress

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Body
from cms.media.files.checking import Checked, check, unreadable
from extranet.core.services import audit
from extranet.documents import signals
from extranet.documents.models import Document, DocumentVersion, Folder


def add_document(
    *,
    folder: Folder,
    upload: File,
    title: str,
    language: str,
    by,
    note: str = "",
    translation_of: Document | None = None,
    open_to_guests: bool = False,
) -> Document:
    """Return a new document, a draft, whose first version is `upload`.

    Raises Refused where the file is not to be stored, or where its body has these bytes already.
    """
    checked = check(upload)
    with _stored(checked) as version, transaction.atomic():
        # One at a time in a body, so that the same file sent twice at once is taken once.
        Body.objects.select_for_update(no_key=True).get(pk=folder.body_id)
        _refuse_same_bytes(folder, checked)
        document = Document.objects.create(
            folder=folder,
            title=title,
            language=language,
            translation_of=translation_of,
            open_to_guests=open_to_guests,
            created_by=by,
        )
        _number(version, document, checked, note, by)
        audit.record("document.added", document, actor=by, body=folder.body, sha256=checked.sha256)
    return document


def add_version(*, document: Document, upload: File, by, note: str = "") -> DocumentVersion:
    """Return `upload` as the next version of a document, which supersedes the one before.

    Raises Refused where the file is not to be stored, or where one of its versions has these
    bytes already.
    """
    checked = check(upload)
    with _stored(checked) as version, transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        if document.disposed_at or document.state == Document.State.WITHDRAWN:
            raise Refused(_("This document takes no more versions."), field="files")
        same = document.versions.defer("text").filter(sha256=checked.sha256).first()
        if same:
            raise Refused(
                _("This very file is already here, as version %(number)s.")
                % {"number": same.number},
                field="files",
            )
        _number(version, document, checked, note, by)
        audit.record(
            "document.version_added",
            document,
            actor=by,
            body=document.folder.body,
            number=version.number,
            sha256=checked.sha256,
        )
    return version


@contextmanager
def _stored(checked: Checked):
    """Write the bytes and give a version without a row; take them away again if that fails."""
    version = DocumentVersion(
        name=checked.name,
        content_type=checked.kind.content_type,
        size=checked.size,
        sha256=checked.sha256,
        scan=checked.scan,
    )
    storage = version.file.storage
    name = storage.generate_filename(version.file.field.generate_filename(version, checked.name))
    try:
        checked.file.seek(0)
        version.file.name = storage.save(name, checked.file)
    except OSError as error:
        # What was written before the disk was full.
        _remove(storage, name)
        raise unreadable(error) from error
    except BaseException:
        _remove(storage, name)
        raise
    try:
        yield version
    except BaseException:
        _remove(storage, version.file.name)
        raise


def _remove(storage, name: str) -> None:
    with suppress(OSError):
        storage.delete(name)


def _number(version: DocumentVersion, document: Document, checked: Checked, note: str, by) -> None:
    """Give a stored version its number and row; called with the document locked."""
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version.document = document
    version.number = last + 1
    version.note = note
    version.uploaded_by = by
    version.save()
    document.current = version
    document.save(update_fields=["current"])
    signals.version_stored.send(DocumentVersion, version=version, by=by)


def _refuse_same_bytes(folder: Folder, checked: Checked) -> None:
    same = (
        DocumentVersion.objects.filter(
            sha256=checked.sha256,
            document__folder__body=folder.body_id,
            document__disposed_at__isnull=True,
        )
        .exclude(document__state=Document.State.WITHDRAWN)
        .select_related("document")
        .defer("text")
        .first()
    )
    if same:
        raise Refused(
            _("This very file is already here: “%(title)s”, version %(number)s.")
            % {"title": same.document.title, "number": same.number},
            field="files",
        )
