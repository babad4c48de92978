"""The texts of a page, one by one, in a form in which two languages can be compared."""

import re
import unicodedata
from dataclasses import dataclass

from bs4 import BeautifulSoup
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# An address follows from the title.
ADDRESS = "slug"
_NO_LETTER = re.compile(r"[\W\d_]+")
_WEB = re.compile(r"\s*(https?://\S+|www\.\S+|\S+@\S+\.\S+)\s*")


@dataclass(frozen=True)
class Text:
    """A text of a page: where it stands in it, and its words without any marks of HTML."""

    path: str
    words: str

    @property
    def letters(self) -> str:
        """The letters alone, folded: what two texts have in common that say the same."""
        return letters(self.words)


def plain(html: str) -> str:
    """Return `html` as the words that a reader sees."""
    return BeautifulSoup(html, "html.parser").get_text() if "<" in html or "&" in html else html


def letters(words: str) -> str:
    """Return the letters of `words`, without case, marks and digits."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFC", words)).casefold()


def has_words(words: str) -> bool:
    """Return whether `words` need a translation: letters that are no address on the web."""
    return bool(letters(words)) and not _WEB.fullmatch(words)


def texts_of(page: Page) -> list[Text]:
    """Return the texts of `page`, a page of its own type, that need a translation; in order."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            # Blocks that were never saved get the ids by which their texts are told apart.
            field.value_from_object(page).get_prep_value()
    texts = [
        Text(segment.path, plain(segment.string.data))
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path != ADDRESS
    ]
    return [text for text in texts if has_words(text.words)]
