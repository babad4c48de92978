"""Running heads, running feet and the numbers of pages are no part of a text."""

from pathlib import Path

import pytest

from home.importing import read_document, read_text

from .placed_text import by_rows, column, placed_pdf
from .sample_documents import headings, paragraphs

ORIGINALS = Path(__file__).with_name("originals")
PROSE = [
    "The alliance stands with all who defend freedom where it is under attack, everywhere, always.",
    "Every worker has the right to organise, and every government the duty to see that it is kept.",
    "Peace is more than the silence of arms: it is the presence of justice in all its many forms.",
    "Nobody is left behind where all decide together how the common wealth is made and given out.",
    "A just transition gives communities the means to decide for themselves how they want to live.",
]


def sheets(head=None, foot=None, count=4):
    """Return the text of pages, each with its own sentence between a head and a foot."""
    pages = []
    for place in range(count):
        lines = [head(place) if head else "", "", PROSE[place], "", foot(place) if foot else ""]
        pages.append("\n".join(lines))
    return "\f".join(pages)


def read(text):
    return read_text(text, language="en", title="-").plain_text.split("\n\n")


ROMAN = ("iii", "iv", "v", "vi", "vii")


@pytest.mark.parametrize(
    "number",
    [
        lambda place: f"{place + 7}",
        lambda place: f"Page {place + 3} of 12",
        lambda place: f"page {place + 3}/12",
        lambda place: f"- {place + 3} -",
        lambda place: f"– {place + 3} –",
        lambda place: f"[{place + 3}]",
        lambda place: f"({place + 3})",
        lambda place: f"{place + 3}/12",
        lambda place: f"{place + 3} | Page",
        lambda place: f"Page | {place + 3}",
        lambda place: f"p. {place + 3}",
        lambda place: f"Página {place + 3} de 12",
        lambda place: f"Page n° {place + 3}",
        lambda place: ROMAN[place],
        lambda place: ROMAN[place].upper(),
        lambda place: f"– {ROMAN[place]} –",
        lambda place: f"Page {ROMAN[place]} of xii",
    ],
)
def test_numbers_of_pages(number):
    assert read(sheets(foot=number)) == PROSE[:4]
    assert read(sheets(head=number)) == PROSE[:4]


@pytest.mark.parametrize(
    "line",
    [
        lambda place: f"The alliance – Page {place + 1} of 4",
        lambda place: f"{place + 1} of 4 · The alliance",
        lambda place: f"Report of {2018 + place} of the alliance",
        lambda place: f"The alliance, {place + 3} March 2018, printed at 10:{place}7",
        lambda place: f"Session of {('March', 'April', 'May', 'June')[place]} 2018, The alliance",
        lambda place: f"The alliance {ROMAN[place]}",
        lambda place: f"Doc. 12/{place + 40}/rev.{place} The alliance",
        lambda place: ("The alliance", "Resolution on peace")[place % 2],
        lambda place: (f"{place + 2} The alliance", f"Resolution on peace {place + 2}")[place % 2],
    ],
)
def test_running_heads_and_feet_that_change(line):
    assert read(sheets(head=line)) == PROSE[:4]
    assert read(sheets(foot=line)) == PROSE[:4]


def test_the_number_of_a_single_sheet():
    assert read(f"{PROSE[0]}\n\nPage 1 of 1") == [PROSE[0]]
    assert read(f"{PROSE[0]}\n\n3/4") == [PROSE[0], "3/4"]


@pytest.mark.parametrize(
    "line",
    [
        lambda place: ("In 2018 we met.", "Chile voted.", "Nobody came.", "In 2019 too.")[place],
        lambda place: ("i", "Chile", "x", "12")[place],
    ],
)
def test_lines_of_the_text_at_the_edge_of_a_page_stay(line):
    text = " ".join(read(sheets(head=line)))
    assert all(line(place).rstrip(".") in text for place in range(4))


def test_heads_and_feet_over_columns(tmp_path):
    def page(place):
        words = PROSE[place].split()
        halves = [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
        side = [f"{'Left' if place % 2 else 'First'} {place} {one}" for one in halves] * 2
        other = [f"Right {place} {one}" for one in halves] * 2
        head = [(60, 40, 9, "The alliance"), (440, 40, 9, f"Session of {2018 + place}")]
        foot = [(60, 810, 9, "alliance.example"), (480, 810, 9, f"{place + 1}/3")]
        return [*head, *by_rows(column(60, 100, *side), column(310, 100, *other)), *foot]

    path = tmp_path / "a.pdf"
    path.write_bytes(placed_pdf(*map(page, range(3))))
    text = read_document(path, language="en", title="-").plain_text
    assert not any(part in text for part in ("The alliance\n", "Session", "alliance.example", "/3"))
    assert "Right 2" in text


def test_a_document_that_libreoffice_exported():
    document = read_document(ORIGINALS / "columns-libreoffice.pdf", language="en")
    assert (document.title, document.date_text) == ("Resolution on fair work", "5 March 2018")
    found = [one.removeprefix("<p>").removesuffix("</p>") for one in paragraphs(document)]
    # Every paragraph begins with its number; those that a column or a page cut are whole.
    assert [one.split()[0] for one in found] == [f"{number:02d}" for number in range(1, 25)]
    assert all(one.endswith((".", ".</em>")) for one in found)
    assert document.footnotes == [("1", "According to the report of the Secretary General.")]
    assert headings(document) == []
