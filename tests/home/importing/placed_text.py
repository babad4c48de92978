"""PDFs whose words stand where a test puts them, drawn in the order it names them."""

from tests.media.test_extraction import pdf, stream

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
HEIGHT = 842


def placed_pdf(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """Return a PDF; each page is a list of left, top (both in points), size and text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = []
    for page in pages:
        content = b"".join(
            b"BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET\n" % (size, left, HEIGHT - top, _escaped(text))
            for left, top, size, text in page
        )
        objects.append(stream(content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf(objects)


def _escaped(text: str) -> bytes:
    data = text.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def column(left: float, top: float, *lines: str, size: float = 10, step: float = 12):
    """Return lines one under the other; an empty one leaves half a line free."""
    found = []
    for line in lines:
        if line:
            found.append((left, top, size, line))
        top += step if line else step / 2
    return found


def by_rows(*columns):
    """Return the lines of columns that stand side by side, drawn row by row."""
    return sorted((line for one in columns for line in one), key=lambda line: (line[1], line[0]))


def one_by_one(*columns):
    """Return the lines of columns that stand side by side, drawn one column after the other."""
    return [line for one in columns for line in one]
