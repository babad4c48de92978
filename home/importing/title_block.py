"""The head of a document: its letterhead, title and date, which a page shows elsewhere."""

import datetime
import re
from collections.abc import Sequence

from . import boilerplate, dates, headers_footers, titles, word_lists
from .elements import Element

_HEAD = 8
_LONGEST = 160
_LINES_OF_A_TITLE = 4


def _is_same(text: str, title: str) -> bool:
    return headers_footers.words_of(text) == headers_footers.words_of(title)


class TitleBlock:
    """Takes title and date from the first pieces of a document."""

    def __init__(
        self,
        elements: Sequence[Element],
        *,
        language: str,
        names: Sequence[str] = (),
        title: str | None = None,
        suggested: str = "",
        date: datetime.date | None = None,
    ):
        dropped = headers_footers.letterhead(
            [element.printed for element in elements[:_HEAD]], names
        )
        names = [*names, *(elements[index].text for index in dropped)]
        self.elements = [element for index, element in enumerate(elements) if index not in dropped]
        listed = word_lists.listed(word_lists.FUNCTION_WORDS, language)
        self.idle = {part for word in listed for part in headers_footers.words_of(word)}
        self.names = {word for name in names for word in headers_footers.words_of(name)}
        self.language = language
        self.date = date
        self.date_text = ""
        self.title = title or ""
        if title:
            self._drop_title(title)
        elif suggested:
            self.title = suggested
            self._drop_title(suggested)
        else:
            self._take_title()
        self._take_date()

    def _is_short(self, element: Element) -> bool:
        return element.kind in {"heading", "paragraph"} and len(element.text) <= _LONGEST

    def _reach(self) -> int:
        """Return how many elements belong to the head: until the first that is running text."""
        for index, element in enumerate(self.elements[:_HEAD]):
            if not self._is_short(element):
                return index
        return min(_HEAD, len(self.elements))

    def _content(self, text: str) -> frozenset[str]:
        return frozenset(headers_footers.words_of(text)) - self.idle

    def _says(self, text: str, title: str) -> bool:
        """Return whether a text is the title, the organisation's name aside."""
        mine, wanted = self._content(text), self._content(title)
        if mine == wanted:
            return bool(wanted)
        mine, wanted = mine - self.names, wanted - self.names
        return len(wanted) >= 2 and mine == wanted

    def _drop_title(self, title: str) -> bool:
        """Take the lines away that say the title; return whether there were any."""
        # The very words first: a line of the menu over the title may say much the same.
        for says in (_is_same, self._says):
            for start, end in self._windows():
                if says(" ".join(element.printed for element in self.elements[start:end]), title):
                    before = [
                        one for one in self.elements[:start] if not self._is_crumb(one, title)
                    ]
                    self._keep([*before, *self.elements[end:]])
                    return True
        return False

    def _windows(self) -> list[tuple[int, int]]:
        """Return every run of lines at the head that a title may fill, the short ones first."""
        reach = self._reach()
        lengths = range(1, _LINES_OF_A_TITLE + 1)
        return [(at, at + length) for length in lengths for at in range(reach - length + 1)]

    def _is_crumb(self, element: Element, title: str) -> bool:
        """Return whether a line over the title only repeats words of it, as menus do."""
        found = self._content(element.text)
        return bool(found) and found <= self._content(title) and not dates.is_date(element.text)

    def _take_title(self) -> None:
        for index, element in enumerate(self.elements[: self._reach()]):
            if dates.looks_like_date_line(element.text) or titles.is_stamp(element):
                continue
            if element.kind == "heading" and not titles.may_be_title(element):
                return
            closed = element.kind == "paragraph" and element.text.rstrip()[-1:] in tuple(".,;!?…")
            if not closed and len(self.elements) > 1:
                self.title = re.sub(r"\s*\n\s*", " ", element.printed).rstrip(" :").strip()
                self._keep([*self.elements[:index], *self.elements[index + 1 :]])
            return

    def _keep(self, elements: list[Element]) -> None:
        # A document that is nothing but its title keeps it as its text.
        if elements:
            self.elements = elements

    def _take_date(self) -> None:
        for index, element in enumerate(self.elements[: self._reach()]):
            text = element.printed.strip()
            if not dates.looks_like_date_line(text):
                continue
            self.date_text = text
            element.kind = "paragraph"
            if self._is_known_date(text):
                self._keep([*self.elements[:index], *self.elements[index + 1 :]])
            return

    def _is_known_date(self, text: str) -> bool:
        """Return whether a line is one date and no other than the one the page will show."""
        if boilerplate.is_adoption_line(text):
            return False
        try:
            found = dates.parse_date(text, self.language)
        except ValueError:
            return False
        return self.date is None or found == self.date
