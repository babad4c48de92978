"""Letterheads, running headers and footers, page numbers: what is no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cms.core.text import fold

from . import word_lists

EDGE = 4
_PAGE = word_lists.alternatives(word_lists.PAGE)
_OF = word_lists.alternatives(word_lists.OF)
_PAGE_NUMBER = re.compile(
    rf"(?:[-–—|·•]\s*)?(?:(?:{_PAGE})\.?\s*)?\d{{1,4}}(?:\s*(?:/|\||{_OF})\s*\d{{1,4}})?"
    r"(?:\s*[-–—|·•])?",
    re.IGNORECASE,
)
_SURE_PAGE_NUMBER = re.compile(
    rf"(?:{_PAGE})\.?\s*\d{{1,4}}(?:\s*(?:/|{_OF})\s*\d{{1,4}})?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_LINK_MARKS = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?:/\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,24}", re.IGNORECASE)
_PHONE = re.compile(r"\+?\(?\d[\d\s()./-]{6,20}\d")
_CONTACT_WORD = re.compile(
    r"^(?:e-?mail|mail|correo|courriel|web|site|sitio|tel|tél|phone|fax|teléfono|téléphone)\b",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[|·•,;:/()*_#<>–—-]+")
_HEAD_LINES = 12


def bare(line: str) -> str:
    """Return a line without emphasis, heading and link marks, spaces made single."""
    line = _LINK_MARKS.sub(r"\1", line)
    return " ".join(line.replace("**", " ").replace("__", " ").strip("*_# \t").split())


def is_contact(line: str) -> bool:
    """Return whether a line holds addresses of the web, mail or telephone alone."""
    rest = bare(line)
    if not rest or len(rest) > 200:
        return False
    found = 0
    for pattern in (_EMAIL, _URL, _PHONE):
        rest, count = pattern.subn(" ", rest)
        found += count
    rest = _SEPARATORS.sub(" ", rest).strip(" .+")
    while _CONTACT_WORD.match(rest):
        rest = _CONTACT_WORD.sub("", rest).strip(" .+")
    return bool(found) and not rest


def words_of(text: str) -> list[str]:
    """Return the folded words of a text."""
    return re.findall(r"[^\W_]+", fold(text))


def letterhead(lines: Sequence[str], names: Sequence[str] = ()) -> set[int]:
    """Return the indexes of the lines at the head of a document that are its letterhead.

    `names` are the organisation's names and its address lines. Without them a line still counts
    when it stands directly over a web or mail address and shares a word with it.
    """
    head = [index for index, line in enumerate(lines) if line.strip()][:_HEAD_LINES]
    known = [set(words_of(name)) for name in names if name.strip()]
    # Words of all names together too: several are often printed on one line.
    together = set().union(*known) if known else set()
    contacts = [index for index in head if is_contact(lines[index])]
    domains = " ".join(fold(bare(lines[index])) for index in contacts)
    found: set[int] = set()
    pending: list[int] = []
    for index in head:
        if index in contacts:
            found.update(pending, [index])
            pending = []
        elif _is_named(lines[index], known, together):
            found.add(index)
        elif _shares_a_word(lines[index], domains):
            pending.append(index)
        else:
            break
    return found


def _is_named(line: str, known: Sequence[set[str]], together: set[str]) -> bool:
    found = words_of(bare(line))
    if not found or len(line) > 200:
        return False
    return set(found) in known or (len(found) > 1 and set(found) <= together)


def _shares_a_word(line: str, domains: str) -> bool:
    text = bare(line)
    found = words_of(text)
    if not domains or not 0 < len(found) <= 8 or text[-1] in ".,;:!?":
        return False
    return any(len(word) >= 5 and word[:5] in domains for word in found)


def split_at_numbers(lines: list[str]) -> list[list[str]]:
    """Return the pages of a text that lost its page breaks but kept its page numbers.

    Only lines such as "Page 3 of 12", "3 / 12" and "- 3 -" that count up are taken for them.
    """
    marks = [
        (index, _number(line))
        for index, line in enumerate(lines)
        if len(line) < 40 and _SURE_PAGE_NUMBER.fullmatch(line.strip())
    ]
    if len(marks) < 2 or any(b[1] != a[1] + 1 for a, b in pairwise(marks)):
        return [lines]
    pages, start = [], 0
    for index, _value in marks:
        pages.append(lines[start:index])
        start = index + 1
    return [*pages, lines[start:]]


def drop_headers_and_footers(
    pages: list[list[str]], letterhead: Sequence[str] = ()
) -> list[list[str]]:
    """Return the pages without page numbers and without lines that repeat at their edges.

    The lines of the letterhead, known from the first page, are such lines too.
    """
    if len(pages) < 2:
        return pages
    edges = [_edges(page) for page in pages]
    counts: Counter[str] = Counter()
    for place, (page, (top, bottom)) in enumerate(zip(pages, edges, strict=True)):
        counts.update({_pattern(page[index], place) for index in (*top, *bottom)})
    enough = max(2, -(-len(pages) * 3 // 5))
    repeated = {pattern for pattern, count in counts.items() if pattern and count >= enough}
    repeated |= {_pattern(line, 0) for line in letterhead} - {""}
    offset = _number_offset(pages, edges)
    result = []
    for place, (page, sides) in enumerate(zip(pages, edges, strict=True)):
        dropped: set[int] = set()
        for side in sides:
            for index in side:
                if not _is_header_or_footer(page[index], place, offset, repeated):
                    break
                dropped.add(index)
        result.append([line for index, line in enumerate(page) if index not in dropped])
    return result


def _is_header_or_footer(line: str, place: int, offset: int | None, repeated: set[str]) -> bool:
    if _pattern(line, place) in repeated:
        return True
    text = bare(line)
    if len(text) > 40 or not _PAGE_NUMBER.fullmatch(text):
        return False
    return bool(_SURE_PAGE_NUMBER.fullmatch(text)) or _number(text) - place == offset


def _edges(page: list[str]) -> tuple[list[int], list[int]]:
    """Return the indexes of the outermost lines, from the edge inwards, at the top and bottom."""
    filled = [index for index, line in enumerate(page) if line.strip()]
    return filled[:EDGE], filled[::-1][:EDGE]


def _pattern(line: str, place: int) -> str:
    """Return what a running head has in common from page to page; empty without letters.

    A number at its end or start counts as the page's, and so as its distance from the place.
    """
    text = bare(line)
    if len(text) > 120 or not any(char.isalpha() for char in text):
        return ""
    return re.sub(r"^\d{1,4}(?=\W)|(?<=\W)\d{1,4}$", lambda n: f"#{int(n[0]) - place}", fold(text))


def _number(line: str) -> int:
    found = re.search(r"\d+", line)
    return int(found[0]) if found else 0


def _number_offset(pages: list[list[str]], edges: list[tuple[list[int], list[int]]]) -> int | None:
    """Return page number minus place in the file, when two pages at least agree on it."""
    offsets: Counter[int] = Counter()
    for place, (page, (top, bottom)) in enumerate(zip(pages, edges, strict=True)):
        lines = {bare(page[index]) for index in (*top[:2], *bottom[:2])}
        numbers = {_number(line) for line in lines if _PAGE_NUMBER.fullmatch(line)}
        offsets.update({number - place for number in numbers})
    best = offsets.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None
