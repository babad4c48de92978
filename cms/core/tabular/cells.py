"""Cells that a spreadsheet program would take for a formula, made harmless and restored."""

import re

# What Excel, LibreOffice and their kin may evaluate when they open a file.
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
# Numbers and telephone numbers begin with a sign and compute nothing.
_HARMLESS = re.compile(r"[+-][\d .,()\u00a0\u202f-]*\d[\d .,()\u00a0\u202f-]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]")


def guard(text: str) -> str:
    """Return `text` with an apostrophe before it where a spreadsheet might evaluate it."""
    if _RISKY.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def unguard(text: str) -> str:
    """Return `text` without the apostrophe that `guard` has put before it."""
    return text[1:] if _GUARDED.match(text) else text


def normal(text: str) -> str:
    """Return `text` as it is stored: one kind of line break, no blank edges."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def has_controls(text: str) -> bool:
    """Return whether `text` holds characters that no text should, and databases refuse."""
    return bool(_CONTROLS.search(text))


def without_controls(text: str) -> str:
    """Return `text` without characters that a spreadsheet file cannot hold."""
    return _CONTROLS.sub("", text)
