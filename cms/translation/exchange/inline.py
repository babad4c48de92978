"""The marks within a text (bold, links, breaks) as XLIFF writes them, and back."""

from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import escape

# These stand for themselves; every other mark is around words.
_EMPTY = {"br": "lb"}
_NAMES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link"}


def marks_of(html: str) -> dict[str, Tag]:
    """Return the marks in a text by the ids that XLIFF knows them by: "1", "2" in their order."""
    tags = BeautifulSoup(html, "html.parser").find_all(True)
    return {str(number): tag for number, tag in enumerate(tags, start=1)}


def write_into(element: ET.Element, html: str, source: str = "") -> None:
    """Write the text `html` into `element`; `source` is what it was translated from.

    A mark of a translation gets the id of the same mark of its source, the first that is free.
    """
    free = [(number, _signature(tag)) for number, tag in marks_of(source or html).items()]
    # What the source lacks gets ids of its own, beyond those of the source.
    beyond = iter(range(len(free) + 1, len(free) + 1000))

    def number_of(tag: Tag) -> str:
        for position, (number, signature) in enumerate(free):
            if signature == _signature(tag):
                del free[position]
                return number
        return str(next(beyond))

    def write(parent: ET.Element, nodes) -> None:
        last = None
        for node in nodes:
            if isinstance(node, NavigableString):
                if last is None:
                    parent.text = (parent.text or "") + str(node)
                else:
                    last.tail = (last.tail or "") + str(node)
                continue
            number = number_of(node)
            if node.name in _EMPTY:
                last = ET.SubElement(parent, "x", id=number, ctype=_EMPTY[node.name])
            else:
                ctype = _NAMES.get(node.name, f"x-html-{node.name}")
                last = ET.SubElement(parent, "g", id=number, ctype=ctype)
                write(last, node.children)

    write(element, BeautifulSoup(html, "html.parser").children)


def opening(tag: Tag) -> str:
    """Return how `tag` begins in HTML."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in tag.attrs.items())
    return f"<{tag.name}{attributes}/>" if tag.name in _EMPTY else f"<{tag.name}{attributes}>"


def _signature(tag: Tag) -> tuple:
    return tag.name, tuple(sorted(tag.attrs.items()))
