"""Styles of Word are known by their names in three languages and by what they are based on."""

from pathlib import Path

import pytest

from home.importing import read_bytes, read_document, read_pasted

from .sample_documents import headings, make_docx
from .word_documents import make_word, paragraph

ORIGINALS = Path(__file__).with_name("originals")
LONG = "The alliance stands with all who defend freedom where it is under attack, everywhere."
CLAUSE = f"{LONG} {LONG} {LONG}"


def style(key, name, *, based="", outline=None):
    inside = f'<w:basedOn w:val="{based}"/>' if based else ""
    inside += f'<w:pPr><w:outlineLvl w:val="{outline}"/></w:pPr>' if outline is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'
    )


def read(body, styles="", **options):
    return read_bytes(make_word(body, styles=styles), "a.docx", language="en", **options)


def kinds(document):
    return [
        (block["type"], block["value"]["level"] if block["type"] == "heading" else "")
        for block in document.blocks
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("heading 1", "heading 2"),
        ("Heading 1", "Heading 3"),
        ("Titre 1", "Titre 2"),
        ("Título 1", "Título 2"),
        ("Titulo 1", "Titulo 2"),
        ("Encabezado 1", "Encabezado 2"),
    ],
)
def test_headings_by_their_names(first, second):
    body = (
        paragraph("Aims", style="a") + paragraph(LONG) + paragraph("Means", style="b")
    ) + paragraph(LONG)
    found = read(body, style("a", first) + style("b", second), title="-")
    assert headings(found) == ["## Aims", "### Means"]


@pytest.mark.parametrize(("first", "second"), [("Titre1", "Titre2"), ("Ttulo1", "Ttulo2")])
def test_headings_by_their_ids_where_no_style_is_defined(first, second):
    body = paragraph("Aims", style=first) + paragraph(LONG) + paragraph("Means", style=second)
    assert headings(read(body + paragraph(LONG), title="-")) == ["## Aims", "### Means"]


def test_headings_by_what_they_are_based_on_and_by_their_outline():
    styles = (
        style("base", "Titre 1")
        + style("mid", "Section ACME", based="base")
        + style("top", "Partie", based="mid")
        + style("sub", "Sous-partie", based="mid", outline=1)
        + style("text", "Texte de partie", based="top", outline=9)
    )
    body = (
        paragraph("Aims", style="top")
        + paragraph(LONG)
        + paragraph("Means", style="sub")
        + paragraph("no heading at all, by its outline", style="text")
        + paragraph(LONG)
        + '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Ends</w:t></w:r></w:p>'
        + paragraph(LONG)
    )
    found = headings(read(body, styles, title="-"))
    assert found == ["## Aims", "### Means", "### Ends"]


def test_styles_based_on_each_other_in_a_ring_end():
    styles = style("a", "Eins", based="b") + style("b", "Zwei", based="a")
    assert read(paragraph(LONG, style="a"), styles, title="-").plain_text == LONG


def test_a_paragraph_in_the_style_of_a_heading_is_none():
    body = paragraph(CLAUSE, style="a") + paragraph("Aims", style="a") + paragraph(LONG)
    document = read(body, style("a", "Heading 2"), title="-")
    assert kinds(document) == [("paragraph", ""), ("heading", "2"), ("paragraph", "")]


@pytest.mark.parametrize("name", ["Title", "Titre", "Título", "Puesto", "Titre principal"])
def test_titles(name):
    body = paragraph("On water", style="a") + paragraph(LONG)
    document = read(body + paragraph("Aims", style="a") + paragraph(LONG), style("a", name))
    assert document.title == "On water"
    # The same style further down heads a part.
    assert headings(document) == ["## Aims"]


@pytest.mark.parametrize(
    "name",
    [
        *("Quote", "Intense Quote", "Citation", "Citation intense", "Cita", "Cita destacada"),
        *("Block Text", "Quotations", "Bloc de citation"),
    ],
)
def test_quotations(name):
    styles = style("a", name) + style("b", "Zitat der Union", based="a")
    body = paragraph(LONG) + paragraph("No water.", style="a") + paragraph("No life.", style="b")
    (first, second) = read(body, styles, title="-").blocks
    assert (first["type"], second["type"]) == ("paragraph", "quote")
    assert second["value"]["text"] == "No water.\n\nNo life."


def test_styles_that_python_docx_has():
    content = make_docx(
        ("Title", "On water"),
        ("Subtitle", "The common good"),
        ("Heading 1", "Aims"),
        ("", LONG),
        ("Heading 2", "Means"),
        ("Intense Quote", "No water, no life."),
        ("", LONG),
    )
    document = read_bytes(content, "a.docx", language="en")
    assert document.title == "On water"
    assert headings(document)[-2:] == ["## Aims", "### Means"]
    assert ("quote", "") in kinds(document)


def test_filtered_html_of_word():
    document = read_document(ORIGINALS / "word-filtered.htm", language="fr")
    assert (document.title, document.date_text) == ("Résolution sur l’eau", "15 mars 2019")
    assert headings(document) == ["## Ce que nous voulons", "### Nos demandes"]
    quote = next(block["value"] for block in document.blocks if block["type"] == "quote")
    assert quote["text"] == "Sans eau, pas de vie.\n\nEt sans vie, pas de droit."
    lists = [block["value"] for block in document.blocks if "<li>" in str(block["value"])]
    assert lists == [
        "<ul><li>Des puits<ul><li>dans les villages<ul><li>et dans les écoles</li></ul></li></ul>"
        "</li><li>Des conduites</li></ul>",
        "<ol><li>une loi</li><li>un budget</li></ol>",
    ]
    assert document.footnotes == [
        ("1", "Résolution 64/292 de l’Assemblée générale. Adoptée le 28 juillet 2010.")
    ]
    assert "droit<sup>1</sup> et non" in document.blocks[2]["value"]


def test_styles_that_the_html_of_word_names():
    markup = (
        "<style>p.X1 {mso-style-name:'T';} p.Perso {mso-style-name:\"Cita destacada\";}"
        'p.Titulo1 {mso-style-name:"Título 1";}</style>'
        f"<p class=Titulo1>Fines</p><p class=MsoNormal>{LONG}</p><p class=Perso>Sin agua.</p>"
    )
    document = read_pasted(markup, language="es", title="-")
    assert [kind for kind, _level in kinds(document)] == ["heading", "paragraph", "quote"]
