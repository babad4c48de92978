"""PDFs are read as they are printed: columns, paragraphs, note marks, tables."""

from pathlib import Path

import pytest

from cms.media.extraction import extract
from home.importing import read_document

from .placed_text import by_rows, column, one_by_one, placed_pdf
from .sample_documents import paragraphs

ORIGINALS = Path(__file__).with_name("originals")
LEFT = (
    "Working people everywhere have built the wealth",
    "of nations, and yet they are asked to pay for the",
    "crises that they did not cause. We stand for a just",
    "transition that leaves nobody behind.",
    "",
    "We ask all governments to act together and at once",
    "and to give every worker the right to organise. The",
    "alliance will report on it to its members with the sup-",
)
RIGHT = (
    "port of the trade unions in every country that has",
    "signed the agreement and its annexes in full.",
    "",
    "Democratic participation requires transparency and",
    "accountability, and courts that are independent of",
    "every government. It needs a press that is free to",
    "ask and citizens who are free to answer, in all the",
    "countries of the alliance.",
)
READ = [
    "Working people everywhere have built the wealth of nations, and yet they are asked to pay for "
    "the crises that they did not cause. We stand for a just transition that leaves nobody behind.",
    "We ask all governments to act together and at once and to give every worker the right to "
    "organise. The alliance will report on it to its members with the support of the trade unions "
    "in every country that has signed the agreement and its annexes in full.",
    "Democratic participation requires transparency and accountability, and courts that are "
    "independent of every government. It needs a press that is free to ask and citizens who are "
    "free to answer, in all the countries of the alliance.",
]
HEAD = [(60, 80, 18, "On a fair transition"), (60, 104, 10, "5 March 2018")]


@pytest.fixture
def read(tmp_path):
    def read(data, **options):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        return read_document(path, language="en", **options)

    return read


def texts(document):
    return [one.removeprefix("<p>").removesuffix("</p>") for one in paragraphs(document)]


@pytest.mark.parametrize("order", [one_by_one, by_rows])
def test_columns_are_read_one_after_the_other(read, order):
    page = [*HEAD, *order(column(60, 150, *LEFT), column(310, 150, *RIGHT))]
    document = read(placed_pdf(page))
    assert (document.title, document.date_text) == ("On a fair transition", "5 March 2018")
    assert texts(document) == READ


def test_columns_that_have_a_text_over_and_under_them(read):
    over = column(
        60,
        120,
        "This text spans the page over both of its columns and says what the alliance wants to be",
        "decided by all its members before the year is out, wherever they are.",
    )
    date = [(420, 104, 10, "Berlin, 5 March 2018")]
    under = column(
        60,
        330,
        "Annex",
        "",
        "The annex is part of the resolution and spans the page with all that belongs to it, too.",
    )
    columns = by_rows(column(60, 170, *LEFT), column(310, 170, *RIGHT))
    document = read(placed_pdf([HEAD[0], *date, *over, *columns, *under]))
    assert document.date_text == "Berlin, 5 March 2018"
    assert texts(document)[1:4] == READ
    assert document.plain_text.rpartition("\n\n")[0].endswith("\n\nAnnex")


def test_three_columns(read):
    words = [
        [f"{name} column {number} goes on here" for number in range(1, 8)]
        for name in ("First", "Second", "Third")
    ]
    page = by_rows(*(column(50 + 175 * at, 150, *lines) for at, lines in enumerate(words)))
    text = read(placed_pdf([*HEAD, *page])).plain_text
    places = [text.index(line) for lines in words for line in lines]
    assert places == sorted(places)


def test_columns_of_two_pages_with_heads_and_feet(read):
    def page(number, left, right):
        furniture = [(60, 40, 9, "The alliance"), (300, 810, 9, str(number))]
        return [*furniture, *by_rows(column(60, 100, *left), column(310, 100, *right))]

    document = read(placed_pdf(page(7, LEFT, RIGHT), page(8, RIGHT, LEFT)), title="-")
    assert texts(document)[:3] == READ
    assert "The alliance\n" not in document.plain_text
    assert not {"7", "8"} & set(document.plain_text.split())


def test_paragraphs_are_parted_by_gaps_indents_and_lines_that_end_early(read):
    gaps = column(60, 100, *LEFT[:4], "", *LEFT[5:7])
    indents = [
        *column(60, 300, LEFT[0], LEFT[1], "crises that they did not cause. We stand for all."),
        (75, 336, 10, "We ask all governments to act together and"),
        (60, 348, 10, "at once, and to give every worker the right."),
    ]
    early = column(
        60, 500, "A line that ends early.", LEFT[0], LEFT[1], "and that is all.", LEFT[5], LEFT[6]
    )
    read_gaps = texts(read(placed_pdf(gaps), title="-"))
    assert [one.split()[0] for one in read_gaps] == ["Working", "We"]
    assert len(texts(read(placed_pdf(indents), title="-"))) == 2
    found = texts(read(placed_pdf(early), title="-"))
    assert [one.split(" ", 1)[0] for one in found] == ["A", "Working", "We"]


def test_a_word_that_the_page_cut_is_one(read):
    pages = [column(60, 100, *LEFT), column(60, 100, *RIGHT[:2])]
    assert "with the support of the trade unions" in read(placed_pdf(*pages), title="-").plain_text


@pytest.mark.parametrize("drawn_last", [True, False])
def test_a_note_mark_stays_in_its_sentence(read, drawn_last):
    base = [(60, 100, 10, "Working people built the wealth"), (60, 112, 10, LEFT[1])]
    mark = (199.3, 96.5, 6, "1")
    rest = [(205, 100, 10, "of nations, as the report says.")]
    note = [(60, 780, 8, "1 The report of the Secretary General.")]
    page = [*base, *rest, *note, mark] if drawn_last else [base[0], mark, *rest, base[1], *note]
    document = read(placed_pdf(page), title="-")
    assert "wealth<sup>1</sup> of nations" in texts(document)[0]
    assert document.footnotes == [("1", "The report of the Secretary General.")]


def test_powers_and_ordinals_stay_with_their_word(read):
    page = [
        (60, 100, 10, "The 5"),
        (85.8, 96.5, 6, "th"),
        (91, 100, 10, " congress gave each of the members a room of 12 m"),
        (325.7, 96.5, 6, "2"),
    ]
    assert texts(read(placed_pdf(page), title="-")) == [
        "The 5th congress gave each of the members a room of 12 m²"
    ]


def rows(*lines, lefts=(60, 200, 300), top=200, step=18):
    return [
        (left, top + step * at, 10, cell)
        for at, line in enumerate(lines)
        for left, cell in zip(lefts, line, strict=False)
        if cell
    ]


def test_a_table_stays_one(read):
    table = rows(("Country", "Votes", "Seats"), ("Chile", "3", "12"), ("South Africa", "12", "4"))
    after = column(60, 300, *LEFT[:4])
    document = read(placed_pdf([*column(60, 100, *LEFT[:4]), *table, *after]), title="-")
    found = next(block["value"] for block in document.blocks if block["type"] == "table")
    assert [one["heading"] for one in found["columns"]] == ["Country", "Votes", "Seats"]
    assert [row["values"] for row in found["rows"]] == [
        ["Chile", "3", "12"],
        ["South Africa", "12", "4"],
    ]
    assert texts(document) == [READ[0], READ[0]]
    assert document.notes == ()


@pytest.mark.parametrize(
    "lines",
    [
        [("Country", "Votes", "Seats"), ("", "3", "12"), ("Chile", "", "4"), ("", "7", "")],
        [("Country", "Votes", "Seats"), ("Chile", "1", ""), ("", "", "4"), ("Peru", "", "5")],
    ],
)
def test_a_table_that_cannot_be_read_is_named_and_its_words_are_kept(read, lines):
    document = read(placed_pdf([*column(60, 100, *LEFT[:4]), *rows(*lines)]), title="-")
    assert not any(block["type"] == "table" for block in document.blocks)
    assert all(cell in document.plain_text for line in lines for cell in line)
    assert document.notes == ("1 table could not be read as one: its words stand as text.",)


def test_what_only_looks_like_a_table_is_none(read):
    numbered = rows(
        ("1.", "The first demand of the alliance"),
        ("2.", "The second demand of the alliance"),
        ("3.", "The third demand of the alliance"),
        lefts=(60, 80),
    )
    document = read(placed_pdf([*column(60, 100, *LEFT[:4]), *numbered]), title="-")
    assert paragraphs(document)[1].count("<li>") == 3
    assert not any(block["type"] == "table" for block in document.blocks)


def test_a_page_that_chromium_printed(read):
    document = read((ORIGINALS / "columns-chromium.pdf").read_bytes())
    assert document.title == "Resolution on a fair transition for all"
    assert document.date_text == "Berlin, 5 March 2018"
    found = texts(document)
    assert found[0].startswith("Working people")
    assert found[0].endswith("for themselves.")
    assert "nations<sup>1</sup>, and yet" in found[0]
    assert found[1].startswith("We therefore")
    assert found[1].endswith("and agriculture.")
    assert found[-1].endswith("the annex is part of the resolution.")
    kinds = [block["type"] for block in document.blocks]
    assert kinds[-3:] == ["table", "paragraph", "footnotes"]
    assert [mark for mark, _note in document.footnotes] == ["1", "2"]


def test_the_text_of_the_search_parts_paragraphs_too():
    page = [*HEAD, *by_rows(column(60, 150, *LEFT), column(310, 150, *RIGHT))]
    text = extract(placed_pdf(page)).text
    assert text.startswith("On a fair transition\n\n5 March 2018\n\nWorking people")
    assert text.index("members with the") < text.index("port of the trade")
