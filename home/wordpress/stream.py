"""An export as characters: decoded, and mended where WordPress writes what XML does not allow."""

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import BinaryIO

from django.utils.translation import gettext as _

from .errors import NotAnExport

CHUNK = 1 << 16
# No entity and no mark of a section is longer.
_MARGIN = 40
_OPEN, _CLOSE = "<![CDATA[", "]]>"
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]{1,30})["']""")
# What is not allowed in XML at all, and WordPress writes all the same.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(#x[0-9a-fA-F]{1,6};|#\d{1,7};|\w{1,31};)?")
_KNOWN_TO_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_BY_MARK = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read the first as the second, and so do those who write it.
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso-8859-15",
}
_FALLBACK = "windows_1252_where_broken"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FALLBACK, _as_windows_1252)


def characters(file: BinaryIO) -> Iterator[str]:
    """Yield an export in pieces that an XML reader bears.

    Bytes that are no UTF-8 are read as Windows-1252; control characters go; ampersands and names
    of characters that XML does not know become characters. Raises `NotAnExport` for an encoding
    that no WordPress writes.
    """
    head = file.read(CHUNK)
    encoding = _encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)(errors=_FALLBACK)
    mender = _Mender()
    piece = head
    while piece:
        yield mender.feed(decoder.decode(piece))
        piece = file.read(CHUNK)
    yield mender.feed(decoder.decode(b"", final=True), final=True)


def _encoding(head: bytes) -> str:
    for mark, encoding in _BY_MARK:
        if head.startswith(mark):
            return encoding
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if name not in _ENCODINGS:
        raise NotAnExport(_("The encoding “%(name)s” is not read.") % {"name": name})
    return _ENCODINGS[name]


class _Mender:
    """Mends a text that comes in pieces; what may go on in the next one waits for it."""

    def __init__(self):
        self.waiting = ""
        self.inside = False
        self.begun = False

    def feed(self, text: str, final: bool = False) -> str:
        text = self.waiting + _CONTROLS.sub("", text)
        if not self.begun:
            # Nothing may stand before the declaration, and plugins leave blank lines there.
            text = text.lstrip("\ufeff \t\r\n")
            self.begun = bool(text)
        cut = len(text) if final else self._cut(text)
        self.waiting, text = text[cut:], text[:cut]
        out = []
        while text:
            mark = _CLOSE if self.inside else _OPEN
            before, found, text = text.partition(mark)
            out.append(before if self.inside else _AMPERSAND.sub(_mended, before))
            out.append(found)
            self.inside ^= bool(found)
        return "".join(out)

    @staticmethod
    def _cut(text: str) -> int:
        """Return how much of `text` can be told from what follows."""
        cut = max(len(text) - _MARGIN, 0)
        opening = max(text.rfind(char, max(cut - _MARGIN, 0), cut) for char in "&<]")
        return cut if opening < 0 else opening


def _mended(match: re.Match) -> str:
    name = match[1]
    if not name:
        return "&amp;"
    if name in _KNOWN_TO_XML:
        return match[0]
    if name.startswith("#"):
        number = int(name[2:-1], 16) if name[1] == "x" else int(name[1:-1])
        allowed = number in (9, 10, 13) or (
            32 <= number < 0x110000 and not _CONTROLS.match(chr(number))
        )
        return match[0] if allowed else ""
    return html5[name] if name in html5 and name not in _MARKUP_NAMES else f"&amp;{name}"


# These would be markup once they are characters.
_MARKUP_NAMES = {name for name, char in html5.items() if set(char) & set("<>&\"'")}
