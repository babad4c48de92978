"""The papers of a case: checked as every confidential document is, kept in private storage."""

from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.media.files.checking import check, unreadable
from extranet.core.services import audit
from extranet.membership.models import Application, Case, CaseFile
from extranet.membership.services.applications import may_add_files
from extranet.membership.services.holding import RUNNING, hold

# What strangers may leave here.
MAX_FILES = 12
MAX_BYTES = 20 * 1024**2


def add(*, case: Case, upload: File, purpose: str, by=None) -> CaseFile:
    """Store a paper of a case and return it; `by` is None for the applicant.

    Raise Refused where the file is not to be stored, is there already, or nothing may be added.
    """
    if by is None and upload.size > MAX_BYTES:
        raise Refused(
            _("This file is too large. Up to %(limit)s are taken.")
            % {"limit": filesizeformat(MAX_BYTES)},
            field="files",
        )
    checked = check(upload)
    row = CaseFile(
        purpose=purpose,
        name=checked.name,
        content_type=checked.kind.content_type,
        size=checked.size,
        sha256=checked.sha256,
        scan=checked.scan,
        uploaded_by=by,
    )
    try:
        checked.file.seek(0)
        row.file.save(checked.name, checked.file, save=False)
    except OSError as error:
        raise unreadable(error) from error
    try:
        with transaction.atomic():
            _add(row, case, by)
    except BaseException:
        row.file.storage.delete(row.file.name)
        raise
    return row


def _add(row: CaseFile, case: Case, by) -> None:
    row.case = case = hold(case, (Case.State.DRAFT, *RUNNING, *Case.OVER))
    if by is None and not may_add_files(case.application):
        raise Refused(_("Files cannot be added at the moment."))
    if case.files.filter(sha256=row.sha256).exists():
        raise Refused(_("This very file is already here."), field="files")
    if by is None and case.files.count() >= MAX_FILES:
        raise Refused(
            _("No more than %(count)d files are taken.") % {"count": MAX_FILES}, field="files"
        )
    row.save()
    if case.state != Case.State.DRAFT:
        audit.record("case.file_added", case, actor=by, body=case.body, sha256=row.sha256)


@transaction.atomic
def remove(*, application: Application, key: int) -> None:
    """Remove a file from a draft; nothing happens where it is gone already."""
    case = hold(application.case, (Case.State.DRAFT,))
    for row in case.files.filter(pk=key):
        row.remove()
