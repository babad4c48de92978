"""What files are called: cleaned for storing and downloading, and read for a title."""

import re
import unicodedata

from cms.core.labels import site_languages

MAX_NAME = 120

# Controls and formatting marks: among them those that turn writing round, "gpj.exe" into "exe.jpg".
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_REFUSED = re.compile(r'[<>:"|?*\\/]+')
_BLANKS = re.compile(r"\s+")
_LANGUAGE = re.compile(r"(?i)[\s._\-(\[]+([a-z]{2})[)\]]?$")


def clean_name(raw: str, extensions: tuple[str, ...] = ()) -> str:
    """Return a file name fit to store and to hand out, never empty.

    No path, no line breaks or other controls, no marks that reverse the writing, no more than
    `MAX_NAME` characters. It ends in one of `extensions` (with their dots), the first by default.
    """
    name = unicodedata.normalize("NFC", str(raw)).replace("\\", "/").rsplit("/", 1)[-1]
    name = _BLANKS.sub(" ", name)
    name = "".join(" " if _is_blank(char) else char for char in name if not _is_hidden(char))
    name = _BLANKS.sub(" ", _REFUSED.sub("-", name)).strip(" .")
    stem, extension = split(name)
    if extensions and extension not in extensions:
        stem, extension = name, extensions[0]
    stem = stem.strip(" .")[: MAX_NAME - len(extension)].rstrip(" .") or "document"
    return stem + extension


def split(name: str) -> tuple[str, str]:
    """Return stem and extension (lower case, with its dot; empty where there is none)."""
    stem, dot, extension = name.rpartition(".")
    if dot and stem and re.fullmatch(r"[A-Za-z0-9]{1,8}", extension):
        return stem, f".{extension.lower()}"
    return name, ""


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN


def _is_blank(char: str) -> bool:
    return unicodedata.category(char) == "Zs"


def guess_language(name: str) -> str:
    """Return the site's language that a file name ends with (``budget_fr.pdf``), or nothing."""
    match = _LANGUAGE.search(split(name)[0])
    code = match[1].lower() if match else ""
    return code if code in site_languages() else ""


def guess_title(name: str) -> str:
    """Return a title from a file name: its words, without extension and language."""
    stem = split(clean_name(name))[0]
    if guess_language(name):
        stem = _LANGUAGE.sub("", stem)
    words = _BLANKS.sub(" ", stem.replace("_", " ")).strip(" .-")
    if " " not in words:
        words = words.replace("-", " ")
    words = words or stem
    return words[:1].upper() + words[1:]
