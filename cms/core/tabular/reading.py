"""Reads CSV and spreadsheet files as people really make them."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core import encodings
from cms.core.encodings import composed
from cms.core.tabular.cells import has_controls, normal, unguard
from cms.core.tabular.errors import CellError, TableError

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5000
_MAX_COLUMNS = 200
# A small archive may unpack to something enormous.
_MAX_UNPACKED = 20 * MAX_BYTES
_DELIMITERS = ",;\t"
# Stands for a formula without a value; no file can hold it.
_UNCOMPUTED = "\x00="


# As many lines may stand over the header: a title, who made the table, a day.
_MOST_BEFORE = 10
# What Excel and LibreOffice show where a formula fails, in our languages.
_FAILED = re.compile(
    r"#(?:(?:¡?(?:REF|NUM|DIV/0|VALOR|NULO)|VALUE|VALEUR|NULL|NUL|SPILL|CALC|BUSY|BLOCKED|FIELD"
    r"|PROPAGATION|DESBORDAMIENTO|NOMBRE)!|(?:¿?NOMBRE|NAME|NOM)\?|N/[AD])|Err:\d{3}"
)


@dataclass
class Table:
    """The rows of a file as texts, and the line of the file that each begins on.

    `errors` say what is wrong with single lines; those lines are not among the rows.
    """

    headers: list[str]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)


def read_table(content: bytes, name: str = "", *, known: Collection[str] = ()) -> Table:
    """Return the table in `content`, a spreadsheet or CSV; `TableError` where it is neither.

    The header is the first row that names a column of `known`, else the first that is not blank.
    """
    table = read_lines(content, name, known=known, ragged=False)
    if table.errors:
        raise TableError(table.errors)
    return table


def read_lines(
    content: bytes, name: str = "", *, known: Collection[str] = (), ragged: bool = True
) -> Table:
    """Return the table in `content` as `read_table` does, wrong lines apart from the others.

    With `ragged` a line of a CSV may leave out the empty cells at its end.
    """
    if len(content) > MAX_BYTES:
        raise TableError.whole(
            _("The file is larger than %(limit)s MB. Divide it into several.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
    if not content.strip():
        raise TableError.whole(_("The file is empty."))
    is_sheet = content.startswith(b"PK\x03\x04")
    if name and name.lower().endswith(".xlsx") != is_sheet:
        raise TableError.whole(_("The file’s name and its content do not agree."))
    if is_sheet:
        # A spreadsheet leaves out the empty cells at a row's end.
        return _table(_xlsx_records(content), known=known, ragged=True)
    return _table(_csv_records(decode(content), known), known=known, ragged=ragged)


def decode(content: bytes) -> str:
    """Return the text in `content`, in whichever letters a spreadsheet program writes it."""
    try:
        return encodings.decode(content)
    except encodings.UnknownEncoding as error:
        message = _("The file’s characters cannot be read. Save it as CSV in UTF-8, or as XLSX.")
        raise TableError([CellError(error.line, "", message)]) from None


def _csv_records(text: str, known: Collection[str]):
    """Yield line numbers with the cells that begin there."""
    lines = text.splitlines()
    line, delimiter = 1, ""
    # Excel writes in a first line what parts the cells.
    if lines and (hint := re.fullmatch(r'"?sep=(.)"?', lines[0].strip("\ufeff "), re.IGNORECASE)):
        delimiter, line = hint[1], 2
        text = text.split("\n", 1)[1] if "\n" in text else ""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter or _delimiter(lines, known),
        strict=True,
    )
    before = line - 1
    try:
        for cells in reader:
            yield line, cells
            line = before + reader.line_num + 1
    except csv.Error:
        raise TableError(
            [CellError(line, "", _("A quotation mark is out of place here."))]
        ) from None


def _delimiter(lines: list[str], known: Collection[str]) -> str:
    """Return what parts the cells: what makes most columns of the header."""
    heads = [line for line in lines if line.strip()][:_MOST_BEFORE] or [""]

    def named(delimiter: str) -> int:
        return max(
            sum(_header(cell.strip('"')) in known for cell in line.split(delimiter))
            for line in heads
        )

    return max(_DELIMITERS, key=lambda one: (named(one), heads[0].count(one)))


def _header(cell: str) -> str:
    """Return the name of a column as it is compared."""
    return composed(normal(cell)).lower()


def _xlsx_records(content: bytes):
    """Yield row numbers with their cells, from the first sheet."""
    # Only imports of spreadsheets pay for loading this.
    from openpyxl import load_workbook

    broken = TableError.whole(_("This spreadsheet cannot be read. Save it again as XLSX or CSV."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise broken
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(content), read_only=True)
        sheets = [book.worksheets[0] for book in (workbook, formulas)]
        for sheet in sheets:
            # Programs write wrong dimensions, so they are not believed.
            sheet.reset_dimensions()
        values, written = (sheet.iter_rows(max_col=_MAX_COLUMNS) for sheet in sheets)
        for number, (cells, sources) in enumerate(zip(values, written, strict=True), start=1):
            yield (
                number,
                [
                    # A formula that no program has computed says nothing.
                    _UNCOMPUTED
                    if cell.value is None and source.data_type == "f" and cell.data_type != "str"
                    else _cell_text(cell.value)
                    for cell, source in zip(cells, sources, strict=True)
                ],
            )
        workbook.close()
        formulas.close()
    except TableError:
        raise
    except Exception as error:
        # A damaged archive fails in as many ways as it has parts.
        raise broken from error


def _cell_text(value) -> str:
    """Return a spreadsheet's value as the text that a CSV would hold."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _table(records, *, known: Collection[str], ragged: bool) -> Table:
    """Return the table of `records`, which begins with its header."""
    table = None
    waiting = _from_header(records, known)
    for line, raw in waiting:
        cells = [composed(normal(unguard(normal(cell)))) for cell in raw]
        if not any(cells):
            continue
        if table is None:
            while cells and not cells[-1]:
                cells.pop()
            table = Table(headers=[cell.lower() for cell in cells])
            continue
        wanted = len(table.headers)
        if any(cells[wanted:]) or (len(cells) < wanted and not ragged):
            message = _("Cells on this line: %(found)s; in the header: %(wanted)s.")
            values = {"found": len(cells), "wanted": wanted}
            table.errors.append(CellError(line, "", message % values))
            continue
        cells = (cells + [""] * wanted)[:wanted]
        faults = list(_faults(line, table.headers, cells))
        table.errors += faults
        if not faults or not ragged:
            table.rows.append(cells)
            table.lines.append(line)
        if len(table.rows) > MAX_ROWS:
            raise TableError.whole(
                _("The file has more than %(limit)s rows. Divide it into several.")
                % {"limit": MAX_ROWS}
            )
    if table is None:
        raise TableError.whole(_("The file is empty."))
    return table


def _from_header(records, known: Collection[str]):
    """Yield `records` from the header on: what stands over it names no column."""
    first = []
    for record in records:
        first.append(record)
        names = [_header(cell) for cell in record[1]]
        # A title that is one column's name by chance stands alone.
        if sum(name in known for name in names) >= min(2, len(known) or 1):
            yield record
            break
        if sum(any(cells) for _line, cells in first) > _MOST_BEFORE or not known:
            yield from first
            break
    else:
        yield from first
    yield from records


def _faults(line: int, headers: list[str], cells: list[str]):
    """Yield what is wrong with single cells of a line."""
    for column, cell in zip(headers, cells, strict=True):
        if cell == _UNCOMPUTED:
            message = _("This formula was never computed. Open the file, save it, send it again.")
            yield CellError(line, column, message)
        elif has_controls(cell):
            yield CellError(line, column, _("There is a control character in this text."))
        elif _FAILED.fullmatch(cell):
            message = _("“%(value)s” is the failure of a formula. Correct it in the spreadsheet.")
            yield CellError(line, column, message % {"value": cell})
