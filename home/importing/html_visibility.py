"""What readers of a web page do not see, and what is struck out in it."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.conf import settings

from . import notices, word_lists
from .notices import Notices

MARK = "mark"
_CHROME_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu"}
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0?\.?0+(?![.\d])"
    r"|font-size:0(?:px|pt|em|rem|%)?(?![.\d])"
)
# Of a style sheet, and of what it hides.
_LONGEST_SHEET, _MOST_SELECTORS = 100_000, 500
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)+", re.IGNORECASE)
_PRINT_ONLY = re.compile(r"@media\s+print", re.IGNORECASE)
_STRUCK = ["s", "strike", "del"]


def hide(soup: BeautifulSoup, root: Tag, found: Notices) -> None:
    """Cut out of `root` what a browser does not show; hidden text is counted in `found`."""
    selectors = _hiding_selectors(soup)
    for tag in _outermost(root, lambda tag: _is_hidden(tag, selectors)):
        role = str(tag.get("role") or "").lower()
        icon = str(tag.get("aria-hidden")).lower() == "true"
        if tag.get_text(strip=True) and role not in _CHROME_ROLES and not icon and tag.parent:
            found.add(notices.HIDDEN)
        tag.extract()


def strike(root: Tag, found: Notices, language: str = "") -> None:
    """Leave out what is struck out or mark it, as the setting `IMPORT_STRUCK_OUT` says."""
    marked = settings.IMPORT_STRUCK_OUT == MARK
    word = word_lists.STRUCK_OUT.get(language, word_lists.STRUCK_OUT["en"])
    for tag in _outermost(root, _is_struck):
        if not tag.get_text(strip=True):
            tag.extract()
            continue
        found.add(notices.MARKED if marked else notices.STRUCK)
        if not marked:
            tag.extract()
            continue
        for inner in tag.find_all(_STRUCK):
            inner.unwrap()
        tag.insert(0, f"[{word}: ")
        tag.append("]")
        if tag.name in _STRUCK:
            tag.unwrap()


def _outermost(root: Tag, wanted: Callable[[Tag], bool]) -> list[Tag]:
    """Return the elements that are wanted and stand in no other that is."""
    found, inside = [], set()
    for tag in root.find_all(True):
        if id(tag) not in inside and wanted(tag):
            found.append(tag)
            inside |= {id(one) for one in tag.find_all(True)}
    return found


def _style(tag: Tag) -> str:
    return re.sub(r"\s", "", str(tag.get("style") or "").lower())


def _is_struck(tag: Tag) -> bool:
    return tag.name in _STRUCK or bool(
        re.search(r"text-decoration(?:-line)?:[^;]*line-through", _style(tag))
    )


def _is_hidden(tag: Tag, selectors: set[tuple[str, str, frozenset[str]]]) -> bool:
    return (
        str(tag.get("role") or "").lower() in _CHROME_ROLES
        or tag.has_attr("hidden")
        or bool(_HIDING.search(_style(tag)))
        or str(tag.get("aria-hidden")).lower() == "true"
        or any(_matches(tag, selector) for selector in selectors)
    )


def _matches(tag: Tag, selector: tuple[str, str, frozenset[str]]) -> bool:
    name, key, classes = selector
    own = tag.get("class") or []
    return (
        name in {"", tag.name}
        and key in {"", str(tag.get("id") or "")}
        and classes <= set(own if isinstance(own, list) else str(own).split())
    )


def _hiding_selectors(soup: BeautifulSoup) -> set[tuple[str, str, frozenset[str]]]:
    """Return the classes and ids that the page's own style sheets hide: name, id, classes."""
    found: set[tuple[str, str, frozenset[str]]] = set()
    for sheet in soup.find_all("style"):
        text = _without_print(_without_comments(str(sheet.string or "")[:_LONGEST_SHEET]))
        for rule in text.split("}"):
            selectors, _brace, said = rule.rpartition("{")
            if not _HIDING.search(re.sub(r"\s", "", said.lower())):
                continue
            for selector in selectors.rpartition("{")[2].split(","):
                selector = selector.strip()
                if _SIMPLE.fullmatch(selector) and len(found) < _MOST_SELECTORS:
                    name = re.match(r"[^.#]*", selector)
                    ids = re.findall(r"#([\w-]+)", selector)
                    classes = frozenset(re.findall(r"\.([\w-]+)", selector))
                    found.add((name[0].lower() if name else "", "".join(ids), classes))
    return found


def _without_comments(text: str) -> str:
    """Return a style sheet without its comments; one that never ends takes all that follows."""
    kept = []
    for part in text.replace("<!--", "").replace("-->", "").split("/*"):
        kept.append(part.partition("*/")[2] if kept else part)
    return "".join(kept)


def _without_print(text: str) -> str:
    """Return a style sheet without the rules that hold on paper alone."""
    while match := _PRINT_ONLY.search(text):
        depth, end = 0, len(text)
        for place in range(match.end(), len(text)):
            depth += {"{": 1, "}": -1}.get(text[place], 0)
            if text[place] == "}" and depth <= 0:
                end = place + 1
                break
        text = text[: match.start()] + text[end:]
    return text
