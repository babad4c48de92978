"""Lines to paragraphs: what the width of a sheet broke is joined again."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from . import headers_footers, page_numbers, word_lists
from .hyphens import CUT_WORD, Hyphens
from .plain_tables import is_table

JOINED, BLANK, PAGE = "joined", "blank", "page"
TERMINAL = ".!?…:;"
_CLOSERS = "\"'»”’)]*_ \u00a0\u202f"

_HEADING = re.compile(r"#{1,6}\s+\S")
SURE_BULLET = re.compile(r"[•▪◦‣●■□○◆❖➢➤✓✔·\uf0b7\uf0a7]\s*(?=\S)")
DASH_BULLET = re.compile(r"(?:[-–—*+])\s+(?=\S)")
ROUND_BULLET = re.compile(r"o\s+(?=\S)")
NUMBER = re.compile(
    r"(?P<mark>\d{1,3}(?:\.\d{1,3}){1,3}[.)]?|\d{1,2}[.)]|\(\d{1,2}\)|[IVXLC]{1,6}[.)]"
    r"|\(?[a-z]\)|[A-Z][.)]|\(?[ivx]{1,5}\))\s+(?=\S)"
)
NOTE = re.compile(r"\[(?:\^[^\[\]\s]{1,20}|\d{1,3}|\*{1,3})\]:?\s*(?=\S)|[⁰¹²³⁴-⁹]{1,3}\s*(?=\S)")
# A line of a table of contents.
_LEADER = re.compile(r".*(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,4}$")
_LONGEST_ENTRY = 200
_SEPARATOR = re.compile(r"[\W_]*")
_WRAPPED = (30, 140)


@dataclass
class Line:
    """One printed line and what stood between it and the line before."""

    text: str
    gap: str


@dataclass
class Paragraph:
    """One paragraph, list item or heading as its lines, the marker still in front."""

    lines: list[str]
    gap: str
    # What stands between two lines: a space, or nothing inside a word.
    glue: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraph as one line."""
        return "".join(
            part for pair in zip(self.lines, [*self.glue, ""], strict=True) for part in pair
        )


def normalise(text: str) -> str:
    """Return text with plain line ends and without characters that no text needs."""
    text = re.sub(r"\r\n?|[\v\x85\u2028]", "\n", text).replace("\u2029", "\n\n")
    text = re.sub("[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b\u2060\ufdd0-\ufdef\ufffe\uffff]", "", text)
    return re.sub("[\ud800-\udfff]", "", text)


def to_pages(text: str, *, keep_tabs: bool = False) -> list[list[str]]:
    """Return the lines of each page; three empty lines in a row count as a page break too.

    Tabs become spaces unless `keep_tabs` says that they part the cells of tables.
    """
    blanks_of_a_line = r" +" if keep_tabs else r"[ \t]+"
    pages: list[list[str]] = []
    for sheet in text.split("\f"):
        lines, page, blanks = sheet.split("\n"), [], 0
        for line in lines:
            line = " ".join(re.split(blanks_of_a_line, line.strip(" " if keep_tabs else " \t")))
            blanks = 0 if line else blanks + 1
            if blanks == 3 and any(page):
                pages.append(page)
                page = []
            page.append(line)
        pages.append(page)
    if len(pages) == 1:
        return page_numbers.split_at_numbers(pages[0])
    return [page for page in pages if any(page)] or [[]]


def to_lines(pages: list[list[str]]) -> list[Line]:
    """Return the lines that hold letters or digits, each with the gap before it."""
    lines, gap = [], PAGE
    for page in pages:
        gap = PAGE
        for text in page:
            if _SEPARATOR.fullmatch(text):
                gap = BLANK if gap == JOINED else gap
                continue
            lines.append(Line(text, gap))
            gap = JOINED
    return lines


def is_marked(text: str) -> bool:
    """Return whether a paragraph opens with a bullet, a number or a heading mark."""
    return any(
        pattern.match(text)
        for pattern in (_HEADING, SURE_BULLET, DASH_BULLET, ROUND_BULLET, NUMBER, NOTE)
    ) or text.startswith(">")


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with a mark that closes a sentence or opens a list."""
    return text.rstrip(_CLOSERS)[-1:] in tuple(TERMINAL)


def starts_low(text: str) -> bool:
    """Return whether the first letter of a text is small, marks of emphasis aside."""
    start = text.lstrip("*_\"'«“‘( \u00a0\u202f")[:1]
    return start.isalpha() and start.islower()


def _last_of_text(found: list[Paragraph]) -> Paragraph | None:
    """Return the last paragraph that is no footnote at the foot of a page."""
    for paragraph in reversed(found[-8:]):
        if not NOTE.match(paragraph.lines[0]):
            return paragraph
    return None


class Joiner:
    """Makes paragraphs of the lines of one document."""

    def __init__(self, lines: list[Line], language: str, *, laid_out: bool = False):
        self.lines = lines
        # Whether empty lines part all paragraphs: where a line ends then says nothing.
        self.laid_out = laid_out
        listed = word_lists.listed(word_lists.FUNCTION_WORDS, language)
        self.function_words = {part for word in listed for part in headers_footers.words_of(word)}
        self.hyphens = Hyphens("\n".join(line.text for line in lines), language)
        self.width = self._width()
        # Lines that no sheet is narrow enough to have broken: addresses, names, verses.
        known = self.width if not laid_out else None
        self.short = known is not None and known < _WRAPPED[0]
        self.wrapped = known is not None and _WRAPPED[0] <= known <= _WRAPPED[1]

    def _width(self) -> int | None:
        """Return the width the text was set in, in characters; None without a broken line."""
        lengths = sorted(
            len(line.text) for line, after in pairwise(self.lines) if after.gap == JOINED
        )
        return lengths[int(len(lengths) * 0.9)] if len(lengths) >= 2 else None

    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs, hyphens at line ends resolved."""
        found: list[Paragraph] = []
        for line in self.lines:
            previous = found[-1] if found else None
            if previous and line.gap == JOINED and not self._breaks(previous, line.text):
                self._append(previous, line.text)
            else:
                found.append(Paragraph([line.text], line.gap))
        return self._mend(found)

    def _append(self, paragraph: Paragraph, text: str) -> None:
        if paragraph.lines[0].startswith(">"):
            text = text.lstrip("> ")
        if is_table(paragraph.lines[0]):
            paragraph.glue.append("\n")
            paragraph.lines.append(text)
            return
        paragraph.lines[-1], glue = self.hyphens.glue(paragraph.lines[-1], text)
        paragraph.glue.append(glue)
        paragraph.lines.append(text)

    def _breaks(self, previous: Paragraph, text: str) -> bool:
        """Return whether a line that follows directly begins a paragraph of its own."""
        first, last = previous.lines[0], previous.lines[-1]
        if is_table(first) or is_table(text):
            return not (self.laid_out and is_table(first) and is_table(text))
        if _HEADING.match(text) or _HEADING.match(first) or SURE_BULLET.match(text):
            return True
        if text.startswith(">") != first.startswith(">"):
            return True
        if len(last) <= _LONGEST_ENTRY and _LEADER.match(last):
            return True
        if self.short and not starts_low(text):
            return True
        if text.startswith(">") and text.lstrip("> ").startswith(("—", "–", "--")):
            return True
        fits = self._would_have_fitted(last, text)
        closed = ends_sentence(last) or last.endswith(",")
        if DASH_BULLET.match(text) or ROUND_BULLET.match(text):
            same = first[:2] == text[:2] and is_marked(first)
            # "o" is a word in Spanish: a line that begins with it is no item by itself.
            return same or ((closed or fits) and not text.startswith("o "))
        if NUMBER.match(text) or NOTE.match(text):
            return closed or fits or bool(NUMBER.match(first) or NOTE.match(first))
        if starts_low(text):
            return False
        if self.wrapped:
            return fits
        return not self.laid_out and ends_sentence(last) and not is_marked(first)

    def _would_have_fitted(self, line: str, text: str) -> bool:
        """Return whether a break was meant: the next word had room on the line before."""
        if not self.wrapped or self.width is None:
            return False
        needed = len(line) + 1 + len(text.split(" ", 1)[0])
        share = 0.92 if ends_sentence(line) else 0.7
        return needed <= share * self.width

    def _mend(self, found: list[Paragraph]) -> list[Paragraph]:
        """Return the paragraphs with those joined again that a gap cut inside a sentence."""
        stops = sum(
            after.gap == BLANK and before.lines[-1].endswith((",", ";"))
            for before, after in pairwise(found)
        )
        mended: list[Paragraph] = []
        for paragraph in found:
            before = _last_of_text(mended)
            if before and self._continues(before, paragraph, stops):
                self._append(before, paragraph.lines[0])
                before.lines += paragraph.lines[1:]
                before.glue += paragraph.glue
            else:
                mended.append(paragraph)
        return mended

    def _continues(self, before: Paragraph, after: Paragraph, stops: int) -> bool:
        first, last = before.lines[0], before.lines[-1]
        if is_table(first) or is_table(after.lines[0]):
            return False
        if after.gap == JOINED or is_marked(after.lines[0]) or _HEADING.match(first):
            return False
        if ends_sentence(last) or first.startswith(">"):
            return False
        low = starts_low(after.lines[0])
        if low and CUT_WORD.search(last):
            return True
        if last.endswith(","):
            # Recitals end in commas: where that is the habit a comma proves nothing.
            same_start = first.split(" ", 1)[0] == after.lines[0].split(" ", 1)[0]
            return after.gap == PAGE and low and stops < 2 and not same_start
        final = headers_footers.words_of(last[-40:])
        open_end = bool(final) and final[-1] in self.function_words
        prose = len(before.lines) > 2 or len(last) > 90
        if low:
            return open_end or prose
        if self.laid_out and open_end and prose:
            # The next column of the page goes on.
            return True
        return (
            after.gap == PAGE
            and prose
            and (open_end or (not is_marked(first) and ends_sentence(after.lines[-1])))
        )
