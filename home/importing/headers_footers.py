"""Letterheads, running headers and footers, page numbers: what is no part of the text."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from cms.core.text import fold
from cms.core.written_dates import MONTHS

from . import page_numbers

EDGE = 4
_MONTHS = "|".join(
    sorted({fold(name) for row in MONTHS.values() for name in row.split()}, key=len, reverse=True)
)
# What changes in a running head from page to page, or from one printing to the next.
_CHANGING = re.compile(
    rf"\d+|\b(?:{_MONTHS})\b|(?<=\W){page_numbers.ROMAN}$|^{page_numbers.ROMAN}(?=\W)"
)
_OUTERMOST = 2
_SENTENCE = (".", "!", "?", ";", ":", ",")
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


def drop_headers_and_footers(
    pages: list[list[str]], letterhead: Sequence[str] = ()
) -> list[list[str]]:
    """Return the pages without page numbers and without lines that repeat at their edges.

    The lines of the letterhead, known from the first page, are such lines too.
    """
    edges = [_edges(page) for page in pages]
    if len(pages) < 2:
        # A single sheet repeats nothing, but it may say that it is one.
        return [_without(page, sides, _says_page) for page, sides in zip(pages, edges, strict=True)]
    repeated = _repeated(pages, edges)
    heads = {_pattern(line) for line in letterhead} - {""}
    outermost = [
        {bare(page[index]) for index in (*top[:2], *bottom[:2])}
        for page, (top, bottom) in zip(pages, edges, strict=True)
    ]
    offsets = page_numbers.offsets(outermost)
    result = []
    for place, (page, sides) in enumerate(zip(pages, edges, strict=True)):

        def is_furniture(line: str, spot: tuple[int, int], place: int = place) -> bool:
            pattern = _pattern(line)
            if pattern and (pattern in heads or (spot, pattern) in repeated[place % 2]):
                return True
            return page_numbers.is_one(bare(line), place, offsets)

        result.append(_without(page, sides, is_furniture))
    return result


def _without(
    page: list[str],
    sides: tuple[list[int], list[int]],
    is_furniture: Callable[[str, tuple[int, int]], bool],
) -> list[str]:
    """Return a page without the lines at its edges that are no text, from the edge inwards."""
    dropped: set[int] = set()
    for side, indexes in enumerate(sides):
        for depth, index in enumerate(indexes):
            if not is_furniture(page[index], (side, depth)):
                break
            dropped.add(index)
    return [line for index, line in enumerate(page) if index not in dropped]


def _says_page(line: str, _spot: tuple[int, int]) -> bool:
    return page_numbers.says_page(bare(line))


def _repeated(pages: list[list[str]], edges) -> tuple[set, set]:
    """Return what repeats at the edges of even and of odd pages: (side, depth) and pattern.

    A line that is the same on most pages may stand at any depth. One in which numbers or months
    change must stand in the same place, near the edge. What stands on every other page alone
    counts among those.
    """
    same: list[Counter] = [Counter(), Counter()]
    changing: list[Counter] = [Counter(), Counter()]
    spots: dict[str, set[tuple[int, int]]] = {}
    for place, (page, sides) in enumerate(zip(pages, edges, strict=True)):
        seen: set[str] = set()
        for side, indexes in enumerate(sides):
            for depth, index in enumerate(indexes):
                pattern = _pattern(page[index])
                if not pattern:
                    continue
                spots.setdefault(pattern, set()).add((side, depth))
                whole = _counted(page[index], place)
                if whole not in seen:
                    same[place % 2][(pattern, whole)] += 1
                    seen.add(whole)
                # A sentence is no running head, even where another differs in a number alone.
                if depth < _OUTERMOST and not page[index].rstrip().endswith(_SENTENCE):
                    changing[place % 2][((side, depth), pattern)] += 1
    found: tuple[set, set] = (set(), set())
    for key in {*same[0], *same[1]}:
        for parity in _where_often(same, key, len(pages)):
            found[parity].update((spot, key[0]) for spot in spots[key[0]])
    for key in {*changing[0], *changing[1]}:
        for parity in _where_often(changing, key, len(pages)):
            found[parity].add(key)
    return found


def _where_often(counts: list[Counter], key, pages: int) -> list[int]:
    """Return on which pages, even (0) or odd (1) ones, a line stands on three in five."""
    halves = (pages + 1) // 2, pages // 2
    if counts[0][key] + counts[1][key] >= max(2, -(-pages * 3 // 5)):
        return [0, 1]
    return [
        parity
        for parity in (0, 1)
        if counts[parity][key] >= max(2, -(-halves[parity] * 3 // 5)) and halves[parity] > 1
    ]


def _edges(page: list[str]) -> tuple[list[int], list[int]]:
    """Return the indexes of the outermost lines, from the edge inwards, at the top and bottom."""
    filled = [index for index, line in enumerate(page) if line.strip()]
    return filled[:EDGE], filled[::-1][:EDGE]


def _pattern(line: str) -> str:
    """Return what a running head has in common from page to page; empty without letters.

    Numbers, months and a Roman number at its end count as one that changes.
    """
    text = bare(line)
    if len(text) > 120:
        return ""
    pattern = _CHANGING.sub("#", fold(text))
    return pattern if any(char.isalpha() for char in pattern) else ""


def _counted(line: str, place: int) -> str:
    """Return a line with a number at its end or start as its distance from the place."""
    text = fold(bare(line))
    return re.sub(r"^\d{1,4}(?=\W)|(?<=\W)\d{1,4}$", lambda n: f"#{int(n[0]) - place}", text)
