"""Writes a text as a PDF without a library, as text that can be searched and read aloud."""

import textwrap

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 71
_SIZE, _LEADING = 11, 16
# Helvetica's letters are about half as wide as they are high.
_COLUMNS = int((_WIDTH - 2 * _MARGIN) / (_SIZE * 0.5))
_LINES = (_HEIGHT - 2 * _MARGIN) // _LEADING


def pdf(title: str, text: str, language: str) -> bytes:
    """Return `text`, its paragraphs parted by blank lines, as a PDF that names its language.

    Characters beyond Windows-1252 are replaced by question marks: the languages here have none.
    """
    lines = [title.upper(), ""] if len(title) <= _COLUMNS else [*_wrapped(title), ""]
    for paragraph in text.split("\n\n"):
        lines += [*_wrapped(paragraph), ""]
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    first = 4
    numbers = [first + 2 * place for place in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in zip(numbers, pages, strict=True):
        box = f"/MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {number + 1} 0 R >>".encode())
        content = _content(page)
        objects.append(
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        )
    info = b"<< /Title (%s) >>" % _escaped(title)
    return _file([*objects, info])


def _wrapped(paragraph: str) -> list[str]:
    return textwrap.wrap(" ".join(paragraph.split()), _COLUMNS) or [""]


def _escaped(text: str) -> bytes:
    # Windows-1252 has no narrow space.
    data = text.replace("\u202f", "\u00a0").encode("cp1252", errors="replace")
    for char in (b"\\", b"(", b")"):
        data = data.replace(char, b"\\" + char)
    return data


def _content(lines: list[str]) -> bytes:
    start = f"BT /F1 {_SIZE} Tf {_LEADING} TL {_MARGIN} {_HEIGHT - _MARGIN} Td".encode()
    shown = [b"(%s) Tj T*" % _escaped(line) for line in lines]
    return b"\n".join([start, *shown, b"ET"])


def _file(objects: list[bytes]) -> bytes:
    """Return the numbered objects, the last of them the information, as a file with its table."""
    data = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(data)
    count = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for place in places:
        data += b"%010d 00000 n \n" % place
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count, len(objects))
    data += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(data)
