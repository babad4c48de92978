"""The title is the document's own; tables of contents are left out; lines stay lines."""

import pytest

from home.importing import read_bytes, read_text

from .sample_documents import headings, make_docx, paragraphs
from .word_documents import make_word, paragraph

LONG = "The alliance stands with all who defend freedom where it is under attack, everywhere."


def docx_title(*steps):
    return read_bytes(make_docx(*steps), "a.docx", language="en").title


def html_title(markup):
    return read_bytes(markup.encode(), "a.html", language="en").title


@pytest.mark.parametrize(
    "steps",
    [
        [("", "**On Water**"), ("Heading 1", "Introduction"), ("", LONG)],
        [("", "On Water"), ("Heading 1", "Our demands"), ("", LONG), ("Heading 1", "Our way")],
        [("", "DRAFT"), ("", "**On Water**"), ("", "5 March 2018"), ("Heading 1", "1. Aims")],
        [("", "(Unofficial translation)"), ("Heading 1", "On Water"), ("", LONG)],
        [("", "* * *"), ("", "Embargoed until 5 March 2018"), ("Title", "On Water"), ("", LONG)],
        [("Heading 1", "On Water"), ("", LONG), ("Heading 1", "Aims"), ("", LONG)],
        [("", "5 March 2018"), ("Heading 1", "On Water"), ("", LONG)],
    ],
)
def test_the_title_of_a_word_document(steps):
    assert docx_title(*steps, ("", LONG)) == "On Water"


@pytest.mark.parametrize("section", ["Introduction", "1. Aims", "Préambule", "Article 1", "Índice"])
def test_a_first_section_is_no_title(section):
    assert docx_title(("Heading 1", section), ("", LONG), ("Heading 1", "Other"), ("", LONG)) == ""


@pytest.mark.parametrize(
    "markup",
    [
        f"<title>On Water – Union</title><h1>On Water</h1><p>{LONG}</p>",
        f"<p>Home</p><p>Statements</p><h1>On Water</h1><p>{LONG}</p>",
        f"<title>On Water | Union</title><h2>On Water</h2><p>{LONG}</p>",
        f"<title>On Water</title><h1>Introduction</h1><p>{LONG}</p><h1>Aims</h1><p>{LONG}</p>",
        f"<p><b>On Water</b></p><h1>1. Aims</h1><p>{LONG}</p><h1>2. Ways</h1><p>{LONG}</p>",
    ],
)
def test_the_title_of_a_web_page(markup):
    assert html_title(f"<html><body>{markup}") == "On Water"


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "CONFIDENTIAL"),
        ("en", "For immediate release: 5 March 2018"),
        ("fr", "Traduction non officielle"),
        ("fr", "Projet"),
        ("es", "Borrador"),
        ("es", "Nota: texto provisional"),
        ("en", "[Translated from the Spanish]"),
        ("en", "~ ~ ~"),
    ],
)
def test_what_is_stamped_over_a_text_is_no_title(language, head):
    found = read_text(f"{head}\n\nOn Water\n\n{LONG}\n\n{LONG}", language=language)
    assert found.title == "On Water"


def test_a_table_of_contents_of_word_goes():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("T1", "toc 1"), ("T2", "toc 2"), ("TH", "TOC Heading"))
    )
    body = (
        paragraph("Contents", style="TH")
        + paragraph("Aims 1", style="T1")
        + paragraph("Ways 2", style="T2")
        + paragraph(LONG)
    )
    found = read_bytes(make_word(body, styles=styles), "a.docx", language="en", title="-")
    assert (found.plain_text, found.notes) == (LONG, ("1 table of contents was left out.",))
    part = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('Aims 1')}</w:sdtContent></w:sdt>"
    )
    found = read_bytes(make_word(part + paragraph(LONG)), "a.docx", language="en", title="-")
    assert found.plain_text == LONG


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"Contents\n\nOur aims ........ 1\nOur ways ........ 2\n\n{LONG}"),
        ("a.txt", f"Sommaire\n\nOur aims\n\nOur ways\n\nOur aims\n\n{LONG}\n\nOur ways\n\n{LONG}"),
        ("a.txt", f"Aims ...... 1\nWays ...... 2\nMeans ...... 3\n\n{LONG}"),
        ("a.md", f"[TOC]\n\n{LONG}"),
        ("a.md", f"## Contents\n\n- [Aims](#a)\n- [Ways](#b)\n\n## Aims\n\n{LONG}\n\n## Ways\n\nX"),
        ("a.html", f"<body><div id=toc><p>Contents</p><ul><li>Aims</ul></div><p>{LONG}</p>"),
        ("a.html", f"<body><p class=MsoToc1>Aims 1</p><p class=MsoToc2>Ways 2</p><p>{LONG}</p>"),
    ],
)
def test_tables_of_contents_go(name, text):
    found = read_bytes(text.encode(), name, language="en", title="-")
    whole = found.plain_text
    assert not any(word in whole for word in ("Contents", "Sommaire", "....", "TOC"))
    assert whole.count("ims") <= 1
    assert LONG in whole


def test_a_text_about_contents_stays():
    text = f"Contents\n\n{LONG}\n\nWe met in 2018\n\n{LONG}"
    found = read_text(text, language="en", title="-")
    assert "Contents" in found.plain_text
    assert "We met in 2018" in found.plain_text


SIGNED = ["Ana Pérez", "Secretary General", "Union of Workers", "Madrid"]


def test_signatories_of_a_text_stay_lines():
    found = read_text(f"{LONG}\n\n" + "\n".join(SIGNED), language="en", title="-")
    assert found.plain_text.split("\n\n", 1)[1].split("\n\n") == SIGNED


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Ana Pérez<br>Secretary General", "<p>Ana Pérez<br/>Secretary General</p>"),
        ("<b>Ana<br>Pérez</b>", "<p><strong>Ana<br/>Pérez</strong></p>"),
        (
            "We met in the old town hall of the capital and then<br>went on to the square.",
            "<p>We met in the old town hall of the capital and then went on to the square.</p>",
        ),
        ("one<br><br>two", "<p>one</p>|<p>two</p>"),
        ("one<br>", "<p>one</p>"),
    ],
)
def test_line_breaks_that_mean_something(markup, expected):
    found = read_bytes(
        f"<body><p>{LONG}</p><p>{markup}</p>".encode(), "a.html", language="en", title="-"
    )
    assert "|".join(paragraphs(found)[1:]) == expected


def test_a_heading_and_a_cell_of_two_lines_are_one():
    text = f"<h2>On<br>Water</h2><p>{LONG}</p><table><tr><th>A<br>B<th>C<tr><td>1<td>2</table>"
    found = read_bytes(f"<body>{text}".encode(), "a.html", language="en", title="-")
    assert headings(found) == ["## On Water"]
    assert found.blocks[-1]["value"]["columns"][0]["heading"] == "A B"
