"""Takes out of a file all that is no picture, without touching a pixel.

What is kept is named; what is not known goes: EXIF, XMP, IPTC, comments, notes of the camera,
previews, and whatever was hung onto the end of the file.
"""

import re
import struct

# Where the data of a scan ends: a marker that is no filler, no escaped 0xFF and no restart.
_AFTER_SCAN = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])", re.DOTALL)
_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
# The last eight say how the colours are meant.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS bKGD pHYs cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI".split()
)
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"))
_WEBP_TOLD = 0x08 | 0x04
_GIF_GRAPHIC, _GIF_APPLICATION = 0xF9, 0xFF


class Malformed(ValueError):
    """The file is not built as its format says."""


def stripped(data: bytes) -> bytes:
    """Return a JPEG, PNG, WebP or GIF without what is no picture, another file as it is.

    It is the same bytes where there was nothing to take out. Raise Malformed where it ends early.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(_PNG_HEAD):
            return _png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return _gif(data)
    except (IndexError, struct.error) as error:
        raise Malformed("The file ends early.") from error
    return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while True:
        if data[at] != 0xFF:
            raise Malformed("A marker is missing.")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == _JPEG_END:
            return b"".join([*kept, b"\xff\xd9"])
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        if end > len(data):
            raise Malformed("A segment ends early.")
        kept.append(_segment(marker, data[at:end]))
        at = end
        if marker == _JPEG_SCAN:
            match = _AFTER_SCAN.search(data, at)
            if match is None:
                raise Malformed("The scan ends early.")
            kept.append(data[at : match.start()])
            at = match.start()


def _segment(marker: int, segment: bytes) -> bytes:
    """Return what is kept of a segment: tables and frames, and how the colours are meant."""
    content = segment[4:]
    if marker == 0xE0 and content.startswith(b"JFIF\x00") and len(content) >= 14:
        # Without its preview.
        return b"\xff\xe0\x00\x10" + content[:12] + b"\x00\x00"
    if marker == 0xE2:
        return segment if content.startswith(b"ICC_PROFILE\x00") else b""
    if marker == 0xEE:
        return segment if content.startswith(b"Adobe") else b""
    return segment if 0xC0 <= marker <= 0xDF else b""


def _png(data: bytes) -> bytes:
    kept, at, kind = [_PNG_HEAD], len(_PNG_HEAD), b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise Malformed("A chunk ends early.")
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    (total,) = struct.unpack_from("<I", data, 4)
    stop, kept, at = 8 + total, [], 12
    if stop > len(data):
        raise Malformed("The file ends early.")
    while at + 8 <= stop:
        kind, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size
        if end > stop:
            raise Malformed("A chunk ends early.")
        if kind in _WEBP_KEPT:
            chunk = data[at:end]
            if kind == b"VP8X":
                chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_TOLD]) + chunk[9:]
            kept.append(chunk + b"\x00" * (size % 2))
        at = end + size % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> bytes:
    at = 13 + _table(data[10])
    kept = [data[:at]]
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            # Descriptor, colours, and the size of the first code.
            start = at + 10 + _table(data[at + 9]) + 1
            wanted = True
        elif data[at] == 0x21:
            start = at + 2
            wanted = data[at + 1] == _GIF_GRAPHIC or (
                data[at + 1] == _GIF_APPLICATION and data[at + 3 : at + 14] == b"NETSCAPE2.0"
            )
        else:
            raise Malformed("A block is not known.")
        end = _after_blocks(data, start)
        if wanted:
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, b";"])


def _table(flags: int) -> int:
    """Return how many bytes a table of colours has."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
