"""Small documents in every format, made afresh for each test."""

import io

import docx


def make_pdf(pages: list[list[str]]) -> bytes:
    """Return a PDF whose pages hold the given lines, one under the other."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (count, b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = [
            b"BT /F1 11 Tf 60 %d Td (%s) Tj ET" % (780 - 16 * place, _escaped(line))
            for place, line in enumerate(lines)
            if line
        ]
        stream = b"\n".join(shown)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    )
    return out.getvalue()


def _escaped(line: str) -> bytes:
    data = line.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def make_docx(*steps: tuple[str, str]) -> bytes:
    """Return a Word document; each step is a style ("" for body text) and a text."""
    document = docx.Document()
    for style, text in steps:
        paragraph = document.add_paragraph(style=style or None)
        for index, part in enumerate(text.split("**")):
            paragraph.add_run(part).bold = index % 2 == 1 or None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_docx_table(rows: list[list[str]]) -> bytes:
    """Return a Word document that holds one table."""
    document = docx.Document()
    document.add_paragraph("Figures")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def headings(document) -> list[str]:
    """Return the headings of a read document as Markdown prints them."""
    return [
        f"{'#' * int(block['value']['level'])} {block['value']['text']}"
        for block in document.blocks
        if block["type"] == "heading"
    ]


def paragraphs(document) -> list[str]:
    """Return the HTML of the paragraph blocks of a read document."""
    return [block["value"] for block in document.blocks if block["type"] == "paragraph"]
