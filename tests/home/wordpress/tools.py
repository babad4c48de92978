"""Reads the content of a post, and looks at what became of it."""

from bs4 import BeautifulSoup

from home.models import StatementPage
from home.wordpress import Media
from home.wordpress.addresses import Addresses
from home.wordpress.text import read_text
from tests.home.wordpress.exports import SITE

ADDRESSES = Addresses([SITE])


def read(content, **options):
    """Return the text that content holds."""
    return read_text(content, language="en", addresses=ADDRESSES, **options)


def shapes(text):
    """Return what a text is made of, a word each."""
    return [part.kind if isinstance(part, Media) else part["type"] for part in text.parts]


def values(text, kind):
    """Return the values of the blocks of a kind in a text."""
    return [
        part["value"] for part in text.parts if not isinstance(part, Media) and part["type"] == kind
    ]


def pictures(text):
    """Return the pictures of a text."""
    return [part for part in text.parts if isinstance(part, Media) and part.kind == "image"]


ALLOWED = {"p", "br", "strong", "em", "sup", "a", "ul", "ol", "li"}


def markup_of(text):
    """Return all markup of a text."""
    found = values(text, "paragraph")
    for notes in values(text, "footnotes"):
        found += [note["value"]["text"] for note in notes]
    return "".join(found)


def assert_safe(text):
    """Assert that the markup of a text holds nothing but what is allowed."""
    for tag in BeautifulSoup(markup_of(text), "html.parser").find_all(True):
        assert tag.name in ALLOWED
        assert set(tag.attrs) <= ({"href"} if tag.name == "a" else set())
        assert tag.get("href", "https:").split(":")[0].lower() in {"http", "https", "mailto", "tel"}


def statement(title):
    """Return the statement of a title."""
    return StatementPage.objects.get(title=title)


def blocks(page, kind):
    """Return the values of the blocks of a kind in the text of a page."""
    return [one["value"] for one in page.body.get_prep_value() if one["type"] == kind]
