"""What the tests of documents share: files of every sort, and somebody to read them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from tests.factories.extranet import (
    FolderFactory,
)


def pdf(text: str = "Budget of the alliance", pages: int = 1, rotate: int = 0) -> bytes:
    """Return a PDF that says `text` on every page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(pages):
        stream = f"BT /F1 18 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    output = io.BytesIO(b"%PDF-1.4\n")
    output.seek(0, 2)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(output.tell())
        output.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = output.tell()
    output.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        output.write(b"%010d 00000 n \n" % offset)
    output.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    output.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return output.getvalue()


def zipped(parts: dict[str, bytes | str], compressed: bool = True) -> bytes:
    """Return a zip archive of the parts, by name."""
    output = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(output, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return output.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(text: str = "Report of the coordinator") -> bytes:
    """Return a Word file that says `text`."""
    run = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="{WORD}"><w:body>{run}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body})


def odt(text: str = "Report of the coordinator") -> bytes:
    """Return an OpenDocument text that says `text`."""
    body = (
        '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
        f"<text:p>{text}<text:span> twice</text:span></text:p></office:text></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": body})


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def file(content: bytes | None = None, name: str = "budget.pdf") -> SimpleUploadedFile:
    """Return an upload."""
    return SimpleUploadedFile(name, pdf() if content is None else content)


def folder_of(body):
    """Return a folder of a body."""
    return FolderFactory(body=body)


def address(name, *args, language="en"):
    """Return the address of a view of the extranet in a language."""
    with translation.override(language):
        return reverse(f"extranet:{name}", args=args)
