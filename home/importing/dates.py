"""Dates as documents print them, in the languages of the alliance."""

import datetime
import re
import unicodedata

from . import word_lists

_ORDINAL = r"(?:st|nd|rd|th|er|ère|º|°|o)?"
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
_YEAR = r"(?P<year>\d{4})"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMERIC = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})")
_DAY_FIRST = re.compile(
    rf"(?:[^\W\d_]+,?\s+)?(?:the\s+|le\s+|el\s+)?{_DAY}\s+(?:of\s+|de\s+)?{_MONTH},?\s+"
    rf"(?:de\s+|del\s+)?{_YEAR}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"(?:[^\W\d_]+,?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{1,2}-\d{1,2}")


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip(".")


MONTH_NUMBERS = {
    _fold(name): number
    for row in word_lists.MONTHS.values()
    for number, name in enumerate(row.split(), start=1)
}
# Shortened names of at least three letters, where they mean one month alone.
_SHORT: dict[str, set[int]] = {}
for _name, _number in MONTH_NUMBERS.items():
    for _length in range(3, len(_name)):
        _SHORT.setdefault(_name[:_length], set()).add(_number)
_SHORT_NUMBERS = {name: min(found) for name, found in _SHORT.items() if len(found) == 1}
_SHORT_NUMBERS["set"] = 9
# Both spellings are right in Spanish.
MONTH_NUMBERS["setiembre"] = 9


def month_number(name: str) -> int | None:
    """Return 1 to 12 for the name of a month in any of the languages, None otherwise."""
    folded = _fold(name)
    return MONTH_NUMBERS.get(folded) or _SHORT_NUMBERS.get(folded)


def parse_date(text: str) -> datetime.date:
    """Return the date that `text` is: ISO, `15/11/2019`, or written out in any language.

    Numbers alone are read day first. Raises `ValueError` when it is not exactly one date.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split()).strip(" .,")
    if len(text) > 60:
        raise ValueError(text)
    for pattern in (_ISO, _NUMERIC, _DAY_FIRST, _MONTH_FIRST):
        match = pattern.fullmatch(text)
        if not match:
            continue
        month = match["month"]
        number = int(month) if month.isdecimal() else month_number(month)
        if number:
            return datetime.date(int(match["year"]), number, int(match["day"]))
    raise ValueError(text)


def is_date(text: str) -> bool:
    """Return whether the whole text is one date."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def mentions_date(text: str) -> bool:
    """Return whether a short line names a day or a month together with a year."""
    if _NUMBERED_MONTH.search(text):
        return True
    found = re.findall(r"[^\W_]+", text)
    has_year = any(len(word) == 4 and word.isdecimal() for word in found)
    return has_year and any(_fold(word) in MONTH_NUMBERS for word in found)


def looks_like_date_line(text: str) -> bool:
    """Return whether a line is a date, a span of days or months, or a place and a date."""
    if len(text) > 60 or not mentions_date(text):
        return False
    return sum(char.isalpha() for char in text) <= 36
