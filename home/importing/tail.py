"""The end of a document: what a web page or a signature block leaves under the text."""

from collections.abc import Sequence

from . import furniture, wording
from .pieces import Piece

_REACH = 6
_LONGEST = 90
_MOST_WORDS = 14
_DOWNLOAD = {furniture.words_of(word)[0] for word in wording.every(wording.DOWNLOAD)}
_ADOPTED = {furniture.words_of(word)[0] for word in wording.every(wording.ADOPTED)}


def is_adoption_line(text: str) -> bool:
    """Return whether a short line says that or when a text was adopted."""
    first = furniture.words_of(text)[:1]
    return bool(first) and first[0] in _ADOPTED and len(text) <= 200


def drop_web_tail(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without the buttons a web page leaves at the very end.

    Dropped are a line such as "Download the text" among the last six, and what follows it, as
    long as all of it is short and closes no sentence. Nothing is dropped without such a line.
    """
    for index in range(max(1, len(pieces) - _REACH), len(pieces)):
        first = furniture.words_of(pieces[index].text)[:1]
        if first and first[0] in _DOWNLOAD and all(map(_is_button, pieces[index:])):
            return list(pieces[:index])
    return list(pieces)


def _is_button(piece: Piece) -> bool:
    text = piece.text.strip()
    return (
        piece.kind in {"heading", "paragraph", "item"}
        and len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and text[-1:] not in tuple(".,;:!?…")
    )
