"""Names in WordprocessingML, and what its styles say of a paragraph or a run.

It imports nothing of the project: programs that are run with limits take it by its path.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What Word writes when it is asked to keep to the letter of the standard.
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def w(name: str) -> str:
    """Return a name of WordprocessingML as the parser spells it."""
    return f"{{{_W}}}{name}"


def local(tag: object) -> str:
    """Return a tag's name without its namespace, empty for a comment."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(parent: Element | None, path: str) -> str | None:
    """Return the `w:val` of the element that a path such as `rPr/vanish` leads to, if any.

    An element without a value gives an empty text.
    """
    for name in path.split("/"):
        parent = parent.find(w(name)) if parent is not None else None
    return None if parent is None else parent.get(w("val"), "")


def is_on(parent: Element | None, path: str) -> bool | None:
    """Return whether a switch is on, None where nothing is said of it."""
    found = value(parent, path)
    return None if found is None else found not in {"0", "false", "off", "none"}


def everyday(root: Element) -> Element:
    """Return an element with all in it, changed in place, in the names of the everyday kind."""
    for one in root.iter():
        if STRICT in str(one.tag):
            one.tag = one.tag.replace(STRICT, _W)
            one.attrib = {key.replace(STRICT, _W): said for key, said in one.attrib.items()}
    return root


class Styles:
    """The styles of a document, each with those it is based on."""

    def __init__(self, root: Element | None):
        rows = root.findall(w("style")) if root is not None else []
        self.found = {row.get(w("styleId"), ""): row for row in rows}
        default = (
            key
            for key, row in self.found.items()
            if row.get(w("type")) == "paragraph" and row.get(w("default")) in {"1", "true"}
        )
        self.default = next(default, "")

    def chain(self, style: str | None) -> Iterator[Element]:
        """Yield a style and those below it, the nearest first."""
        seen: set[str] = set()
        while style and style in self.found and style not in seen:
            seen.add(style)
            yield self.found[style]
            style = value(self.found[style], "basedOn")

    def name(self, style: str | None) -> str:
        """Return the name of a style in small letters."""
        row = self.found.get(style or "")
        return (value(row, "name") or style or "").casefold()

    def is_on(self, style: str | None, path: str) -> bool | None:
        """Return whether a style switches something on, None where it says nothing."""
        said = (is_on(row, path) for row in self.chain(style))
        return next((one for one in said if one is not None), None)

    def hide(self, properties: Element | None, paragraph_style: str | None) -> bool:
        """Return whether a run of these properties, in a paragraph of a style, is not seen.

        What the run says of itself counts before its style, and that before the paragraph's.
        """
        for said in (
            is_on(properties, "vanish"),
            self.is_on(value(properties, "rStyle"), "rPr/vanish"),
            self.is_on(paragraph_style, "rPr/vanish"),
        ):
            if said is not None:
                return said
        return False
