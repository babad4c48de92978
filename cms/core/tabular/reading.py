"""Reads CSV and spreadsheet files as people really make them."""

import csv
import datetime
import io
import zipfile
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core.tabular.cells import has_controls, normal, unguard
from cms.core.tabular.errors import CellError, TableError

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5000
_MAX_COLUMNS = 200
# A small archive may unpack to something enormous.
_MAX_UNPACKED = 20 * MAX_BYTES
_DELIMITERS = ",;\t"


@dataclass
class Table:
    """The rows of a file as texts, and the line of the file that each begins on."""

    headers: list[str]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_table(content: bytes, name: str = "") -> Table:
    """Return the table in `content`, a spreadsheet or CSV; `TableError` where it is neither."""
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
        return _table(_xlsx_records(content), ragged=True)
    return _table(_csv_records(decode(content)), ragged=False)


def decode(content: bytes) -> str:
    """Return the text in `content`: UTF-8, UTF-16 with its mark, or what old Excel writes."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise TableError.whole(
            _("The file’s characters cannot be read. Save it as CSV in UTF-8, or as XLSX.")
        ) from None


def _csv_records(text: str):
    """Yield line numbers with the cells that begin there."""
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise TableError(
            [CellError(line, "", _("A quotation mark is out of place here."))]
        ) from None


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
        sheet = workbook.worksheets[0]
        # Programs write wrong dimensions, so they are not believed.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS)
        for number, values in enumerate(rows, start=1):
            yield number, [_cell_text(value) for value in values]
        workbook.close()
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


def _table(records, *, ragged: bool) -> Table:
    """Return the table of `records`: the first that is not blank is the header."""
    table, errors = None, []
    for line, raw in records:
        cells = [normal(unguard(normal(cell))) for cell in raw]
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
            errors.append(CellError(line, "", message % values))
            continue
        cells = (cells + [""] * wanted)[:wanted]
        errors += [
            CellError(line, column, _("There is a control character in this text."))
            for column, cell in zip(table.headers, cells, strict=True)
            if has_controls(cell)
        ]
        table.rows.append(cells)
        table.lines.append(line)
        if len(table.rows) > MAX_ROWS:
            raise TableError.whole(
                _("The file has more than %(limit)s rows. Divide it into several.")
                % {"limit": MAX_ROWS}
            )
    if table is None:
        raise TableError.whole(_("The file is empty."))
    if errors:
        raise TableError(errors)
    return table
