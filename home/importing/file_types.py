"""Which kind of document a file is: its content decides, its name only between kinds of text."""

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from cms.core import encodings

from .errors import NotADocument
from .word_file import main_part

TEXT, MARKDOWN, HTML, PDF, DOCX = "text", "markdown", "html", "pdf", "docx"

MARKDOWN_NAMES = {".md", ".markdown", ".mdown"}
HTML_NAMES = {".html", ".htm", ".xhtml"}

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_OTHER_MAGIC = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "bitmap"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "media"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x7fELF", "binary"),
    (b"MZ", "program"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_REASONS = {
    "image": _("The file is an image, not a document."),
    "media": _("The file is an image or a recording, not a document."),
    "office": _("The file is in an old office format. Save it as DOCX or PDF."),
    "rtf": _("The file is in Rich Text Format. Save it as DOCX or PDF."),
    "odt": _("The file is an OpenDocument text. Save it as DOCX or PDF."),
    "pages": _("The file is a Pages document. Export it as DOCX or PDF."),
    "other office": _("The file is a spreadsheet or a presentation, not a text document."),
    "archive": _("The file is an archive, not a document."),
    "binary": _("The file is not a text that can be read."),
}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|meta|title)"
    r"[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]+")
_HTML_TAGS = re.compile(r"</?(?:p|div|h[1-6]|body|html|li|ul|ol|span|br)\b[^<>]*>", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16 (with or without a mark) or an old encoding.

    Where the letters alone do not tell which, it is Windows-1252. Raises `NotADocument` when they
    are no text in any of these.
    """
    try:
        text = encodings.decode(data)
    except encodings.UnknownEncoding:
        if b"\x00" in data:
            raise NotADocument(_REASONS["binary"]) from None
        text = _windows_1252(data)
    if "\x00" in text:
        raise NotADocument(_REASONS["binary"])
    _refuse_controls(text)
    return text


def _windows_1252(data: bytes) -> str:
    # Five byte values have no meaning there; a text has none of them.
    if (
        sum(data.count(bytes([value])) for value in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
        > len(data) // 100
    ):
        raise NotADocument(_REASONS["binary"])
    return data.decode("cp1252", errors="replace").replace("\ufffd", "")


def _refuse_controls(text: str) -> None:
    odd = sum(map(len, _CONTROLS.findall(text)))
    if odd > max(2, len(text) // 100):
        raise NotADocument(_REASONS["binary"])


def detect(data: bytes, name: str) -> str:
    """Return the kind of a document. Raises `NotADocument` when it is none that is read here."""
    if not data.strip(b"\x00 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise NotADocument(_("The file is empty."))
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    for magic, what in _OTHER_MAGIC:
        # A text may begin with the letters of a mark; only a binary file goes on with zero bytes.
        if data.startswith(magic) and (b"\x00" in data[:256] or max(magic) > 127 or what == "rtf"):
            raise NotADocument(_REASONS.get(what, _REASONS["binary"]))
    if b"ftyp" in data[4:12]:
        raise NotADocument(_REASONS["media"])
    return _kind_of_text(decode(data), PurePath(name).suffix.lower())


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = main_part(archive)
            names = archive.namelist()
            opened = archive.open("mimetype") if "mimetype" in names else io.BytesIO()
            said = opened.read(200).decode("ascii", "replace").strip()
    except NotADocument:
        raise
    except Exception as error:
        # A damaged archive has many ways to say so.
        raise NotADocument(_("The file is damaged and cannot be opened.")) from error
    if found:
        return DOCX
    raise NotADocument(_REASONS[_why_not(said, names)])


def _why_not(said: str, names: Sequence[str]) -> str:
    """Return the reason why an archive is no document, by the kind it names and its parts."""
    if said.startswith(_OPEN_DOCUMENT):
        return "odt" if said.startswith(f"{_OPEN_DOCUMENT}.text") else "other office"
    if any(name.endswith("Document.iwa") for name in names):
        return "pages"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return "other office"
    return "archive"


def _kind_of_text(text: str, suffix: str) -> str:
    if _HTML_START.match(text[:8000]):
        return HTML
    if suffix in HTML_NAMES and _HTML_TAGS.search(text):
        return HTML
    return MARKDOWN if suffix in MARKDOWN_NAMES else TEXT
