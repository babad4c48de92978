"""Reads the table that says what each document of an import is."""

import datetime
import hashlib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from cms.core.encodings import composed
from cms.core.tabular.errors import CellError, TableError
from cms.core.tabular.reading import read_lines
from cms.core.text import tidy
from cms.core.written_dates import WrittenDate, read_date

REQUIRED = ("file", "language", "kind", "title", "date")
OPTIONAL = (
    "translation_of",
    "adopted_by",
    "topics",
    "places",
    "summary",
    "decision_reference",
    "signatories",
    "supersedes",
    "correction",
)
LONGEST_TITLE = 255
LONGEST_SUMMARY = 400
LONGEST_REFERENCE = 60


class ManifestError(Exception):
    """Raised when the table itself cannot be read; the message is for an editor."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row: its line in the table, the file it names, the reason."""

    line: int
    file: str
    reason: str

    def __str__(self):
        return (
            f"{self.line}: {self.file}: {self.reason}"
            if self.file
            else (f"{self.line}: {self.reason}")
        )


@dataclass(frozen=True)
class Row:
    """One row of the table, its cells trimmed; `line` is where it begins in the file."""

    line: int
    cells: dict[str, str]
    date: datetime.date | None = None
    # What could not be told for sure, a sentence each.
    notes: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def codes(self, column: str) -> list[str]:
        """Return the semicolon-separated entries of a cell."""
        return [part.strip() for part in self[column].split(";") if part.strip()]

    @property
    def file(self) -> str:
        """The name that identifies the document: its path below the table's folder."""
        return normal_name(self["file"])

    def digest(self, data: bytes) -> str:
        """Return a digest of this row together with the bytes of its document."""
        found = hashlib.sha256(data)
        for column in sorted(self.cells):
            if self.cells[column]:
                found.update(f"\0{column}\0{self.cells[column]}".encode())
        return found.hexdigest()


@dataclass
class Manifest:
    """The rows of a table that can be worked on, and what is wrong with the others."""

    folder: Path
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def path_of(self, row: Row) -> Path:
        """Return where the document of a row is, however the disk spells its accents."""
        return next(filter(Path.exists, self._spellings(row.file)), self.folder / row.file)

    def _spellings(self, name: str):
        for form in ("NFC", "NFD"):
            yield self.folder / unicodedata.normalize(form, name)


def normal_name(name: str) -> str:
    """Return a file name with plain slashes, composed accents and without `./` at its front."""
    plain = composed(name.strip().replace("\\", "/"))
    return str(PurePosixPath(plain)) if plain else ""


def read_manifest(path: str | Path) -> Manifest:
    """Return what a table says. Raises `ManifestError` when it cannot be read as one.

    It is a CSV or the first sheet of a spreadsheet, read as all tables of the site are.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ManifestError(
            _("%(file)s cannot be opened: %(reason)s")
            % {"file": path, "reason": error.strerror or error}
        ) from error
    manifest = Manifest(path.resolve().parent)
    rows = _rows(data, manifest)
    _check_all(manifest, rows)
    return manifest


def _rows(data: bytes, manifest: Manifest) -> list[Row]:
    try:
        table = read_lines(data, known=(*REQUIRED, *OPTIONAL))
    except TableError as error:
        raise ManifestError(
            _("The table cannot be read: %(reason)s") % {"reason": error}
        ) from error
    header = _header(table.headers)
    manifest.problems += [Problem(error.line or 0, "", _in_column(error)) for error in table.errors]
    rows = []
    for line, cells in zip(table.lines, table.rows, strict=True):
        row = Row(line, dict(zip(header, map(tidy, cells), strict=False)))
        if not is_debris(row.file):
            rows.append(row)
    return rows


def _in_column(error: CellError) -> str:
    return f"{error.column}: {error.message}" if error.column else error.message


def is_debris(name: str) -> bool:
    """Return whether a file is what macOS adds to folders and archives, and no document."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith("._") or path.name == ".DS_Store"


def _header(header: list[str]) -> list[str]:
    unknown = [name for name in header if name not in (*REQUIRED, *OPTIONAL)]
    if unknown:
        raise ManifestError(
            _("Unknown columns: %(columns)s. Known are: %(known)s.")
            % {
                "columns": ", ".join(name or "?" for name in unknown),
                "known": ", ".join((*REQUIRED, *OPTIONAL)),
            }
        )
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise ManifestError(_("Missing columns: %(columns)s.") % {"columns": ", ".join(missing)})
    twice = [name for name, count in Counter(header).items() if count > 1]
    if twice:
        raise ManifestError(
            _("Columns that stand there twice: %(columns)s.") % {"columns": ", ".join(twice)}
        )
    return header


def _check_all(manifest: Manifest, rows: list[Row]) -> None:
    """Keep the rows that can stand, and say of every other one what is wrong with it."""
    counts = Counter(row.file for row in rows if row.file)
    for row in rows:
        reasons = list(_check(manifest, row))
        if counts[row.file] > 1:
            reasons.append(_("The file is named by more than one row."))
        date, notes = None, ()
        if row["date"]:
            try:
                found = read_date(row["date"], row["language"])
                date = found.day
                if found.other:
                    notes = (two_days(row["date"], found),)
            except ValueError:
                reasons.append(_("“%(value)s” is not a date.") % {"value": row["date"]})
        manifest.problems += [Problem(row.line, row.file, reason) for reason in reasons]
        if not reasons:
            manifest.rows.append(Row(row.line, row.cells, date, notes))
    manifest.problems.sort(key=lambda problem: problem.line)


def _check(manifest: Manifest, row: Row):
    for column in ("file", "language", "kind", "date"):
        if not row[column]:
            yield _("The column %(column)s is empty.") % {"column": column}
    if len(row["title"]) > LONGEST_TITLE:
        yield _too_long("title", LONGEST_TITLE)
    if len(row["summary"]) > LONGEST_SUMMARY:
        yield _too_long("summary", LONGEST_SUMMARY)
    if len(row["decision_reference"]) > LONGEST_REFERENCE:
        yield _too_long("decision_reference", LONGEST_REFERENCE)
    if row.file:
        yield from _check_path(manifest, row)


def two_days(text: str, found: WrittenDate) -> str:
    """Return what is to be said of a date in numbers that may be another day."""
    return _("“%(value)s” was read as %(date)s; it might be %(other)s.") % {
        "value": text,
        "date": found.day.isoformat(),
        "other": found.other.isoformat() if found.other else "",
    }


def _too_long(column: str, limit: int) -> str:
    return _("The column %(column)s is longer than %(limit)d characters.") % {
        "column": column,
        "limit": limit,
    }


def _check_path(manifest: Manifest, row: Row):
    if len(row.file) > LONGEST_TITLE or "\0" in row.file:
        yield _too_long("file", LONGEST_TITLE)
        return
    try:
        path = manifest.path_of(row)
        # A link may lead out of the folder as well as "..", so the real place counts.
        inside = path.resolve().is_relative_to(manifest.folder)
        found = path.is_file()
    except OSError:
        inside, found = True, False
    if PurePosixPath(row.file).is_absolute() or not inside:
        yield _("The file lies outside the folder of the table.")
    elif not found:
        yield _("There is no such file.")
