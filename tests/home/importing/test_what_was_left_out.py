"""What an import leaves out of a document is said, a line each."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from home.importing import NotADocument, read_bytes, read_document

from .word_documents import make_word, paragraph

ORIGINALS = Path(__file__).with_name("originals")
LONG = "The alliance stands with all who defend freedom where it is under attack, everywhere."


def word(change):
    """Return the notes on a document of python-docx that `change` was done to."""
    document = docx.Document()
    document.add_paragraph(LONG)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return read_bytes(out.getvalue(), "a.docx", language="en", title="-").notes


def heads(document):
    document.sections[0].header.paragraphs[0].text = "World Labour Union"
    document.sections[0].footer.paragraphs[0].text = "Confidential"


def page_numbers(document):
    document.sections[0].footer.paragraphs[0].text = "1"


def comments(document):
    run = document.paragraphs[0].runs[0]
    document.add_comment(run, text="Is this so?", author="A")
    document.add_comment(run, text="It is.", author="B")


def colours(document):
    red = document.add_paragraph().add_run("No.")
    red.font.color.rgb = RGBColor(255, 0, 0)
    marked = document.add_paragraph().add_run("Perhaps.")
    marked.font.highlight_color = 7
    black = document.add_paragraph().add_run("Yes.")
    black.font.color.rgb = RGBColor(0, 0, 0)


@pytest.mark.parametrize(
    ("change", "notes"),
    [
        (heads, ("2 headers and footers of pages were left out.",)),
        (page_numbers, ()),
        (comments, ("2 comments were left out.",)),
        (
            colours,
            ("2 paragraphs have highlighted or coloured words: the colours are not kept.",),
        ),
    ],
)
def test_what_stands_beside_the_text_of_word_is_named(change, notes):
    assert word(change) == notes


def test_shading_counts_as_a_colour_and_white_does_not():
    body = paragraph(LONG, run='<w:shd w:fill="FFFF00"/>') + paragraph(
        "Shown.", run='<w:shd w:fill="FFFFFF"/>'
    )
    notes = read_bytes(make_word(body), "a.docx", language="en", title="-").notes
    assert notes == ("1 paragraph has highlighted or coloured words: the colour is not kept.",)


def test_pictures_and_marks_of_a_web_page_are_named():
    markup = (
        f"<nav><img src=logo.png></nav><p>{LONG} <mark>Now.</mark></p><figure><img src=a.png>"
        "</figure><p>End <img src=b.png></p>"
    )
    document = read_bytes(markup.encode(), "a.html", language="en", title="-")
    assert document.notes == (
        "1 paragraph has highlighted or coloured words: the colour is not kept.",
        "2 pictures were left out.",
    )


def test_a_document_that_libreoffice_wrote():
    document = read_document(ORIGINALS / "libreoffice.docx", language="en")
    assert document.title == "On fair work"
    assert [block["type"] for block in document.blocks] == [
        *("heading", "paragraph", "heading", "quote", "paragraph", "paragraph", "footnotes")
    ]
    text = document.plain_text
    assert "They want their share of it." in text
    assert "Words in a box" in text
    assert "the sum of 1 page does" in text
    assert not any(word in text for word in ("rejected", "concealed", "remark", "World Labour"))
    assert document.footnotes == [("1", "As the report says.")]
    assert len(document.notes) == 5


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ((ORIGINALS / "libreoffice.odt").read_bytes(), "OpenDocument text. Save it as DOCX"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a spreadsheet"),
        (archive(**{"Index/Document.iwa": "x"}), "Pages document. Export it as DOCX"),
        (archive(**{"xl/workbook.xml": "<a/>"}), "a spreadsheet"),
        (archive(**{"ppt/presentation.xml": "<a/>"}), "a presentation"),
        (archive(mimetype="text/plain"), "an archive"),
    ],
)
def test_other_documents_are_refused_by_their_name(data, reason):
    with pytest.raises(NotADocument, match=reason):
        read_bytes(data, "a.docx", language="en")
