"""Looking into an archive without unpacking it: what it holds, and whether it is a bomb."""

import struct
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.core.errors import Refused

MAX_ENTRIES = 10_000
MAX_DIRECTORY = 4 * 1024**2
# What all parts may unpack to together, and how many times the archive's own size.
MAX_UNPACKED = 1024**3
MAX_RATIO = 120
# Below this size nobody is harmed, however well it was packed.
HARMLESS = 20 * 1024**2

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_SIZE = 22
_MAX_COMMENT = 65_535


@dataclass(frozen=True)
class Archive:
    """What a zip archive says it holds; `mimetype` is what OpenDocument files declare first."""

    names: frozenset[str]
    mimetype: str

    @classmethod
    def opened(cls, file: BinaryIO) -> "Archive":
        """Return what is in the archive; raise Refused where it is damaged or a bomb."""
        size = _check_directory(file)
        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
                unpacked = sum(entry.file_size for entry in entries)
                if unpacked > MAX_UNPACKED or unpacked > max(HARMLESS, MAX_RATIO * size):
                    raise _bomb()
                return cls(frozenset(entry.filename for entry in entries), _mimetype(archive))
        except (
            zipfile.BadZipFile,
            struct.error,
            ValueError,
            NotImplementedError,
            OSError,
        ) as error:
            raise _damaged() from error


def _check_directory(file: BinaryIO) -> int:
    """Return the size of the file, once its directory is known to be small enough to be read."""
    size = file.seek(0, 2)
    tail_size = min(size, _END_SIZE + _MAX_COMMENT + 20)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    # Where the reader looks: at the very end first, then for the last signature.
    at = len(tail) - _END_SIZE
    if not (tail[at:].startswith(_END) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise _damaged()
    entries, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if (
        entries > MAX_ENTRIES
        or directory > MAX_DIRECTORY
        or tail[max(at - 20, 0) : at].startswith(_END_64)
    ):
        raise _bomb()
    return size


def _mimetype(archive: zipfile.ZipFile) -> str:
    try:
        with archive.open("mimetype") as part:
            return part.read(100).decode("ascii", "replace").strip()
    except (KeyError, RuntimeError, zipfile.BadZipFile):
        return ""


def _bomb() -> Refused:
    return Refused(
        _("This archive would unpack to far more than its size. It is not taken."), field="files"
    )


def _damaged() -> Refused:
    return Refused(_("This file is damaged and cannot be opened."), field="files")
