"""Texts of unknown origin: in which letters they are written, told from the bytes alone."""

import re
import unicodedata

# What Windows, older Macs and the command line of Windows wrote before UTF-8.
_OLD = ("cp1252", "mac_roman", "cp850")
# Letters and signs of the languages of western Europe; what else the old encodings have in these
# places is hardly ever written.
_LETTERS = set("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒ")
_SIGNS = set("«»‹›“”„‘’–—…·•°ºª¿¡€£§©®²³½¼¾\u00a0")
_HIGH = re.compile(rb"[\x80-\xff]")
# More than enough to tell by.
_MOST = 4000


class UnknownEncoding(ValueError):
    """It cannot be told in which letters a text is written; `line` is the first that asks it."""

    def __init__(self, line: int):
        super().__init__(line)
        self.line = line


def decode(data: bytes) -> str:
    """Return the text of bytes: UTF-8, UTF-16 with or without its mark, or an old encoding.

    Raises `UnknownEncoding` where several could be meant, or none.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16")
    if wide := _utf_16_without_mark(data):
        return _strictly(data, wide)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(old_encoding(data))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnknownEncoding(data[: error.start].count(b"\n") + 1) from error


def _utf_16_without_mark(data: bytes) -> str:
    """Return the encoding of a text in which every other byte is zero, or an empty text."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def old_encoding(data: bytes) -> str:
    """Return which of the old encodings makes words of `data`, which is no UTF-8.

    Raises `UnknownEncoding` where none does, or several do equally well.
    """
    scores = {encoding: _score(data, encoding) for encoding in _OLD}
    ranked = sorted(scores, key=lambda encoding: -scores[encoding])
    if scores[ranked[0]] < 0.5 or scores[ranked[0]] == scores[ranked[1]]:
        first = _HIGH.search(data)
        raise UnknownEncoding(data[: first.start()].count(b"\n") + 1 if first else 1)
    return ranked[0]


def _score(data: bytes, encoding: str) -> float:
    """Return how much like words a letter beyond ASCII is in an encoding on average: 2 at most."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return float("-inf")
    found = [match.start() for match in re.finditer(r"[^\x00-\x7f]", text)][:_MOST]
    return sum(_worth(text, place) for place in found) / max(1, len(found))


def _worth(text: str, place: int) -> int:
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char in _SIGNS:
        # An apostrophe stands within a word; other signs beside one.
        inside = before.isalpha() and after.isalpha()
        return 1 if char == "’" or not inside else -2
    if char not in _LETTERS:
        return -6
    if char in "àù" and after.isalpha():
        # They end a word: là, déjà, où.
        return -1
    if not (before + after).strip():
        # Few words are one letter.
        return 1 if char in "àóÀÓ" else -3
    if char.isupper():
        if before.islower() or (after.islower() and before.isalpha()):
            return -3
        return 1 if before.isupper() or after.isalpha() else -1
    return 2 if before.isalpha() or after.isalpha() else 1


def composed(text: str) -> str:
    """Return `text` with each accent in its letter, however it was typed; macOS parts them."""
    return unicodedata.normalize("NFC", text)
