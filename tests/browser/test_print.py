"""Public pages on paper: no sheet for next to nothing, facts beside what they are of."""

import pypdfium2
import pytest

from tests.browser.addresses import KINDS, addresses

pytestmark = pytest.mark.browser
# Fewer letters than these make no sheet of their own.
FEW = 60
# The most that is long by nature: everybody who belongs, everybody who sits on a body.
SHEETS = 6


def printed(page, path: str) -> list[str]:
    """Return the text of every sheet of a page that is printed."""
    page.goto(path)
    with pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)) as document:
        return [sheet.get_textpage().get_text_range() for sheet in document]


def test_every_kind_of_page_is_printed_whole_and_wastes_no_sheet(chromium, served_site, visit):
    page = visit("about:blank")
    wasted, long, unaddressed = [], {}, []
    for kind, path in addresses(chromium, served_site, "fr").items():
        if path is None or kind not in KINDS or kind == "not found":
            continue
        sheets = printed(page, path)
        wasted += [(kind, text) for text in sheets if len(text.strip()) < FEW]
        if len(sheets) > SHEETS:
            long[kind] = len(sheets)
        if path.split("?")[0] not in sheets[0]:
            unaddressed.append(kind)
    assert (wasted, long, unaddressed) == ([], {}, [])


def test_a_statement_says_on_paper_how_to_cite_it(chromium, served_site, visit):
    text = "\n".join(
        printed(visit("about:blank"), addresses(chromium, served_site, "en")["statement"])
    )
    assert "How to cite" in text
    assert "Copy the citation" not in text
    assert "Cards and texts" not in text


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_all_values_of_a_fact_stand_in_one_column(width, chromium, served_site, visit):
    page = visit("about:blank")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(addresses(chromium, served_site, "en")["statement"])
    columns = page.evaluate(
        """() => [...document.querySelectorAll(".fact-list > div")].map(
          (fact) => new Set([...fact.querySelectorAll("dd")].map(
            (value) => Math.round(value.getBoundingClientRect().left))).size)"""
    )
    assert set(columns) == {1}
