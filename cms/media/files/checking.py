"""Checks of a file before it is stored: size, type, archive, virus scan."""

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.media.files.kinds import Kind, kind_of
from cms.media.files.names import clean_name
from cms.media.files.scanning import scan

CHUNK = 1 << 18


@dataclass(frozen=True)
class Checked:
    """A file that may be stored, with what is known of it."""

    file: File
    name: str
    kind: Kind
    size: int
    sha256: str
    scan: str


def check(upload: File) -> Checked:
    """Return what is known of an uploaded file; raise Refused where it is not to be stored.

    The file is read three times at most, in small pieces: for its type, its hash and the scanner.
    """
    size = upload.size
    if not size:
        raise Refused(_("This file is empty."), field="files")
    if size > settings.DOCUMENT_MAX_BYTES:
        raise too_large()
    try:
        kind = kind_of(upload.file, upload.name or "")
        digest = hashlib.sha256()
        for piece in pieces(upload.file):
            digest.update(piece)
        scanned = scan(pieces(upload.file))
    except OSError as error:
        raise unreadable(error) from error
    return Checked(
        file=upload,
        name=clean_name(upload.name or "", kind.extensions),
        kind=kind,
        size=size,
        sha256=digest.hexdigest(),
        scan=scanned,
    )


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield the file from its beginning, in pieces."""
    file.seek(0)
    while piece := file.read(CHUNK):
        yield piece


def too_large() -> Refused:
    """Return the refusal of a file that is larger than is taken."""
    return Refused(
        _("This file is too large. Up to %(limit)s are taken.")
        % {"limit": filesizeformat(settings.DOCUMENT_MAX_BYTES)},
        field="files",
    )


def unreadable(error: OSError) -> Refused:
    """Return the refusal that an error of the disk or the storage stands for."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refused(
            _(
                "There is no room left to store this file. Nothing of it was kept; the secretariat "
                "must make room first."
            ),
            field="files",
        )
    return Refused(
        _("This file could not be stored. Nothing of it was kept; please send it again."),
        field="files",
    )
