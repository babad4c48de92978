"""Writes rows as CSV and as a spreadsheet, harmless to the program that opens them."""

import csv
import io
from collections.abc import Iterable

from cms.core.tabular.cells import guard, without_controls

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_csv(headers: list[str], rows: Iterable[list[str]]) -> bytes:
    """Return the rows as CSV in UTF-8, with the mark by which Excel knows it."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(headers)
    for row in rows:
        writer.writerow([guard(without_controls(cell)) for cell in row])
    return output.getvalue().encode("utf-8-sig")


def write_xlsx(headers: list[str], rows: Iterable[list[str]]) -> bytes:
    """Return the rows as a spreadsheet of texts, the header in bold and always in sight."""
    # Only exports of spreadsheets pay for loading this.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.freeze_panes = "A2"

    def cell(value: str, bold: bool = False):
        made = WriteOnlyCell(sheet, guard(without_controls(value)) or None)
        if value:
            made.data_type = "s"
        if bold:
            made.font = Font(bold=True)
        return made

    for number, header in enumerate(headers):
        sheet.column_dimensions[chr(ord("A") + number % 26)].width = max(14, len(header) + 4)
    sheet.append([cell(header, bold=True) for header in headers])
    for row in rows:
        sheet.append([cell(value) for value in row])
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
