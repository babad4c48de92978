"""Turns the tree of an HTML text into elements."""

import re
from collections.abc import Iterator

from bs4.element import NavigableString, PreformattedString, Tag

from . import inline
from .elements import BREAK, Element, strip_tags
from .grid import has_row_headings_alone, read_grid
from .html_lists import LABEL
from .lines import normalise, starts_low

_BLOCKS = {
    *("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div"),
    *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5"),
    *("h6", "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section"),
    *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "sup": "sup"}
_DEEPEST = 60
# As deep as the editor lets lists be.
_DEEPEST_LIST = 4
# Stands for a line break while a text is worked on; no text holds it, see `normalise`.
_BROKEN = "\ufdd4"
_LONGEST_HEADING = 200
# A line this long that goes on with a small letter was broken by the width of something.
_WRAPPED = 45


class Walker:
    """Turns a tree into elements; what lies deeper than any real document is taken as text."""

    def __init__(self):
        self.open_lists = 0
        # Every outermost list has a number, so that two in a row stay two.
        self.group = 0

    def elements(self, tag: Tag, depth: int = 0) -> Iterator[Element]:
        """Yield the pieces of an element in reading order."""
        run: list = []
        for child in tag.children:
            if isinstance(child, Tag) and self._is_block(child):
                yield from self._paragraphs(run)
                run = []
                yield from self._block(child, depth + 1)
            else:
                run.append(child)
        yield from self._paragraphs(run)

    def _is_block(self, tag: Tag) -> bool:
        return tag.name in _BLOCKS or (tag.name not in _INLINE and tag.find(_BLOCKS) is not None)

    def _paragraphs(self, run: list) -> Iterator[Element]:
        """Yield the paragraphs of inline nodes: two line breaks in a row part them."""
        part: list = []
        breaks = 0
        for node in run:
            if isinstance(node, Tag) and node.name == "br":
                breaks += 1
                part.append(node)
                continue
            if breaks >= 2 and str(node).strip():
                yield from self._paragraph(part)
                part = []
            if str(node).strip():
                breaks = 0
            part.append(node)
        yield from self._paragraph(part)

    def _paragraph(self, nodes: list) -> Iterator[Element]:
        markup = _with_lines("".join(self.node(node) for node in nodes))
        if any(char.isalnum() for char in markup):
            yield Element("paragraph", markup)

    def _block(self, tag: Tag, depth: int) -> Iterator[Element]:
        if depth > _DEEPEST:
            yield from self._paragraph([NavigableString(tag.get_text(" "))])
        elif tag.name in _HEADINGS:
            yield from self._heading(tag)
        elif tag.name in {"ul", "ol"}:
            yield from self._list(tag, depth)
        elif tag.name == "blockquote":
            yield from self._quote(tag)
        elif tag.name == "table":
            yield from self._table(tag, depth)
        else:
            yield from self.elements(tag, depth)

    def _heading(self, tag: Tag) -> Iterator[Element]:
        markup = _one_line(self.inline(tag))
        if len(strip_tags(markup)) > _LONGEST_HEADING:
            # A paragraph that was given the style of a heading.
            yield Element("paragraph", markup)
        elif markup:
            yield Element("heading", markup, level=_HEADINGS[tag.name], typed=False)

    def _list(self, tag: Tag, depth: int) -> Iterator[Element]:
        """Yield the items of a list and of those inside it, each with how deep it stands."""
        if not self.open_lists:
            self.group += 1
        level = min(self.open_lists, _DEEPEST_LIST)
        self.open_lists += 1
        for child in tag.children:
            if not isinstance(child, Tag):
                text = [Element("paragraph", _one_line(self.node(child)))]
                yield from self._items(text, level)
                continue
            label = str(child.get(LABEL) or "") if child.name == "li" else ""
            inner = (
                self._block(child, depth + 1)
                if child.name in {"ul", "ol"}
                else (self.elements(child, depth + 1))
            )
            yield from self._items(inner, level, label)
        self.open_lists -= 1

    def _items(self, elements, level: int, label: str = "") -> Iterator[Element]:
        """Yield elements as list items: the paragraphs of one item are its lines."""
        ordered = bool(label)
        open_item: Element | None = None
        for element in elements:
            if element.kind in {"table", "item"}:
                yield from [open_item] if open_item else []
                open_item = None
                yield element
            elif open_item and element.html.strip():
                open_item.html = f"{open_item.html}{BREAK}{element.html.strip()}"
            elif element.html.strip():
                open_item = Element(
                    "item",
                    element.html.strip(),
                    marker=label,
                    ordered=ordered,
                    typed=False,
                    group=self.group,
                    depth=level,
                )
                label = ""
        if open_item:
            yield open_item

    def _quote(self, tag: Tag) -> Iterator[Element]:
        source = tag.find(["cite", "footer"])
        name = ""
        if source is not None:
            name = " ".join(normalise(source.get_text(" ")).split()).lstrip("—–- ")
            source.extract()
        parts = [element for element in self.elements(tag) if element.text.strip()]
        quoted = [f"{inline.plain(one.marker)} {one.html}".strip() for one in parts]
        if len(quoted) > 1 and not name and parts[-1].text.lstrip().startswith(("—", "–", "--")):
            name = strip_tags(quoted.pop()).strip().lstrip("—–- ")
        if quoted:
            yield Element("quote", "\n\n".join(quoted), source=name)
        elif name:
            yield Element("paragraph", inline.plain(name))

    def _table(self, tag: Tag, depth: int) -> Iterator[Element]:
        caption = tag.find("caption")
        if caption is not None:
            yield from self._paragraph([caption.extract()])
        grid = None
        if tag.find("table") is None:
            grid = read_grid(tag, lambda cell: _one_line(self.inline(cell)))
        if grid and grid.rows and len(grid.rows[0]) > 1:
            # Without headings of its own the first row is taken for them.
            headers = grid.headers or (0 if has_row_headings_alone(tag) else 1)
            yield Element("table", rows=grid.rows, headers=headers)
        else:
            # Tables in tables, or a single column, lay out a page; they tabulate nothing.
            yield from self.elements(tag, depth)

    def inline(self, tag: Tag, depth: int = 0, open_tags: frozenset[str] = frozenset()) -> str:
        """Return the content of an element as inline HTML."""
        return "".join(self.node(child, depth, open_tags) for child in tag.children)

    def node(self, node, depth: int = 0, open_tags: frozenset[str] = frozenset()) -> str:
        """Return one node as inline HTML."""
        if isinstance(node, PreformattedString):
            return ""
        if isinstance(node, NavigableString):
            return self._text(str(node), "a" in open_tags)
        if node.name == "br":
            return _BROKEN
        if depth > _DEEPEST:
            return self._text(node.get_text(" "), True)
        name = "a" if node.name == "a" and node.get("href") else _INLINE.get(node.name, "")
        inside = self.inline(node, depth + 1, open_tags | {name})
        if node.name == "li" and node.get(LABEL):
            inside = f"{inline.plain(str(node[LABEL]), linked=False)} {inside}"
        if node.name in _BLOCKS:
            inside = f" {inside} "
        if not name or name in open_tags:
            return inside
        return inline.link(str(node["href"]), inside) if name == "a" else inline.wrap(name, inside)

    def _text(self, text: str, linked: bool) -> str:
        text = _without_controls(text)
        return inline.plain(re.sub(r"[ \t\r\n\f\v]+", " ", text), linked=not linked)


def _without_controls(text: str) -> str:
    """Return text as `normalise` does, the fences of footnote marks kept."""
    parts = re.split(f"([{inline.NOTE_OPEN}{inline.NOTE_CLOSE}])", text)
    return "".join(
        part if part in inline.NOTE_OPEN + inline.NOTE_CLOSE else normalise(part)
        for part in parts
        if part
    )


def _one_line(markup: str) -> str:
    return inline.tidy(markup.replace(_BROKEN, " "))


def _with_lines(markup: str) -> str:
    """Return inline HTML with the line breaks that were meant; one inside a sentence is a space."""
    first, *rest = markup.split(_BROKEN)
    out, line = first, strip_tags(first).strip()
    for part in rest:
        text = strip_tags(part).strip()
        if not line or not text:
            glue = " "
        else:
            glue = " " if len(line) >= _WRAPPED and starts_low(text) else BREAK
        out += glue + part
        line = text or line
    return re.sub(rf"\s*{BREAK}\s*", BREAK, inline.tidy(out))
