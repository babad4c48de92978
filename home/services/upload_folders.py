"""Documents that are sent together: in an archive, or with the table that says what they are."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.utils.translation import gettext as _

from cms.core import encodings
from cms.core.errors import Refused
from cms.media.files.checking import check, pieces
from home.importing.manifest import Manifest, ManifestError, is_debris, normal_name, read_manifest

MOST_BYTES = 15 * 1024 * 1024
MOST_FILES = 50
_TABLES = {".csv", ".xlsx"}
_UTF_8 = 0x800
_ENCRYPTED = 0x1


@dataclass
class Folder:
    """A folder of documents; `cells` by name are what its table says, `refused` what is wrong."""

    path: Path
    names: list[str] = field(default_factory=list)
    cells: dict[str, dict] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def documents(self) -> Iterator[tuple[File, dict]]:
        """Yield every document, open, with its cells; those that the table refuses are left out."""
        wrong = {name for name, _reason in self.refused}
        for name in self.names:
            if name not in wrong:
                with (self.path / name).open("rb") as source:
                    yield File(source, name=PurePosixPath(name).name), self.cells.get(name, {})


def is_archive(name: str) -> bool:
    """Return whether a file that was sent is a folder in itself."""
    return name.lower().endswith(".zip")


def is_table(name: str) -> bool:
    """Return whether a file that was sent says what the others are."""
    return PurePosixPath(name).suffix.lower() in _TABLES


@contextmanager
def unpacked(upload) -> Iterator[Folder]:
    """Yield the folder that an archive holds; nothing of it stays.

    Raises `Refused` for a bomb, a damaged or locked archive, and one that holds too much.
    """
    check(upload)
    with tempfile.TemporaryDirectory() as path, zipfile.ZipFile(upload.file) as archive:
        folder = Folder(Path(path).resolve())
        entries = [entry for entry in archive.infolist() if _is_wanted(entry)]
        if len(entries) > MOST_FILES + 1:
            raise Refused(_("It holds more than %(count)d files.") % {"count": MOST_FILES})
        for entry in entries:
            _unpack(archive, entry, folder)
        _read_table(folder)
        yield folder


@contextmanager
def together(uploads) -> Iterator[Folder]:
    """Yield the folder of files that were sent one by one, a table among them."""
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(Path(path).resolve())
        for upload in uploads:
            name = normal_name(PurePosixPath(upload.name).name)
            if upload.size > MOST_BYTES:
                folder.refused.append((name, _("The file is too large.")))
                continue
            with (folder.path / name).open("wb") as copy:
                copy.writelines(pieces(upload.file))
            folder.names.append(name)
        _read_table(folder)
        yield folder


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    return not entry.is_dir() and not is_debris(entry.filename)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Folder) -> None:
    """Write a file of an archive below the folder, whatever it calls itself."""
    name = _name_of(entry)
    if entry.flag_bits & _ENCRYPTED:
        raise Refused(_("It is locked with a password."))
    target = (folder.path / name).resolve()
    if not name or "\0" in name or not target.is_relative_to(folder.path):
        raise Refused(_("It holds files that lie outside of it."))
    if entry.file_size > MOST_BYTES:
        folder.refused.append((name, _("The file is too large.")))
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # What an entry says of its size is checked by the reader: it reads no more than that.
        with archive.open(entry) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused(_("This file is damaged and cannot be opened.")) from error
    if name not in folder.names:
        folder.names.append(name)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Return a file's name; older programs write it in letters that they do not name."""
    if entry.flag_bits & _UTF_8:
        return normal_name(entry.filename)
    try:
        return normal_name(encodings.decode(entry.filename.encode("cp437")))
    except (encodings.UnknownEncoding, UnicodeEncodeError):
        return normal_name(entry.filename)


def _read_table(folder: Folder) -> None:
    """Take the table out of the folder and read it."""
    tables = [name for name in folder.names if is_table(name)]
    if not tables:
        return
    if len(tables) > 1:
        raise Refused(_("There is more than one table: %(names)s.") % {"names": ", ".join(tables)})
    [table] = tables
    folder.names.remove(table)
    try:
        found = read_manifest(folder.path / table)
    except ManifestError as error:
        raise Refused(f"{table}: {error}") from error
    _take_cells(folder, found, PurePosixPath(table).parent)


def _take_cells(folder: Folder, found: Manifest, above: PurePosixPath) -> None:
    for problem in found.problems:
        name = str(above / problem.file) if problem.file else ""
        reason = _("Line %(line)s: %(reason)s") % {"line": problem.line, "reason": problem.reason}
        folder.refused.append((name, reason))
    for row in found.rows:
        day = {"date": row.date.isoformat()} if row.date else {}
        folder.cells[str(above / row.file)] = {**row.cells, **day, "file": row.file}
