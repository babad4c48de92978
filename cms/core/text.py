"""Small text rules that every floor shares."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.text import slugify
from django.utils.translation import get_language

# Letters that are no letter with an accent, and where they stand among the others.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Hyphens, dashes, the minus sign and strokes between words.
_JOINERS = re.compile(r"[\u2010-\u2015\u2212/·]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


def tidy(text: str) -> str:
    """Return `text` in one line with single spaces; no-break spaces are typography and stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" \t\r\n\f\v")


def fold(text: str) -> str:
    """Return `text` as people type it in a hurry: no accents, no capitals, plain apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", bare.casefold()).strip()


def name_words(text: str) -> str:
    """Return the words of `text` as names are compared: folded, bare of all signs, one space apart.

    What cannot be seen, such as a soft hyphen within a word, is no part of it.
    """
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(re.findall(r"[^\W_]+", fold(seen).translate(_LETTERS)))


def sort_key(text: str) -> tuple[str, str]:
    """Return what sorts `text` among others as the active language does.

    Accents and capitals come last, in Spanish ñ is a letter of its own after n.
    """
    letters = unicodedata.normalize("NFC", text).casefold()
    if (get_language() or "").startswith("es"):
        letters = letters.replace("ñ", "n~")
    return fold(letters.translate(_LETTERS)), text


def by_name(things: Iterable, name: str = "label") -> list:
    """Return things in the order that readers of the active language look for their names in."""
    return sorted(things, key=lambda thing: sort_key(str(getattr(thing, name))))


def slug_of(title: str) -> str:
    """Return the address that a title makes: whatever joins words in it, such as a dash, joins them
    there too."""
    return slugify(_JOINERS.sub("-", title), allow_unicode=True)


def shorten(text: str, limit: int) -> str:
    """Return `text` cut at a sentence, or else at a word, to at most `limit` characters."""
    text = tidy(text)
    if len(text) <= limit:
        return text
    head = text[: limit + 1]
    sentence_ends = [m.end() for m in re.finditer(r"[.!?…](?=\s)", head)]
    if sentence_ends and sentence_ends[-1] >= limit // 3:
        return head[: sentence_ends[-1]]
    return head[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
