"""Footnotes of plain text: a note is one only when its mark also stands in the text."""

import re

from .inline import NOTE_CLOSE, NOTE_OPEN

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STYLES = (
    # The note, and its mark in the text.
    (re.compile(r"\[\^([^\[\]\s]{1,20})\]:\s*(?=\S)"), re.compile(r"\[\^([^\[\]\s]{1,20})\](?!:)")),
    (
        re.compile(r"\[(\d{1,3}|\*{1,3})\]\s+(?=\S)"),
        re.compile(r"(?<!^)\[(\d{1,3}|\*{1,3})\](?!\()"),
    ),
    (re.compile(r"([⁰¹²³⁴-⁹]{1,3})\s*(?=\S)"), re.compile(r"(?<=\S)([⁰¹²³⁴-⁹]{1,3})")),
)


def take_text_footnotes(texts: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the texts without their notes, each mark fenced, and the notes as (mark, text).

    A mark that two notes share makes neither of them a footnote: which is meant is not known.
    """
    for note, mark in _STYLES:
        starts = [note.match(text) for text in texts]
        defined = [match[1] for match in starts if match]
        if not defined:
            continue
        wanted = {found for text in texts for found in _marks_in(text, note, mark)}
        unique = {one for one in defined if defined.count(one) == 1 and one in wanted}
        if unique:
            return _take(texts, starts, mark, unique)
    return texts, []


def _marks_in(text: str, note: re.Pattern, mark: re.Pattern) -> list[str]:
    own = note.match(text)
    return [match[1] for match in mark.finditer(text, own.end() if own else 0)]


def _take(texts, starts, mark, unique) -> tuple[list[str], list[tuple[str, str]]]:
    body, notes = [], []

    def fence(match: re.Match) -> str:
        if match[1] not in unique:
            return match[0]
        return f"{NOTE_OPEN}{match[1].translate(_SUPERSCRIPT)}{NOTE_CLOSE}"

    for text, start in zip(texts, starts, strict=True):
        if start and start[1] in unique:
            notes.append((start[1].translate(_SUPERSCRIPT), text[start.end() :]))
        else:
            body.append(mark.sub(fence, text))
    return body, notes
