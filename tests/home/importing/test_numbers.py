"""The numbers that a document prints before its points come out as its readers cite them."""

import re

import pytest

from home.importing import read_bytes, read_pasted, read_text
from home.importing.word_numbering import spell

from .sample_documents import headings, make_docx, paragraphs
from .word_documents import again, make_word, numbered, paragraph

LONG = "The alliance stands with all who defend freedom where it is under attack, everywhere."
DECIMAL = ("decimal", "%1.")


def word(body, language="en", **parts):
    return read_bytes(make_word(body, **parts), "a.docx", language=language, title="-")


def html(markup, language="en"):
    return read_bytes(f"<body>{markup}".encode(), "a.html", language=language, title="-")


def markdown(text):
    return read_bytes(text.encode(), "a.md", language="en", title="-")


def test_a_list_that_counts_from_one_stays_a_list():
    body = "".join(paragraph(text, num=1) for text in ("Peace;", "bread;", "land."))
    (block,) = paragraphs(word(paragraph(LONG) + body, numbering=numbered(DECIMAL)))[1:]
    assert block == "<ol><li>Peace;</li><li>bread;</li><li>land.</li></ol>"


def test_a_list_that_goes_on_after_a_paragraph_keeps_all_its_numbers():
    body = (
        paragraph("Peace;", num=1)
        + paragraph("bread;", num=1)
        + paragraph(LONG)
        + paragraph("land.", num=1)
    )
    found = paragraphs(word(body, numbering=numbered(DECIMAL)))
    assert found == ["<p>1. Peace;</p>", "<p>2. bread;</p>", f"<p>{LONG}</p>", "<p>3. land.</p>"]


def test_two_names_of_one_list_count_on_and_an_override_begins_anew():
    definition = numbered(DECIMAL) + again(2, 1) + again(3, 1, start=1) + again(4, 1, start=7)
    body = "".join(
        paragraph(text, num=num)
        for text, num in (("a;", 1), ("b;", 2), ("c;", 3), ("d;", 3), ("e;", 4), ("f;", 4))
    )
    found = paragraphs(word(paragraph(LONG) + body, numbering=definition))[1:]
    assert found == [
        "<ol><li>a;</li><li>b;</li></ol>",
        "<ol><li>c;</li><li>d;</li></ol>",
        "<p>7. e;</p>",
        "<p>8. f;</p>",
    ]


def test_a_list_that_starts_at_another_number():
    body = paragraph("Peace;", num=1) + paragraph("bread.", num=1)
    found = paragraphs(word(paragraph(LONG) + body, numbering=numbered(DECIMAL, start=5)))
    assert found[1:] == ["<p>5. Peace;</p>", "<p>6. bread.</p>"]


def test_lists_of_word_that_have_their_number_from_a_style():
    content = make_docx(
        ("", LONG),
        ("List Number", "one"),
        ("List Number", "two"),
        ("List Bullet", "dot"),
        ("", LONG),
        ("List Number", "three"),
        ("List Number 2", "first"),
        ("List Number 2", "second"),
    )
    found = read_bytes(content, "a.docx", language="en", title="-")
    assert paragraphs(found)[1:] == [
        "<p>1. one</p>",
        "<p>2. two</p>",
        "<ul><li>dot</li></ul>",
        f"<p>{LONG}</p>",
        "<p>3. three</p>",
        "<ol><li>first</li><li>second</li></ol>",
    ]


def test_a_list_that_has_its_levels_from_a_list_style():
    link = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
    linked = numbered(("upperRoman", "%1."), key=9).replace(
        "<w:lvl ", '<w:styleLink w:val="Legal"/><w:lvl ', 1
    )
    other = numbered(DECIMAL, key=7)
    body = paragraph("peace;", num=8) + paragraph("bread;", num=8) + paragraph("land.", num=7)
    found = word(paragraph(LONG) + body, numbering=other + link + linked + again(8, 8))
    assert paragraphs(found)[1:] == [
        "<p>I. peace;</p>",
        "<p>II. bread;</p>",
        "<ol><li>land.</li></ol>",
    ]


def test_an_item_of_two_paragraphs_keeps_them_apart():
    found = paragraphs(html(f"<p>{LONG}</p><ol><li><p>a</p><p>b</p></li><li>c</li></ol>"))
    assert found[1:] == ["<ol><li>a<br/>b</li><li>c</li></ol>"]


def test_articles_are_headings_with_their_number():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(
        paragraph(name, style="H1") + paragraph(LONG) for name in ("Name", "Aims", "Members")
    )
    document = word(body, numbering=numbered(("decimal", "Article %1")), styles=styles)
    assert headings(document) == [
        "## Article 1 Name",
        "## Article 2 Aims",
        "## Article 3 Members",
    ]
    assert "Article 3 Members" in document.plain_text


def test_clauses_within_clauses_and_a_level_that_begins_anew():
    levels = (DECIMAL, ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    body = "".join(
        paragraph(f"{text} {LONG}", num=1, level=level)
        for text, level in (("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 0), ("F", 1))
    )
    found = paragraphs(word(body, numbering=numbered(*levels)))
    assert [re.match(r"<p>(\S+ [A-F])", one)[1] for one in found] == [
        "1. A", "1.1 B", "1.2 C", "(a) D", "2. E", "2.1 F",
    ]  # fmt: skip


def test_letters_within_a_list_are_kept_and_bullets_stay_bullets():
    levels = (DECIMAL, ("lowerLetter", "%2)"), ("bullet", "•"))
    body = "".join(
        paragraph(text, num=1, level=level)
        for text, level in (("one", 0), ("x", 1), ("y", 1), ("z", 2), ("two", 0))
    )
    (found,) = paragraphs(word(paragraph(LONG) + body, numbering=numbered(*levels)))[1:]
    assert found == (
        "<ol><li>one<ul><li>a) x</li><li>b) y<ul><li>z</li></ul></li></ul></li><li>two</li></ol>"
    )


@pytest.mark.parametrize(
    ("style", "number", "language", "printed"),
    [
        ("lowerRoman", 14, "en", "xiv"),
        ("upperRoman", 1999, "en", "MCMXCIX"),
        ("upperLetter", 26, "en", "Z"),
        ("upperLetter", 28, "en", "BB"),
        ("decimalZero", 3, "en", "03"),
        ("ordinal", 2, "en", "2nd"),
        ("ordinal", 11, "en", "11th"),
        ("ordinal", 1, "fr", "1er"),
        ("ordinal", 3, "es", "3.º"),
        ("thaiNumbers", 3, "en", "3"),
    ],
)
def test_numbers_are_spelt_as_word_spells_them(style, number, language, printed):
    assert spell(number, style, language) == printed


def test_a_numbering_that_prints_nothing_makes_no_list():
    found = paragraphs(word(paragraph(LONG, num=1), numbering=numbered(("none", ""))))
    assert found == [f"<p>{LONG}</p>"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol start=4><li>a;<li>b.</ol>", ["<p>4. a;</p>", "<p>5. b.</p>"]),
        ("<ol><li value=3>a;</li><li>b.</li></ol>", ["<p>3. a;</p>", "<p>4. b.</p>"]),
        ("<ol type=a><li>a;</li><li>b.</li></ol>", ["<p>a. a;</p>", "<p>b. b.</p>"]),
        ("<ol type=I start=9><li>a;</li></ol>", ["<p>IX. a;</p>"]),
        ("<ol reversed><li>a;</li><li>b.</li></ol>", ["<p>2. a;</p>", "<p>1. b.</p>"]),
        ("<ol style='list-style-type: lower-roman'><li>a;</li></ol>", ["<p>i. a;</p>"]),
        ("<ol style='list-style:none'><li>a;</li></ol>", ["<ul><li>a;</li></ul>"]),
        ("<ol><li>a;</li><li>b.</li></ol>", ["<ol><li>a;</li><li>b.</li></ol>"]),
        (
            f"<ol><li>a;</li></ol><p>{LONG}</p><ol start=2><li>b.</li></ol>",
            ["<p>1. a;</p>", f"<p>{LONG}</p>", "<p>2. b.</p>"],
        ),
        (
            "<ol><li>a<ol type=a><li>x</li><li>y</li></ol></li><li>b</li></ol>",
            ["<ol><li>a<ul><li>a. x</li><li>b. y</li></ul></li><li>b</li></ol>"],
        ),
    ],
)
def test_the_numbers_that_a_browser_prints(markup, expected):
    assert paragraphs(html(f"<p>{LONG}</p>{markup}"))[1:] == expected


def test_numbers_in_a_cell_of_a_table():
    table = "<table><tr><th>A</th><th>B</th></tr><tr><td><ol start=3><li>x</li></ol></td><td>y</td>"
    assert html(f"<p>{LONG}</p>{table}").blocks[-1]["value"]["rows"] == [{"values": ["3. x", "y"]}]


def test_numbers_typed_in_markdown():
    assert paragraphs(markdown(f"{LONG}\n\n3. a;\n4. b."))[1:] == ["<p>3. a;</p>", "<p>4. b.</p>"]
    assert paragraphs(markdown(f"{LONG}\n\n2. a;\n5. b."))[1:] == ["<p>2. a;</p>", "<p>5. b.</p>"]
    assert paragraphs(markdown(f"{LONG}\n\n1. a;\n1. b."))[1:] == [
        "<ol><li>a;</li><li>b.</li></ol>"
    ]
    assert paragraphs(markdown(f"1. a;\n2. b.\n\n{LONG}\n\n3. c."))[0] == "<p>1. a;</p>"


@pytest.mark.parametrize(
    "lines",
    [
        ["a) peace;", "b) bread;", "c) land."],
        ["(i) peace;", "(ii) bread;"],
        ["I. peace;", "II. bread;"],
        ["1.1 peace;", "1.2 bread;"],
        ["4. peace;", "5. bread;"],
    ],
)
def test_numbers_of_a_plain_text_that_a_page_would_count_otherwise(lines):
    text = "\n\n".join([LONG, *lines])
    found = read_text(text, language="en", title="-")
    assert paragraphs(found)[1:] == [f"<p>{line}</p>" for line in lines]


def test_numbers_of_word_on_the_clipboard():
    markup = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        f"<span style='mso-list:Ignore'>{mark}</span>{text}</p>"
        for mark, text in (("3.", "peace;"), ("4.", "bread;"))
    )
    found = read_pasted(f"<p class=MsoNormal>{LONG}</p>{markup}", language="en", title="-")
    assert paragraphs(found)[1:] == ["<p>3. peace;</p>", "<p>4. bread;</p>"]
