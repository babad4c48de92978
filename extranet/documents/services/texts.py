"""The text of a version, for search and for reading without downloading the file."""

import logging
import re
import tempfile
from pathlib import Path

from cms.core import encodings
from cms.media.extraction import ExtractionError, extract, limited
from cms.media.files import kinds
from cms.media.files.checking import pieces
from cms.media.files.names import split
from cms.media.files.rtf import words_of
from cms.media.repair import repair
from extranet.documents.models import DocumentVersion
from home.importing import word_xml

logger = logging.getLogger(__name__)

_OFFICE_CHILD = Path(__file__).with_name("office_child.py")
_OFFICE = {
    kind.content_type
    for kind in (kinds.DOCX, kinds.XLSX, kinds.PPTX, kinds.ODT, kinds.ODS, kinds.ODP)
}
_PLAIN = {kind.content_type for kind in (kinds.TEXT, kinds.CSV, kinds.TABS, kinds.CALENDAR)}
# Their letters are told from their words; by their names, as their type says nothing.
_OLD_TEXTS = {".csv", ".tsv", ".txt", ".ics", ".rtf"}

MAX_CHARACTERS = 5_000_000
# What the database cannot store.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_LIMITS = {"seconds": 30, "cpu_seconds": 30, "memory": 512 * 1024**2, "output": 24_000_000}

Status = DocumentVersion.TextStatus


def read_text(version: DocumentVersion) -> str:
    """Read what a version says and keep it; return its text status.

    A file that cannot be read leaves the reason; it stays as readable for people as it was.
    """
    changes = {"text": "", "text_error": "", "pages": None}
    try:
        found = _text_of(version)
    except (ExtractionError, OSError) as error:
        logger.info("no text of version %s: %s", version.pk, type(error).__name__)
        changes |= {"text_status": Status.FAILED, "text_error": str(error)[:300]}
    else:
        if found is None:
            changes["text_status"] = Status.NONE
        else:
            text, pages = found
            status = Status.DONE if text.strip() else Status.NONE
            changes |= {"text_status": status, "text": text, "pages": pages}
    for name, value in changes.items():
        setattr(version, name, value)
    version.save(update_fields=list(changes))
    return version.text_status


def _text_of(version: DocumentVersion) -> tuple[str, int | None] | None:
    """Return text and number of pages, or None for a file that has no text to read."""
    if version.content_type in _PLAIN:
        with version.file.open("rb") as file:
            return _storable(file.read(MAX_CHARACTERS).decode("utf-8", "ignore")), None
    if version.content_type == kinds.OCTETS and split(version.name)[1] in _OLD_TEXTS:
        with version.file.open("rb") as file:
            return _storable(_old_text(file.read(MAX_CHARACTERS))), None
    if version.content_type not in _OFFICE | {kinds.PDF.content_type}:
        return None
    with tempfile.NamedTemporaryFile(suffix=".bin") as copy:
        # The file may live in a bucket; the reader is another process and wants one of its own.
        with version.file.open("rb") as file:
            for piece in pieces(file):
                copy.write(piece)
        copy.flush()
        if version.content_type == kinds.PDF.content_type:
            found = extract(Path(copy.name))
            return repair(found.text, version.document.language or None), found.pages
        with tempfile.TemporaryFile() as answer:
            asked = {"characters": MAX_CHARACTERS, "word": word_xml.__file__}
            limited.run(_OFFICE_CHILD, asked, stdin=copy, stdout=answer, **_LIMITS)
            return _storable(answer.read().decode("utf-8", "ignore")), None


def _old_text(data: bytes) -> str:
    """Return the words of a text that is no UTF-8; a letter that nobody can tell is Windows'."""
    if data.startswith(kinds.RTF_HEAD):
        return words_of(data)
    try:
        return encodings.decode(data)
    except encodings.UnknownEncoding:
        return data.decode("cp1252", "ignore")


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
