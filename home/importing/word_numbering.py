"""What Word prints before a numbered paragraph: "3.", "(b)", "Article 7", "2.1"."""

import re
from xml.etree.ElementTree import Element

from .word_xml import Styles, is_on, value, w

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 30_000


def roman(number: int) -> str:
    """Return a number as Romans wrote it, in capitals."""
    out = ""
    for size, letters in _ROMAN:
        out += letters * (number // size)
        number %= size
    return out


def letters(number: int) -> str:
    """Return a number as Word counts in letters: Z, AA, BB."""
    return chr(64 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1)


def _ordinal(number: int, language: str) -> str:
    if language == "fr":
        return f"{number}er" if number == 1 else f"{number}e"
    if language == "es":
        return f"{number}.º"
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def spell(number: int, style: str, language: str = "en") -> str:
    """Return a number in one of Word's styles; a style that is not known counts in digits."""
    if not 0 < number <= _LARGEST:
        return str(number)
    if style in {"upperRoman", "lowerRoman"}:
        found = roman(number)
    elif style in {"upperLetter", "lowerLetter"}:
        found = letters(number)
    elif style == "decimalZero":
        return f"{number:02d}"
    elif style == "ordinal":
        return _ordinal(number, language)
    else:
        return str(number)
    return found.lower() if style.startswith("lower") else found


class Numbering:
    """Counts the numbered paragraphs of a document in the order they are read."""

    def __init__(self, root: Element | None, styles: Styles, language: str = "en"):
        self.styles = styles
        self.language = language
        abstract = root.findall(w("abstractNum")) if root is not None else []
        self.abstract = {row.get(w("abstractNumId"), ""): row for row in abstract}
        self.by_link = {
            link: key for key, row in self.abstract.items() if (link := value(row, "styleLink"))
        }
        nums = root.findall(w("num")) if root is not None else []
        self.nums = {row.get(w("numId"), ""): row for row in nums}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None) -> str | None:
        """Return what is printed before the next paragraph, None where it is not numbered.

        Bullets, and numbers that print nothing, give an empty text.
        """
        num, level = self.place(properties)
        if num not in self.nums:
            return None
        key, levels = self._levels(num)
        if level not in levels:
            return None
        row = levels[level]
        style = value(row, "numFmt") or "decimal"
        counts = self.counts.setdefault(key, [None] * 9)
        self._count(num, level, levels, counts)
        if style == "bullet":
            return ""
        return self._print(level, levels, counts)

    def is_bullet(self, properties: Element | None) -> bool:
        """Return whether a paragraph is an item with a mark that counts nothing."""
        num, level = self.place(properties)
        if num not in self.nums:
            return False
        row = self._levels(num)[1].get(level)
        return row is not None and value(row, "numFmt") == "bullet"

    def place(self, properties: Element | None) -> tuple[str, int]:
        """Return the list and the level of a paragraph, from itself or from its style."""
        style = value(properties, "pStyle") or self.styles.default
        num, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        if num is None:
            for row in self.styles.chain(style):
                num = value(row, "pPr/numPr/numId")
                level = level or value(row, "pPr/numPr/ilvl")
                if num is not None:
                    named = row.get(w("styleId"), "")
                    level = level or self._level_of_style(num, named)
                    break
        level = level or "0"
        return num or "", int(level) if level.isdecimal() and int(level) < 9 else 0

    def _level_of_style(self, num: str, style: str) -> str:
        if num not in self.nums:
            return "0"
        for level, row in self._levels(num)[1].items():
            if value(row, "pStyle") == style:
                return str(level)
        return "0"

    def _levels(self, num: str) -> tuple[str, dict[int, Element]]:
        """Return the list that `num` counts in, and its levels with what `num` changes."""
        key = value(self.nums[num], "abstractNumId") or ""
        row = self.abstract.get(key)
        linked = value(row, "numStyleLink")
        if linked and linked in self.by_link:
            key = self.by_link[linked]
            row = self.abstract[key]
        levels = {_level(one): one for one in (row.findall(w("lvl")) if row is not None else [])}
        for change in self.nums[num].findall(w("lvlOverride")):
            if (other := change.find(w("lvl"))) is not None:
                levels[_level(change)] = other
        return key, levels

    def _count(self, num: str, level: int, levels: dict, counts: list[int | None]) -> None:
        for change in self.nums[num].findall(w("lvlOverride")):
            at, start = _level(change), value(change, "startOverride")
            if at <= level and (num, at) not in self.begun and start and start.isdecimal():
                self.begun.add((num, at))
                counts[at] = int(start) - 1 if at == level else int(start)
        before = counts[level]
        counts[level] = _start(levels[level]) if before is None else before + 1
        for deeper in range(level + 1, 9):
            restart = value(levels.get(deeper), "lvlRestart")
            # 0: never; another number: only after a paragraph of that level or above it.
            if restart is None or (restart.isdecimal() and level < int(restart)):
                counts[deeper] = None

    def _print(self, level: int, levels: dict, counts: list[int | None]) -> str:
        row = levels[level]
        legal = bool(is_on(row, "isLgl"))

        def number(match: re.Match) -> str:
            at = int(match[1]) - 1
            other = levels.get(at)
            count = counts[at]
            if count is None:
                count = _start(other)
            style = value(other, "numFmt") or "decimal"
            if style == "none":
                return ""
            return spell(count, "decimal" if legal else style, self.language)

        text = value(row, "lvlText") or ""
        if value(row, "numFmt") == "none":
            text = _PLACE.sub("", text)
        return " ".join(_PLACE.sub(number, text).split())


def _level(row: Element) -> int:
    found = row.get(w("ilvl"), "0")
    return int(found) if found.isdecimal() else 0


def _start(row: Element | None) -> int:
    found = value(row, "start")
    return int(found) if found and found.isdecimal() else 1
