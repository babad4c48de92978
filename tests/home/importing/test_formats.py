"""Every format and language, with documents written for the test."""

import pytest

from home.importing import NotADocument, read_document

from .sample_documents import headings, make_docx, make_docx_table, make_pdf, paragraphs


@pytest.fixture
def read(tmp_path):
    def read(name, content, language="en", **options):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(path, language=language, **options)

    return read


PDF = [
    [
        "World Labour Union",
        "www.labour-union.example",
        "",
        "Resolution on fair work",
        "5 March 2018",
        "Working people everywhere have built the wealth of nations, and yet",
        "they are asked to pay for crises that they did not cause. We stand for a",
        "just tran-",
        "sition that leaves nobody behind.",
        "We therefore ask all governments to act together and at once, and to",
        "1",
    ],
    [
        "World Labour Union",
        "www.labour-union.example",
        "give every worker the right to organise.",
        "Our demands",
        "- a living wage in every country, set by law and raised every year with",
        "the cost of living;",
        "- safe work for all;",
        "- the right to strike.",
        "The Board will report on progress at its next meeting in the coming year.",
        "2",
    ],
]


def test_a_pdf_loses_its_letterhead_page_numbers_and_line_ends(read):
    document = read("a.pdf", make_pdf(PDF))
    assert document.title == "Resolution on fair work"
    assert document.date_text == "5 March 2018"
    assert headings(document) == ["## Our demands"]
    assert paragraphs(document) == [
        "<p>Working people everywhere have built the wealth of nations, and yet they are asked to "
        "pay for crises that they did not cause. We stand for a just transition that leaves "
        "nobody behind.</p>",
        "<p>We therefore ask all governments to act together and at once, and to give every "
        "worker the right to organise.</p>",
        "<ul><li>a living wage in every country, set by law and raised every year with the cost "
        "of living;</li><li>safe work for all;</li><li>the right to strike.</li></ul>",
        "<p>The Board will report on progress at its next meeting in the coming year.</p>",
    ]


def test_a_pdf_without_text_is_refused(read):
    with pytest.raises(NotADocument, match="scan"):
        read("a.pdf", make_pdf([[""], [""]]))


def test_a_damaged_pdf_is_refused(read):
    with pytest.raises(NotADocument):
        read("a.pdf", b"%PDF-1.7\nnothing of the kind")


def test_a_word_document_keeps_its_styles(read):
    content = make_docx(
        ("Title", "Resolución sobre el trabajo digno"),
        ("", "10 de marzo de 2018"),
        ("Heading 1", "Nuestro compromiso"),
        ("", "Las trabajadoras y los trabajadores **construyen** la riqueza."),
        ("List Bullet", "un salario digno;"),
        ("List Bullet", "el derecho a la huelga."),
        ("List Number", "Informar;"),
        ("List Number", "decidir."),
        ("Quote", "Sin trabajo digno no hay justicia."),
    )
    document = read("a.docx", content, "es")
    assert document.title == "Resolución sobre el trabajo digno"
    assert document.date_text == "10 de marzo de 2018"
    assert headings(document) == ["## Nuestro compromiso"]
    assert paragraphs(document) == [
        "<p>Las trabajadoras y los trabajadores <strong>construyen</strong> la riqueza.</p>",
        "<ul><li>un salario digno;</li><li>el derecho a la huelga.</li></ul>",
        "<ol><li>Informar;</li><li>decidir.</li></ol>",
    ]
    assert document.blocks[-1]["value"]["text"] == "Sin trabajo digno no hay justicia."


def test_headings_that_word_knows_nothing_of_are_found(read):
    content = make_docx(
        ("", "**Déclaration sur l’eau**"),
        ("", "1) Nos demandes"),
        ("", "L’eau est un droit et non une marchandise."),
        ("", "2) Notre engagement"),
        ("", "Nous porterons ce texte devant chaque parlement où nous siégeons."),
    )
    document = read("a.docx", content, "fr")
    assert document.title == "Déclaration sur l’eau"
    assert headings(document) == ["## 1) Nos demandes", "## 2) Notre engagement"]


def test_a_table_stays_a_table(read):
    document = read("a.docx", make_docx_table([["Country", "Votes"], ["Chile", "3"]]))
    assert document.blocks[-1]["value"] == {
        "columns": [
            {"type": "text", "heading": "Country"},
            {"type": "text", "heading": "Votes"},
        ],
        "rows": [{"values": ["Chile", "3"]}],
        "caption": "",
    }


MARKDOWN = """# Déclaration sur la paix

15 novembre 2019

Nous voulons la paix[^1] et **la justice**, voir [le site](https://example.org) ou
[ici](javascript:alert(1)).

## Nos demandes

1. un
2. deux
   - sous-deux

> La paix est possible.
>
> — Jean Jaurès

[^1]: Voir la *Charte*.
"""


def test_markdown(read):
    document = read("a.md", MARKDOWN, "fr", title="Déclaration sur la paix")
    assert [block["type"] for block in document.blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "quote",
        "footnotes",
    ]
    first, lists = paragraphs(document)
    assert first == (
        "<p>Nous voulons la paix<sup>1</sup> et <strong>la justice</strong>, voir "
        '<a href="https://example.org">le site</a> ou ici.</p>'
    )
    assert lists == "<ol><li>un</li><li>deux<ul><li>sous-deux</li></ul></li></ol>"
    quote = document.blocks[3]["value"]
    assert (quote["text"], quote["source"]) == ("La paix est possible.", "Jean Jaurès")
    assert document.footnotes == [("1", "Voir la <em>Charte</em>.")]
    note = document.blocks[4]["value"][0]
    assert note["value"] == {"mark": "1", "text": "<p>Voir la <em>Charte</em>.</p>"}


HTML = """<!doctype html><html><head><title>Statement – Union</title><style>x{}</style></head>
<body><header><nav><a href="/">Home</a></nav><h1>Statement on peace</h1></header>
<main><p onclick="x()">We call for <b style="x">peace</b>.<sup><a href="#n1">1</a></sup></p>
<h4>What we ask</h4><ul><li><p>One</p></li><li>Two<ul><li>Two a</li></ul></li></ul>
<script>alert(1)</script><iframe src="//x"></iframe><svg><script>x</script></svg>
<p>Line<br>two<br><br>New <a href="https://x.org" onclick="a()">link</a>
<a href="JaVaScRiPt:alert(1)">bad</a><a href="data:text/html,x">worse</a>
<img src=x onerror=alert(1)></p><div hidden>secret</div>
<ol><li id="n1">See there. <a href="#r">↩</a></li></ol></main>
<footer>Copyright</footer></body></html>"""


def test_html_is_cleaned_of_its_chrome_and_of_everything_that_acts(read):
    document = read("a.html", HTML)
    assert document.title == "Statement on peace"
    assert headings(document) == ["## What we ask"]
    assert paragraphs(document) == [
        "<p>We call for <strong>peace</strong>.<sup>1</sup></p>",
        "<ul><li>One</li><li>Two<ul><li>Two a</li></ul></li></ul>",
        "<p>Line<br/>two</p>",
        '<p>New <a href="https://x.org">link</a> badworse</p>',
    ]
    assert document.footnotes == [("1", "See there.")]


TEXT = """RESOLUTION ON WATER

5 March 2018

Water is a right[1] of all, and we call on the United Nations to say so, in plain words.

a) first thing;
b) second thing.

1. The Board decides to meet every year.
2. The Committee prepares it.

See https://un.example/water.

[1] Resolution 64/292.
[2] A note that nothing refers to.

Download the text
Share
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_in_every_encoding(read, encoding):
    document = read("a.txt", TEXT.encode(encoding))
    assert document.title == "RESOLUTION ON WATER"
    assert paragraphs(document) == [
        "<p>Water is a right<sup>1</sup> of all, and we call on the United Nations to say so, in "
        "plain words.</p>",
        "<p>a) first thing;</p>",
        "<p>b) second thing.</p>",
        "<ol><li>The Board decides to meet every year.</li>"
        "<li>The Committee prepares it.</li></ol>",
        '<p>See <a href="https://un.example/water">https://un.example/water</a>.</p>',
        "<p>[2] A note that nothing refers to.</p>",
    ]
    assert document.footnotes == [("1", "Resolution 64/292.")]


def test_windows_text_is_read(read):
    text = "L’Alliance salue les élections – enfin – et l’œuvre accomplie."
    document = read("a.txt", text.encode("cp1252"), "fr")
    assert document.plain_text == text


def test_content_counts_more_than_the_name(read):
    assert paragraphs(read("a.txt", HTML)) == paragraphs(read("a.html", HTML))
    assert read("a.pdf", TEXT).title == "RESOLUTION ON WATER"
    assert read("b.txt", make_docx(("", "A text of Word."))).plain_text == "A text of Word."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("signs.txt", b"*** --- ***"),
        ("image.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        ("junk.txt", bytes(range(256)) * 8),
        ("archive.docx", b"PK\x03\x04" + b"\0" * 60),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60),
        ("rich.rtf", b"{\\rtf1 text}"),
        ("menu.html", b"<html><body><nav>Home</nav><script>x()</script></body></html>"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(read, name, content):
    with pytest.raises(NotADocument) as error:
        read(name, content)
    assert str(error.value).endswith(".")
