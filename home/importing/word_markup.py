"""What Word puts on the clipboard, as plain HTML: its lists are paragraphs that look like items."""

import re
from itertools import groupby

from bs4 import BeautifulSoup, Comment
from bs4.element import Tag

from .html_lists import LABEL
from .markup import TITLE_CLASS
from .word_styles import QUOTE, TITLE, role_of_class, role_of_name

_LIST = re.compile(r"mso-list:\s*l(\d+)\s+level(\d+)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_COUNTED = re.compile(
    r"\(?(?:\d+(?:\.\d+)*|[a-z]{1,4})[.)]|\d+(?:\.\d+)+|[^\W\d_]{3,12}\.?\s*(?:\d+|[ivxlc]+)[.)]?",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"<!\[[^\]]*\]>")
_OUTLINE = re.compile(r"mso-outline-level:\s*([1-6])", re.IGNORECASE)
_STYLE_NAME = re.compile(r'mso-style-name:\s*"?([^";}]{1,80})')
_CLASS = re.compile(r"(?:p|h[1-6]|div)?\.([\w-]+)")
_LONGEST_SHEET = 100_000
_QUOTED = "quoted"
# What fills the room between the mark of an item and its words.
_FILLER = re.compile(r"font:\s*7(?:\.0)?pt", re.IGNORECASE)
_MARGIN = re.compile(r"margin-left:\s*(\d+(?:\.\d+)?)(pt|cm|in)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0}
_POINTS_A_LEVEL = 36.0


def plain_markup(markup: str) -> str:
    """Return pasted HTML with lists and headings of Word as such; any other HTML as it is."""
    if "mso" not in markup.lower():
        return markup
    soup = BeautifulSoup(_CONDITION.sub("", markup), "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    named = _named_styles(soup)
    for paragraph in soup.find_all("p"):
        _as_listed(paragraph)
        _as_named(paragraph, named)
    _join_quotes(soup)
    for run in _runs(soup):
        _make_lists(run)
    return str(soup)


def _named_styles(soup: BeautifulSoup) -> dict[str, str]:
    """Return the classes that the page's own styles name, each with what it is for."""
    sheets = " ".join(str(tag.string or "")[:_LONGEST_SHEET] for tag in soup.find_all("style"))
    rules = (rule.partition("{") for rule in sheets.split("}"))
    found = {}
    for selectors, _brace, said in rules:
        if match := _STYLE_NAME.search(said):
            purpose = role_of_name(match[1])
            found |= {name: purpose for name in _CLASS.findall(selectors) if purpose}
    return found


def _as_named(paragraph: Tag, named: dict[str, str]) -> None:
    """Make of a paragraph what its style says: the title, a heading, a quotation."""
    classes = paragraph.get("class", [])
    style = str(paragraph.get("style", ""))
    purpose = next((found for one in classes if (found := role_of_class(one))), "")
    purpose = purpose or next((named[one] for one in classes if one in named), "")
    if not purpose and (match := _OUTLINE.search(style)) and not _LIST.search(style):
        purpose = match[1]
    if purpose == TITLE:
        paragraph.name, paragraph["class"] = "h1", [TITLE_CLASS]
    elif purpose.isdecimal() and not _LIST.search(style):
        paragraph.name = f"h{purpose}"
    elif purpose == QUOTE:
        paragraph["class"] = [_QUOTED]


def _join_quotes(soup: BeautifulSoup) -> None:
    """Put paragraphs of a quotation that follow one another into one."""
    for paragraph in soup.find_all("p", class_=_QUOTED):
        before = paragraph.find_previous_sibling()
        if (
            before is not None
            and before.name == "blockquote"
            and _QUOTED in before.get("class", [])
        ):
            before.append(paragraph.extract())
        else:
            paragraph.wrap(soup.new_tag("blockquote", attrs={"class": [_QUOTED]}))


def _as_listed(paragraph: Tag) -> None:
    """Say of an item in "filtered" HTML what Word else says of it: its mark, how deep it stands."""
    if not any(one.startswith("MsoListParagraph") for one in paragraph.get("class", [])):
        return
    style = str(paragraph.get("style", ""))
    first = next((one for one in paragraph.find_all("span") if one.get_text(strip=True)), None)
    if _LIST.search(style) or first is None or "text-indent:-" not in style.replace(" ", ""):
        return
    filler = first.find("span", style=_FILLER)
    if filler is None:
        # A number stands free, its filling alone in a part of its own.
        filler = paragraph.find("span", style=_FILLER)
        mark = filler.previous_sibling if filler is not None else None
        if not isinstance(mark, str) or not mark.strip():
            return
        first = filler
        first.insert(0, mark.extract())
    margin = _MARGIN.search(style)
    points = float(margin[1]) * _POINTS[margin[2].lower()] if margin else 0.0
    level = min(max(1, round(points / _POINTS_A_LEVEL)), 9)
    first["style"] = "mso-list:Ignore"
    paragraph["style"] = f"mso-list:l0 level{level}"


def _level(tag) -> int:
    """Return how deep a paragraph of Word stands in lists, 0 for one that is no item."""
    style = tag.get("style", "") if isinstance(tag, Tag) and tag.name == "p" else ""
    match = _LIST.search(style)
    return int(match[2]) if match else 0


def _runs(soup: BeautifulSoup) -> list[list[Tag]]:
    """Return the items that follow one another, as lists of paragraphs."""
    runs = []
    for parent in {
        id(tag.parent): tag.parent for tag in soup.find_all("p") if _level(tag)
    }.values():
        siblings = [tag for tag in parent.children if isinstance(tag, Tag)]
        for listed, group in groupby(siblings, key=lambda tag: _level(tag) > 0):
            if listed:
                runs.append(list(group))
    return runs


def _make_lists(run: list[Tag]) -> None:
    """Put the paragraphs of a run into lists, in the place of the first."""
    soup = BeautifulSoup("", "html.parser")
    anchor = soup.new_tag("div")
    run[0].insert_before(anchor)
    open_lists: list[Tag] = []
    for paragraph in run:
        level = min(_level(paragraph), len(open_lists) + 1)
        mark = _take_mark(paragraph)
        name = "ol" if _COUNTED.fullmatch(mark) else "ul"
        del open_lists[level:]
        if len(open_lists) == level and open_lists[-1].name != name:
            open_lists.pop()
        if len(open_lists) < level:
            holder = open_lists[-1].find_all("li", recursive=False)[-1] if open_lists else anchor
            open_lists.append(soup.new_tag(name))
            holder.append(open_lists[-1])
        item = soup.new_tag("li")
        if name == "ol":
            item[LABEL] = mark
        for child in list(paragraph.contents):
            item.append(child.extract())
        open_lists[-1].append(item)
        paragraph.extract()
    anchor.unwrap()


def _take_mark(paragraph: Tag) -> str:
    """Return the number or bullet that Word printed before an item, taken out of it."""
    mark = ""
    for span in paragraph.find_all("span", style=_IGNORED):
        mark += span.extract().get_text(strip=True)
    return mark
