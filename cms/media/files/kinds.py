"""The type of a file, from its content alone: neither its name nor the type sent is trusted."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.media.files.archives import Archive
from cms.media.files.names import split

OCTETS = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_HEAD = 4096


@dataclass(frozen=True)
class Kind:
    """A type of file: as it is sent, the extensions it may have, whether a browser may show it."""

    content_type: str
    extensions: tuple[str, ...]
    inline: bool = False


PDF = Kind("application/pdf", (".pdf",), inline=True)
PNG = Kind("image/png", (".png",), inline=True)
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), inline=True)
WEBP = Kind("image/webp", (".webp",), inline=True)
TEXT = Kind("text/plain", (".txt", ".md"), inline=True)
CSV = Kind("text/csv", (".csv",))
TABS = Kind("text/tab-separated-values", (".tsv",))
CALENDAR = Kind("text/calendar", (".ics",))
DOCX = Kind(f"{_OFFICE}wordprocessingml.document", (".docx",))
XLSX = Kind(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
PPTX = Kind(f"{_OFFICE}presentationml.presentation", (".pptx",))
ODT = Kind(f"{_OPEN}text", (".odt",))
ODS = Kind(f"{_OPEN}spreadsheet", (".ods",))
ODP = Kind(f"{_OPEN}presentation", (".odp",))
MP3 = Kind("audio/mpeg", (".mp3",))
MP4 = Kind("video/mp4", (".mp4", ".m4a", ".m4v"))
# What could act on the machine of who opens it: sent as bytes without a meaning, to be saved.
MACROS = Kind(OCTETS, (".docm", ".xlsm", ".pptm"))
OLD_OFFICE = Kind(OCTETS, (".doc", ".xls", ".ppt", ".msg"))
ZIP = Kind(OCTETS, (".zip",))
MARKUP = Kind(OCTETS, (".html", ".htm", ".svg", ".xml", ".xhtml"))
# May hold objects of other programs.
RTF = Kind(OCTETS, (".rtf",))
MAIL = Kind(OCTETS, (".eml",))
CARD = Kind(OCTETS, (".vcf",))
# Not UTF-8: in which letters it is written nobody can say for sure, so it is sent as it came.
OLD_TEXT = Kind(OCTETS, (".csv", ".tsv", ".txt", ".ics", ".vcf", ".eml"))

# Sent with their own type and shown in the browser; everything else is to be saved.
INLINE = frozenset(kind.content_type for kind in (PDF, PNG, JPEG, WEBP, TEXT))
ACCEPTED = (
    "PDF, Word, Excel, PowerPoint, OpenDocument, RTF, PNG, JPEG, WebP, TXT, CSV, ICS, VCF, EML, "
    "MP3, MP4, HTML, ZIP"
)

_MAGIC = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), WEBP),
    (re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), MP3),
    (re.compile(rb"....ftyp(?:mp4|iso|M4|avc|dash|MSNV)", re.DOTALL), MP4),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), OLD_OFFICE),
)
# Programs for Windows, Linux, macOS and Java, and scripts.
_PROGRAM = re.compile(
    rb"MZ(?=.*\x00)|\x7fELF|\xca\xfe\xba\xbe|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|#!"
    rb"|L\x00\x00\x00\x01\x14\x02",
    re.DOTALL,
)
# A PDF's header may come after a mark or blanks, and nothing else.
_PDF_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-\d")
_MARKUP = re.compile(
    rb"(?i)<(?:!doctype|html|head|body|script|svg|iframe|\?xml|math|object|embed)\b"
)
RTF_HEAD = b"{\\rtf"
# Lines as mail programs begin a message that they save.
_MAIL_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}")
# What a text is by its name: whatever it is, it is text, and never shown by a browser.
_TEXTS = {".csv": CSV, ".tsv": TABS, ".ics": CALENDAR, ".vcf": CARD}
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_OFFICE_PARTS = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("ppt/presentation.xml", PPTX),
)
_OPEN_KINDS = {kind.content_type: kind for kind in (ODT, ODS, ODP)}


def kind_of(file: BinaryIO, name: str) -> Kind:
    """Return what the file is, reading it from its beginning; it stays open.

    Raises Refused where it is a program or nothing that is known here, or an archive that would
    unpack to more than it should.
    """
    file.seek(0)
    head = file.read(_HEAD)
    if _PROGRAM.match(head):
        raise Refused(_("This is a program. Programs are not taken."), field="files")
    if _PDF_HEAD.match(head):
        return PDF
    for pattern, kind in _MAGIC:
        if pattern.match(head):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(Archive.opened(file))
    extension = split(name)[1]
    if _is_text(file):
        if head.startswith(RTF_HEAD):
            return RTF
        if extension == ".eml" and _MAIL_HEAD.match(head):
            return MAIL
        if _MARKUP.search(head):
            return MARKUP
        return _TEXTS.get(extension, TEXT)
    if extension in OLD_TEXT.extensions and _is_text(file, _UTF_16.get(head[:2], "latin-1")):
        return OLD_TEXT
    raise Refused(
        _("This type of file is not known here. Taken are: %(kinds)s.") % {"kinds": ACCEPTED},
        field="files",
    )


def _of_archive(archive: Archive) -> Kind:
    if any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in archive.names):
        return MACROS
    if "[Content_Types].xml" in archive.names:
        for part, kind in _OFFICE_PARTS:
            if part in archive.names:
                return kind
    if "content.xml" in archive.names and archive.mimetype in _OPEN_KINDS:
        return _OPEN_KINDS[archive.mimetype]
    return ZIP


def _is_text(file: BinaryIO, encoding: str = "utf-8") -> bool:
    """Return whether the whole file is text of that encoding, without controls."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(1 << 20):
            if _CONTROLS.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
