"""What Word puts on the clipboard, as plain HTML: its lists are paragraphs that look like items."""

import re
from itertools import groupby

from bs4 import BeautifulSoup, Comment
from bs4.element import Tag

from .html_lists import LABEL

_LIST = re.compile(r"mso-list:\s*l(\d+)\s+level(\d+)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_COUNTED = re.compile(
    r"\(?(?:\d+(?:\.\d+)*|[a-z]{1,4})[.)]|\d+(?:\.\d+)+|[^\W\d_]{3,12}\.?\s*(?:\d+|[ivxlc]+)[.)]?",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"<!\[[^\]]*\]>")
_HEADING = re.compile(r"MsoHeading([1-6])|mso-outline-level:\s*([1-6])", re.IGNORECASE)


def plain_markup(markup: str) -> str:
    """Return pasted HTML with lists and headings of Word as such; any other HTML as it is."""
    if "mso" not in markup.lower():
        return markup
    soup = BeautifulSoup(_CONDITION.sub("", markup), "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for paragraph in soup.find_all("p"):
        looks = f"{' '.join(paragraph.get('class', []))} {paragraph.get('style', '')}"
        if "MsoTitle" in looks:
            paragraph.name = "h1"
        elif (match := _HEADING.search(looks)) and not _LIST.search(looks):
            paragraph.name = f"h{match[1] or match[2]}"
    for run in _runs(soup):
        _make_lists(run)
    return str(soup)


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
