"""Dates as people write them in English, French and Spanish: one reader for tables and texts.

The names are data: a further language adds rows here and no rule changes.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from cms.core.text import fold

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}
WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur "
    "thurs fri sat sun",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim",
    "es": "lunes martes miércoles jueves viernes sábado domingo lun mar mié jue vie sáb dom",
}
_DAY_WORDS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
    "fr": "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
    "quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois "
    "vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un",
    "es": "primero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta "
    "treinta-y-uno",
}
# Languages, or countries of one, that write the month before the day in numbers alone.
_MONTH_FIRST_LANGUAGES = {"en-us", "en-ph"}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

# Words before a date that say nothing of their own, folded.
_IDLE = frozenset(
    re.findall(
        r"\S+",
        "the le el la a au on at in en this day of de del du des los las les l d and y e et sur "
        "fait done dado dada made given hecho signed issued",
    )
)
_NOT_A_PLACE = frozenset(
    re.findall(r"\S+", "adopted adopte adoptee adoptado adoptada approved approuve aprobado")
)

_ORDINAL = (
    r"(?:\s?(?:st|nd|rd|th|er|ère|re|ème|e|ro|ero|do|º|ª|°|o)\b|\.?\s?[º°ª]|\.(?:º|o|er|ro)\b)?"
)
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
_WORD_DAY = (
    "(?P<day>"
    + "|".join(
        sorted(
            {
                re.escape(form).replace(r"\-", r"[-\s]")
                for row in _DAY_WORDS.values()
                for form in row.split()
            },
            key=len,
            reverse=True,
        )
    )
    + ")"
)
_YEAR = r"(?P<year>\d{4})"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_LEAD = r"(?P<lead>(?:[^\W\d_][^\W\d_'’.()-]*[^\s\d,]*,?\s+){0,8}?)"
_CLOCK = (
    r"(?:,?\s*(?:at|à|a las|a la|T)?\s*\d{1,2}\s?(?:[:h.]\s?\d{2})?(?::\d{2}(?:\.\d+)?)?"
    r"\s?(?:h|hrs?|am|pm|a\.m\.?|p\.m\.?|Z|UTC|GMT|CET|CEST|[+-]\d{2}:?\d{2})?)?"
)
_OF = r"(?:day\s+)?(?:of\s+|de\s+|du\s+|d['’]\s*)?"
_LAST = r"(?:of\s+|de\s+|del\s+|del?\s+año\s+|de\s+l['’]an\s+)?"
_GAP = r"(?:\s+|\s?[-/.]\s?)"

_NUMBERS = re.compile(
    rf"{_LEAD}(?P<first>\d{{1,2}})\s?(?P<mark>[-./])\s?(?P<second>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}"
    rf"{_CLOCK}",
    re.IGNORECASE,
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})(?P<mark>[-./])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_CLOCK}",
        r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)",
        rf"{_LEAD}{_DAY}{_GAP}{_OF}{_MONTH},?{_GAP}{_LAST}{_YEAR}{_CLOCK}",
        rf"{_LEAD}{_WORD_DAY}\s+{_OF}{_MONTH},?\s+{_LAST}{_YEAR}{_CLOCK}",
        rf"{_LEAD}{_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}{_CLOCK}",
    )
)
_LONGEST = 120


def _bare(word: str) -> str:
    return fold(word).strip(".,;:()'’")


MONTH_NUMBERS = {
    _bare(name): number
    for row in MONTHS.values()
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
_WEEKDAYS = {_bare(name) for row in WEEKDAYS.values() for name in row.split()}
_DAYS = {
    _bare(name): number
    for row in _DAY_WORDS.values()
    for number, name in enumerate(row.split(), start=1)
}


@dataclass(frozen=True)
class WrittenDate:
    """A day that was read; `other` is the day it would be in the other order of the numbers."""

    day: datetime.date
    other: datetime.date | None = None


def month_number(name: str) -> int | None:
    """Return 1 to 12 for the name of a month in any of the languages, None otherwise."""
    folded = _bare(name)
    found = MONTH_NUMBERS.get(folded) or _SHORT_NUMBERS.get(folded)
    if found is None and name.isupper() and folded in _ROMAN:
        return _ROMAN.index(folded) + 1
    return found


def read_date(text: str, language: str = "") -> WrittenDate:
    """Return the date that `text` is, written in any language; a place may stand before it.

    Numbers alone that may be two days, such as 03/04/2019, are read in the order of `language`.
    Raises `ValueError` when it is not exactly one date.
    """
    if len(text) > _LONGEST:
        raise ValueError(text)
    # Raised letters, as in 1ᵉʳ, become plain ones; the sign of an ordinal stays.
    text = "".join(
        char if char in "ºª°" else unicodedata.normalize("NFKC", char)
        for char in unicodedata.normalize("NFC", text)
    )
    text = re.sub("[‐‑–]", "-", " ".join(text.split())).strip(" .,;")
    if match := _NUMBERS.fullmatch(text):
        _refuse_words(match["lead"])
        return _of_numbers(
            int(match["first"]), int(match["second"]), int(match["year"]), language.lower()
        )
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if not match:
            continue
        month = match["month"]
        number = int(month) if month.isdecimal() else month_number(month)
        if number:
            _refuse_words(match.groupdict().get("lead") or "")
            written = match["day"]
            day = int(written) if written.isdecimal() else _DAYS[_bare(written.replace(" ", "-"))]
            return WrittenDate(datetime.date(int(match["year"]), number, day))
    raise ValueError(text)


def _of_numbers(first: int, second: int, year: int, language: str) -> WrittenDate:
    found = []
    for day, month in ((first, second), (second, first)):
        try:
            found.append(datetime.date(year, month, day))
        except ValueError:
            found.append(None)
    if language.replace("_", "-") in _MONTH_FIRST_LANGUAGES:
        found.reverse()
    chosen, other = found
    if chosen is None and other is None:
        raise ValueError(f"{first}/{second}/{year}")
    if chosen is None or other is None or chosen == other:
        return WrittenDate(chosen or other)
    return WrittenDate(chosen, other)


def _refuse_words(lead: str) -> None:
    """Raise `ValueError` where what stands before a date is no weekday and no place."""
    for word in lead.split():
        bare = _bare(word)
        if bare in _NOT_A_PLACE or bare in MONTH_NUMBERS:
            raise ValueError(lead)
        if not (word[:1].isupper() or bare in _IDLE or bare in _WEEKDAYS):
            raise ValueError(lead)
