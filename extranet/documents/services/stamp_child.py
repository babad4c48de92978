"""Print a line at the foot of every page of a PDF: the program that is run with limits.

It imports nothing of the project. The PDF is standard input, which must be a file; the stamped one
goes to standard output. The argument says as JSON the `lines` to print.
"""

import ctypes
import json
import sys

import pypdfium2
import pypdfium2.raw as pdfium

SIZE = 7.0
LEADING = 8.5
# From the corner of what is seen of the page, in points.
MARGIN = 10.0
GREY = 110


def utf16(text: str):
    """Return text as pdfium takes it."""
    encoded = (text + "\0").encode("utf-16-le")
    return (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)


def placed(page) -> tuple[float, float, float, float, float, float]:
    """Return the matrix that puts a line at the lower left corner as a reader sees the page."""
    left, bottom, right, top = page.get_cropbox()
    media = page.get_mediabox()
    left, bottom = max(left, media[0]), max(bottom, media[1])
    right, top = min(right, media[2]), min(top, media[3])
    turned = page.get_rotation()
    if turned == 90:
        return 0, 1, -1, 0, right - MARGIN, bottom + MARGIN
    if turned == 180:
        return -1, 0, 0, -1, right - MARGIN, top - MARGIN
    if turned == 270:
        return 0, -1, 1, 0, left + MARGIN, top - MARGIN
    return 1, 0, 0, 1, left + MARGIN, bottom + MARGIN


def stamp(document, page, lines: list[str]) -> None:
    """Print the lines on one page, the last one lowest."""
    a, b, c, d, e, f = placed(page)
    for number, line in enumerate(reversed(lines)):
        text = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", SIZE)
        if not text or not pdfium.FPDFText_SetText(text, utf16(line)):
            raise RuntimeError("the text could not be made")
        pdfium.FPDFPageObj_SetFillColor(text, GREY, GREY, GREY, 255)
        rise = number * LEADING
        pdfium.FPDFPageObj_Transform(text, a, b, c, d, e + c * rise, f + d * rise)
        pdfium.FPDFPage_InsertObject(page, text)
    if not pdfium.FPDFPage_GenerateContent(page):
        raise RuntimeError("the page could not be written")


def main() -> int:
    """Stamp standard input; return the exit status, 3 where a password is missing."""
    lines = json.loads(sys.argv[1])["lines"]
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer)
    except pypdfium2.PdfiumError:
        return 3
    if not len(document):
        return 3
    for number in range(len(document)):
        page = document[number]
        stamp(document, page, lines)
        page.close()
    # Without the security of the original, which would need a password to be kept.
    document.save(sys.stdout.buffer, flags=pdfium.FPDF_REMOVE_SECURITY)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
