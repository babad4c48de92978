"""Texts as plain nodes that a template sets: paragraphs, headings, lists, tables and their runs.

Reads what the site's blocks and its Markdown become in HTML; what is no text is left behind.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from cms.core.templatetags.kit import typeset as spaced
from cms.media.typeset.engine import language_code

_HEADING = re.compile("h[1-6]")
_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "sup": "super",
    "sub": "sub",
    "s": "strike",
    "del": "strike",
    "code": "code",
}
_SILENT = {"svg", "script", "style", "template", "button", "img"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "div", "dl", "figure", "footer", "header", "hr",
    "main", "ol", "p", "pre", "section", "table", "ul",
    *(f"h{level}" for level in range(1, 7)),
}  # fmt: skip
# As browsers do: typographic spaces are no white space.
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 4


def nodes_from_html(html: str, *, base_url: str = "", pictures: Iterable[dict] = ()) -> list[dict]:
    """Return the nodes of a text in HTML, spaced as the active language asks.

    Links are made whole with `base_url`; only http, https and mailto stay links. `pictures` are
    those of the figures in their order, as `pictures.picture` makes them. Notes that the text
    refers to stand where their first mark is, the others at the end.
    """
    return _Reader(html, base_url, pictures).nodes


class _Reader:
    def __init__(self, html: str, base_url: str, pictures: Iterable[dict]):
        self.base_url = base_url
        self.pictures = iter(pictures)
        self.level = 1
        soup = BeautifulSoup(spaced(html), "html.parser")
        self.notes = {}
        for section in soup.select("section.footnotes"):
            for item in section.select("li[id^=fn-]"):
                self.notes[item["id"].removeprefix("fn-")] = item.div
            section.extract()
        self.told: set[str] = set()
        self.nodes = self.flow(soup)
        if untold := [mark for mark in self.notes if mark not in self.told]:
            self.nodes.append({"kind": "rule"})
            self.nodes += [
                self.paragraph([{"text": mark, "super": True}, {"text": " "}, *self.note(mark)])
                for mark in untold
            ]

    def flow(self, parent: Tag) -> list[dict]:
        """Return the nodes of what `parent` holds; text outside of paragraphs makes its own."""
        nodes, loose = [], []
        for child in parent.children:
            if isinstance(child, Tag) and child.name in _BLOCKS:
                nodes += self._paragraphs(loose)
                loose = []
                nodes += self.block(child)
            else:
                loose.append(child)
        return nodes + self._paragraphs(loose)

    def _paragraphs(self, parts: Iterable) -> list[dict]:
        runs = trimmed(self.runs(parts))
        return [self.paragraph(runs)] if runs else []

    @staticmethod
    def paragraph(runs: list[dict]) -> dict:
        return {"kind": "paragraph", "runs": runs}

    def block(self, tag: Tag) -> list[dict]:
        """Return the nodes of one element that is a block."""
        if _HEADING.fullmatch(tag.name):
            return self.heading(tag)
        handler = getattr(self, f"_{tag.name}", None)
        nodes = handler(tag) if handler else self.flow(tag)
        if lang := language_code(tag.get("lang", "")):
            nodes = [{**node, "lang": lang} for node in nodes]
        return nodes

    def heading(self, tag: Tag) -> list[dict]:
        runs = self.runs_of(tag)
        # A heading of spaces alone is none.
        if not any("note" in run or run.get("text", "").strip() for run in runs):
            return []
        # No level is left out on the way down: screen readers and PDF/UA ask for it.
        self.level = min(max(int(tag.name[1]), 2), self.level + 1, _DEEPEST)
        return [{"kind": "heading", "level": self.level, "runs": runs}]

    def _p(self, tag: Tag) -> list[dict]:
        number = tag.find("a", class_="para__number")
        nodes = self._paragraphs(child for child in tag.children if child is not number)
        if number and nodes:
            nodes[0]["number"] = int(number["data-number"])
        return nodes

    def _pre(self, tag: Tag) -> list[dict]:
        return [self.paragraph([{"text": tag.get_text().strip("\n"), "code": True}])]

    def _hr(self, tag: Tag) -> list[dict]:
        return [{"kind": "rule"}]

    def _ul(self, tag: Tag) -> list[dict]:
        items = [self.flow(item) for item in tag.find_all("li", recursive=False)]
        start = tag.get("start", "1")
        return [
            {
                "kind": "list",
                "ordered": tag.name == "ol",
                "start": int(start) if start.isdecimal() else 1,
                "items": items,
            }
        ]

    _ol = _ul

    def _blockquote(self, tag: Tag) -> list[dict]:
        cite = tag.find("cite", recursive=False)
        source = trimmed(self.runs(cite.extract().children)) if cite else []
        return [{"kind": "quote", "nodes": self.flow(tag), "source": source}]

    def _aside(self, tag: Tag) -> list[dict]:
        # Its title is one of the box, not one of the text around it.
        title = tag.find(_HEADING, recursive=False)
        runs = trimmed(self.runs(title.extract().children, {"bold": True})) if title else []
        nodes = [self.paragraph(runs)] if runs else []
        return [{"kind": "box", "nodes": nodes + self.flow(tag)}]

    def _figure(self, tag: Tag) -> list[dict]:
        caption = self.runs_of(tag.find("figcaption"))
        picture = next(self.pictures, None)
        if picture:
            return [{"kind": "picture", "caption": caption, **picture}]
        alt = tag.img.get("alt", "") if tag.img else ""
        runs = caption or ([{"text": alt}] if alt else [])
        return [self.paragraph(runs)] if runs else []

    def _table(self, tag: Tag) -> list[dict]:
        rows = [
            [
                {"runs": self.runs_of(cell), "numeric": _is_numeric(cell)}
                for cell in row.find_all(["th", "td"], recursive=False)
            ]
            for row in tag.find_all("tr")
        ]
        columns = max(map(len, rows), default=0)
        if not columns:
            return []
        blank = {"runs": [], "numeric": False}
        rows = [row + [blank] * (columns - len(row)) for row in rows]
        header = rows.pop(0) if tag.tr.find("th", recursive=False) else []
        caption = self.runs_of(tag.find("caption"))
        return [
            {
                "kind": "table",
                "columns": columns,
                "header": header,
                "rows": rows,
                "caption": caption,
            }
        ]

    def runs_of(self, tag: Tag | None) -> list[dict]:
        """Return all the text of an element as runs; nothing for no element."""
        return trimmed(self.runs(tag.children)) if tag else []

    def runs(self, parts: Iterable, style: dict | None = None) -> list[dict]:
        """Return the runs of text in `parts`, each with what its elements make of it."""
        style = style or {}
        found = []
        for part in parts:
            if isinstance(part, NavigableString):
                if not isinstance(part, PreformattedString):
                    found.append({"text": _SPACE.sub(" ", part), **style})
            elif part.name == "br":
                found.append({"break": True})
            elif part.name not in _SILENT:
                found += self.element(part, style)
        return found

    def element(self, tag: Tag, style: dict) -> list[dict]:
        """Return the runs of one element within a paragraph."""
        if "footnote-ref" in tag.get("class", ()):
            return [self.reference(tag["href"].removeprefix("#fn-"))]
        if tag.name == "sup" and tag.find("a", class_="footnote-ref"):
            return self.runs(tag.children, style)
        style = dict(style)
        if tag.name in _STYLES:
            style[_STYLES[tag.name]] = True
        if tag.name == "a" and (href := self.address(tag.get("href", ""))):
            style["href"] = href
        if lang := language_code(tag.get("lang", "")):
            style["lang"] = lang
        runs = self.runs(tag.children, style)
        # Blocks in places where only text can stand are parted by a line.
        return [{"break": True}, *runs] if tag.name in _BLOCKS or tag.name == "li" else runs

    def reference(self, mark: str) -> dict:
        """Return a note where its mark stands first; afterwards the mark alone."""
        if mark in self.told or mark not in self.notes:
            return {"text": mark, "super": True}
        self.told.add(mark)
        return {"note": {"mark": mark, "runs": self.note(mark)}}

    def note(self, mark: str) -> list[dict]:
        return self.runs_of(self.notes[mark])

    def address(self, href: str) -> str:
        """Return where a link leads, complete; empty for places within the text or unsafe ones."""
        if not href or href.startswith("#"):
            return ""
        try:
            whole = urljoin(self.base_url, href)
            return whole if urlsplit(whole).scheme in ("http", "https", "mailto") else ""
        except ValueError:
            return ""


def trimmed(runs: list[dict]) -> list[dict]:
    """Return runs without spaces and breaks at their ends, beside breaks, or doubled."""
    kept = []
    for run in runs:
        if "text" in run and "code" not in run:
            open_ = not kept or "break" in kept[-1] or kept[-1].get("text", "").endswith(" ")
            run = {**run, "text": run["text"].lstrip(" ") if open_ else run["text"]}
            if not run["text"]:
                continue
        elif "break" in run:
            kept = _without_end(kept)
            if not kept:
                continue
        kept.append(run)
    while kept and "break" in kept[-1]:
        kept = _without_end(kept[:-1])
    return _without_end(kept)


def _without_end(runs: list[dict]) -> list[dict]:
    if not runs or "text" not in runs[-1]:
        return runs
    text = runs[-1]["text"].rstrip(" ")
    return [*runs[:-1], {**runs[-1], "text": text}] if text else _without_end(runs[:-1])


def _is_numeric(cell: Tag) -> bool:
    style = cell.get("style", "").replace(" ", "")
    return cell.has_attr("data-numeric") or "text-align:right" in style
