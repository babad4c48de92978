"""PDFs with their reader's name on every page, made when asked for and kept some hours."""

import datetime
import hashlib
import logging
import secrets
import tempfile
import unicodedata
from pathlib import Path

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.media.extraction import ExtractionError, limited
from cms.media.files.checking import pieces, unreadable
from extranet.documents.models import DocumentVersion, StampedCopy

logger = logging.getLogger(__name__)

KEPT = datetime.timedelta(hours=6)
_CHILD = Path(__file__).with_name("stamp_child.py")
_LIMITS = {"seconds": 60, "cpu_seconds": 60, "memory": 1536 * 1024**2, "output": 1024**3}
# Read aloud without mistaking one sign for another.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class CannotStamp(Refused):
    """The PDF has a password or is damaged, so no name can be printed on it."""


def copy_for(*, version: DocumentVersion, user) -> StampedCopy:
    """Return the reader's own copy of a PDF, made now unless there is one from some hours ago.

    Raises CannotStamp where the PDF does not let itself be written on, Refused where there is no
    room to keep the copy.
    """
    kept = StampedCopy.objects.filter(version=version, user=user).first()
    if kept and kept.expires_at > timezone.now():
        return kept
    if kept:
        discard(kept)
    return _make(version, user)


def discard(copy: StampedCopy) -> None:
    """Remove a copy and its file; the log keeps its id."""
    storage, name = copy.file.storage, copy.file.name
    StampedCopy.objects.filter(pk=copy.pk).delete()
    storage.delete(name)


def sweep() -> int:
    """Remove the copies whose hours are over; return how many."""
    over = list(StampedCopy.objects.filter(expires_at__lte=timezone.now()))
    for copy in over:
        discard(copy)
    return len(over)


def _make(version: DocumentVersion, user) -> StampedCopy:
    copy = StampedCopy(
        version=version,
        user=user,
        copy_id=new_id(),
        expires_at=timezone.now() + KEPT,
    )
    try:
        with tempfile.TemporaryFile() as stamped:
            _stamp(version, mark(user, copy.copy_id), stamped)
            copy.size = stamped.seek(0, 2)
            digest = hashlib.sha256()
            for piece in pieces(stamped):
                digest.update(piece)
            copy.sha256 = digest.hexdigest()
            stamped.seek(0)
            copy.file.save("copy", File(stamped), save=False)
    except OSError as error:
        logger.error("a copy could not be kept: %s", error)
        raise unreadable(error) from error
    try:
        with transaction.atomic():
            copy.save()
    except IntegrityError:
        # Another request of the same reader was faster.
        copy.file.storage.delete(copy.file.name)
        return StampedCopy.objects.get(version=version, user=user)
    return copy


def _stamp(version: DocumentVersion, line: str, stamped) -> None:
    """Write the version with the line on every page into the file `stamped`."""
    with tempfile.TemporaryFile() as original:
        with version.file.open("rb") as file:
            for piece in pieces(file):
                original.write(piece)
        original.flush()
        try:
            limited.run(_CHILD, {"lines": [line]}, stdin=original, stdout=stamped, **_LIMITS)
        except ExtractionError as error:
            logger.warning(
                "version %s cannot be stamped: %s", version.pk, error.detail or error.code
            )
            raise CannotStamp(
                _(
                    "This PDF does not let a name be printed on it, so it is not handed out. The "
                    "secretariat can allow it."
                )
            ) from error


def mark(user, copy_id: str) -> str:
    """Return what is printed: who, when, which copy; in letters every PDF reader has."""
    name = printable(user.name)
    if name != user.name:
        name = f"{name} ({printable(user.email)})"
    return f"{name} · {timezone.now():%Y-%m-%d %H:%M} UTC · {copy_id}"


def printable(text: str) -> str:
    """Return text in the letters of western languages: others bare of their marks, or "?"."""
    kept = []
    for char in unicodedata.normalize("NFC", text):
        for part in (char, unicodedata.normalize("NFKD", char)[:1]):
            try:
                kept.append(part.encode("cp1252").decode("cp1252"))
            except UnicodeEncodeError:
                continue
            break
        else:
            kept.append("?")
    return "".join(kept)


def new_id() -> str:
    """Return an id that no other copy has, such as ``7K2M-9QXD``."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"
