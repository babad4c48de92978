"""The end of a document: what a web page or a signature block leaves under the text."""

from collections.abc import Sequence

from . import headers_footers, word_lists
from .elements import Element

_REACH = 6
_LONGEST = 90
_MOST_WORDS = 14
_DOWNLOAD = {headers_footers.words_of(word)[0] for word in word_lists.every(word_lists.DOWNLOAD)}
_ADOPTED = {headers_footers.words_of(word)[0] for word in word_lists.every(word_lists.ADOPTED)}


def is_adoption_line(text: str) -> bool:
    """Return whether a short line says that or when a text was adopted."""
    first = headers_footers.words_of(text)[:1]
    return bool(first) and first[0] in _ADOPTED and len(text) <= 200


def drop_download_buttons(elements: Sequence[Element]) -> list[Element]:
    """Return the elements without the buttons a web page leaves at the very end.

    Dropped are a line such as "Download the text" among the last six, and what follows it, as
    long as all of it is short and closes no sentence. Nothing is dropped without such a line.
    """
    for index in range(max(1, len(elements) - _REACH), len(elements)):
        first = headers_footers.words_of(elements[index].text)[:1]
        if first and first[0] in _DOWNLOAD and all(map(_is_button, elements[index:])):
            return list(elements[:index])
    return list(elements)


def _is_button(element: Element) -> bool:
    text = element.text.strip()
    return (
        element.kind in {"heading", "paragraph", "item"}
        and len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and text[-1:] not in tuple(".,;:!?…")
    )
