"""Dates as documents print them, in the languages of the alliance."""

import datetime
import re

from cms.core.text import fold
from cms.core.written_dates import MONTH_NUMBERS, month_number, read_date

__all__ = ["is_date", "looks_like_date_line", "mentions_date", "month_number", "parse_date"]

_NUMBERED_MONTH = re.compile(
    r"\d{1,2}\s?([-./])\s?\d{1,2}\s?\1\s?\d{4}|\d{4}([-./])\d{1,2}\2\d{1,2}"
)


def parse_date(text: str, language: str = "") -> datetime.date:
    """Return the date that `text` is, as `read_date` reads it.

    Raises `ValueError` when it is not exactly one date.
    """
    return read_date(text, language).day


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
    return has_year and any(fold(word) in MONTH_NUMBERS for word in found)


def looks_like_date_line(text: str) -> bool:
    """Return whether a line is a date, a span of days or months, or a place and a date."""
    if len(text) > 60 or not mentions_date(text):
        return False
    return sum(char.isalpha() for char in text) <= 36
