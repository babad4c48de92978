"""Reads HTML: web pages, and what Word and Markdown files are turned into."""

import re
import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import Tag

from . import contents, html_visibility, inline, notices, titles
from .elements import ParsedDocument
from .html_lists import close_open, print_labels
from .lines import normalise
from .notices import Notices
from .walker import Walker

_DROPPED = re.split(
    r"\s+",
    "script style noscript template iframe object embed svg math canvas video audio form input "
    "button select textarea nav aside dialog link meta head title",
)
_NOTE_MARK = re.compile(r"[\[(]?\s*([0-9]{1,4}|[a-z]{1,3}|\*{1,4}|†|‡)\s*[\])]?")
# Set on the heading that a Word document itself calls its title.
TITLE_CLASS = "document-title"
_WORD_NOTE = re.compile(r"(?:ftn|edn)\d+")
_BACK_ARROWS = re.compile(r"\s*(?:[↑↩⤴⬆^]\ufe0e?\s*)+$")


def parse(markup: str) -> BeautifulSoup:
    """Return the tree of an HTML text."""
    with warnings.catch_warnings():
        # A text of one line that looks like a file name is still a text.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(markup, "html.parser")


def read_html(
    markup: str, *, language: str = "", found: Notices | None = None, is_page: bool = True
) -> ParsedDocument:
    """Return the pieces of an HTML text, without the navigation around it.

    What is left out of it is counted in `found`. The heading of a web page is its title; of
    another document, that `is_page` says it is not, only where no line over it is.
    """
    found = Notices() if found is None else found
    soup = parse(markup.replace(inline.NOTE_OPEN, "").replace(inline.NOTE_CLOSE, ""))
    root = _content_root(soup)
    close_open(root)
    html_visibility.hide(soup, root, found)
    html_visibility.strike(root, found, language)
    contents.drop_marked(root, found)
    sure, heading, page = _titles(soup)
    _drop_chrome(root)
    found.add(notices.PICTURE, len(root.find_all("img")))
    found.add(notices.COLOUR, sum(tag.find("mark") is not None for tag in root.find_all("p")))
    footnotes = _take_footnotes(root)
    print_labels(root)
    elements = list(Walker().elements(root))
    if not sure:
        several = len(soup.find_all("h1")) > 1
        whole = heading and is_page and not several
        sure = heading if whole and not titles.is_section(heading) else titles.of_headings(elements)
        sure = sure or (titles.of_page(elements, page) if is_page else "")
    return ParsedDocument(elements, footnotes, title=sure, notices=found)


def _titles(soup: BeautifulSoup) -> tuple[str, str, str]:
    """Return what is marked as the title, the first heading, and what the page calls itself."""
    marked = soup.find_all("h1", class_=TITLE_CLASS)
    return (
        " ".join(map(_words, marked[:4])),
        _words(soup.find("h1")),
        _words(soup.find("title")),
    )


def _words(tag: Tag | None) -> str:
    return " ".join(normalise(tag.get_text(" ")).split()) if tag is not None else ""


def _content_root(soup: BeautifulSoup) -> Tag:
    """Return the element that holds the text: the only `main` or `article`, else everything."""
    for name in ("main", "article"):
        found = soup.find_all(name)
        if len(found) == 1 and found[0].get_text(strip=True):
            return found[0]
    return soup.body or soup


def _drop_chrome(root: Tag) -> None:
    # Cut out and not destroyed: what lies inside may be on the list as well.
    for tag in root.find_all(_DROPPED):
        tag.extract()
    for tag in root.find_all(["header", "footer"]):
        # An article's own header holds its title; a page's holds the menu.
        if root.name != "article" and tag.find_parent("article") is None:
            _keep_heading(tag)


def _keep_heading(tag: Tag) -> None:
    heading = tag.find("h1")
    if heading is not None and tag.parent is not None:
        tag.replace_with(heading.extract())
    else:
        tag.extract()


def _take_footnotes(root: Tag) -> list[tuple[str, str]]:
    """Cut the notes out of the tree and return them; their marks become plain superscripts."""
    targets = {str(tag["name"]): tag for tag in root.find_all("a", attrs={"name": True})}
    targets |= {str(tag["id"]): tag for tag in root.find_all(id=True)}
    order = {id(tag): place for place, tag in enumerate(root.find_all(True))}
    notes: dict[str, tuple[str, Tag]] = {}
    for anchor in root.find_all("a", href=re.compile("^#.")):
        key, text = str(anchor["href"])[1:], anchor.get_text(strip=True)
        match = _NOTE_MARK.fullmatch(text)
        target = targets.get(key)
        if not match or target is None or order[id(target)] <= order[id(anchor)]:
            continue
        note = _note_element(target)
        if note is None or anchor in note.descendants:
            continue
        mark = notes.setdefault(key, (match[1], note))[0]
        holder = anchor.parent if anchor.parent and anchor.parent.name == "sup" else anchor
        holder.replace_with(f"{inline.NOTE_OPEN}{mark}{inline.NOTE_CLOSE}")
    found = []
    for mark, note in notes.values():
        for back in note.find_all("a", href=re.compile("^#")):
            back.extract()
        text = inline.tidy(Walker().inline(note))
        text = re.sub(rf"^\[?{re.escape(mark)}[\].]?\s+", "", _BACK_ARROWS.sub("", text))
        found.append((mark, text))
    for _mark, note in notes.values():
        _remove(note)
    return found


def _note_element(target: Tag) -> Tag | None:
    """Return the element that holds a note whose anchor was found."""
    if target.name in {"li", "p", "div", "dd", "aside"}:
        return target
    # Word puts the paragraphs of one note together.
    whole = target.find_parent("div", id=_WORD_NOTE)
    return whole or target.find_parent(["li", "p", "dd"])


def _remove(note: Tag) -> None:
    parent = note.parent
    note.extract()
    if parent is None or parent.name not in {"ol", "ul", "section"} or parent.parent is None:
        return
    if not parent.get_text(strip=True):
        parent.extract()
