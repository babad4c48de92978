"""The single rules: joining lines, furniture, headings, lists, notes."""

import time

import pytest

from home.importing import read_text
from home.importing.headers_footers import drop_headers_and_footers, letterhead
from home.importing.hyphens import Hyphens

from .sample_documents import headings, paragraphs

PROSE = (
    "The alliance stands with all who defend freedom where it is under attack, and it will not "
    "rest until they are safe."
)


def read(text, language="en", **options):
    options.setdefault("title", "-")
    return read_text(text, language=language, **options)


@pytest.mark.parametrize(
    ("language", "first", "second", "joined"),
    [
        ("fr", "la coopé-", "ration", "la coopération"),
        ("fr", "les sociaux-", "démocrates", "les sociaux-démocrates"),
        ("es", "la solidari-", "dad", "la solidaridad"),
        ("en", "the Afro-", "American vote", "the Afro-American vote"),
        ("en", "COVID-", "19 vaccines", "COVID-19 vaccines"),
        ("en", "one thing -", "and another", "one thing - and another"),
        ("en", "move\u00ad", "ment", "movement"),
    ],
)
def test_a_hyphen_at_a_line_end(language, first, second, joined):
    left, glue = Hyphens(f"{first}\n{second}", language).glue(first, second)
    assert left + glue + second == joined


def test_a_word_that_the_text_itself_writes_with_a_hyphen_keeps_it():
    hyphens = Hyphens("a co-operative society", "en")
    assert hyphens.glue("every co-", "operative") == ("every co-", "")


@pytest.mark.parametrize("gap", ["\n\n\n\n\n", "\f", "\n\f\n", "\n\n2\n\f"])
def test_a_sentence_goes_on_over_a_page_break(gap):
    document = read(f"1\f{PROSE}\n\nWe have seen how the{gap}many can win. {PROSE}")
    assert "We have seen how the many can win." in document.plain_text


def test_recitals_that_end_in_commas_stay_apart():
    recitals = [f"considering the {word} of our members," for word in ("will", "hope", "work")]
    document = read("\n\n".join([*recitals, PROSE]))
    assert len(document.blocks) == 4


def test_lines_with_tabs_for_spaces_are_joined():
    text = (
        "The alliance is open to all parties\nthat share its values and their aims\nin the world."
    ).replace(" ", "\t")
    assert read(text).plain_text == (
        "The alliance is open to all parties that share its values and their aims in the world."
    )


def test_page_numbers_and_running_heads_go():
    pages = [
        ["Annual report", f"The first page number {n} says this.", "", f"Page {n} of 3"]
        for n in (1, 2, 3)
    ]
    assert drop_headers_and_footers(pages) == [[page[1], ""] for page in pages]


def test_a_year_alone_at_the_edge_of_a_page_is_no_page_number():
    pages = [["2019", "A good year."], ["1848", "A great year."]]
    assert drop_headers_and_footers(pages) == pages


def test_a_letterhead_is_told_by_its_address_or_by_the_names_given():
    lines = ["UNIÓN OBRERA", "www.union-obrera.example", "Tel. +34 91 123 45 67", "Sobre la paz"]
    assert letterhead(lines) == {0, 1, 2}
    assert letterhead(["Workers of the World", "On peace"]) == set()
    assert letterhead(["Workers of the World", "On peace"], ["Workers of the World"]) == {0}


def test_a_title_in_capitals_is_no_letterhead():
    assert letterhead(["ON PEACE AND WAR", PROSE, "www.union.example"]) == set()


def test_numbered_lines_over_text_are_headings_and_others_are_lists():
    document = read(f"1. Peace\n\n{PROSE}\n\n2. Bread\n\n{PROSE}\n\n2.1 Wheat\n\n{PROSE}")
    assert headings(document) == ["## 1. Peace", "## 2. Bread", "### 2.1 Wheat"]
    document = read(f"{PROSE}\n\n1. Peace\n2. Bread\n3. Land")
    assert paragraphs(document)[1] == "<ol><li>Peace</li><li>Bread</li><li>Land</li></ol>"


def test_a_number_that_counts_nothing_stays_in_its_text():
    document = read(f"{PROSE}\n\n3. The Board decides.\n\n{PROSE}")
    assert paragraphs(document)[1] == "<p>3. The Board decides.</p>"


def test_articles_with_text_between_them_keep_their_numbers():
    long = PROSE + " " + PROSE
    document = read(f"1. {long}\n\n{PROSE}\n\n2. {long}")
    assert paragraphs(document)[0].startswith("<p>1. The alliance")
    assert paragraphs(document)[2].startswith("<p>2. The alliance")


def test_two_bulleted_lines_over_text_are_sub_headings():
    text = f"I. Bodies\n\n▪ Board\n\n{PROSE}\n\n▪ Office\n\n{PROSE}"
    assert headings(read(text)) == ["## I. Bodies", "### Board", "### Office"]


def test_the_spanish_word_o_begins_no_list():
    text = "Queremos la paz en todos los países y para todas las personas,\no no la tendremos."
    assert len(read(text, "es").blocks) == 1


def test_run_in_heads_count_only_where_three_in_a_row_are_clear():
    three = [f"{word}: {PROSE}" for word in ("Board", "Office", "Members of the alliance")]
    assert headings(read("\n\n".join(three))) == [
        "## Board",
        "## Office",
        "## Members of the alliance",
    ]
    assert headings(read("\n\n".join(three[:2]))) == []
    assert headings(read("\n\n".join([f"Maria: {PROSE}"] * 4))) == []


def test_an_adoption_line_and_what_is_last_are_no_headings():
    document = read(f"{PROSE}\n\nAdopted by the Board, Berlin\n\n{PROSE}\n\nThe end")
    assert headings(document) == []


@pytest.mark.parametrize("word", ["Download", "Télécharger", "Descargar"])
def test_the_buttons_of_a_web_page_go(word):
    document = read(f"{PROSE}\n\nAdopted on 5 March 2018\n\n{word} the text\n\nList of members")
    assert document.plain_text.endswith("Adopted on 5 March 2018")


def test_a_sentence_about_downloads_stays():
    document = read(f"{PROSE}\n\nDownload is a right that we defend.")
    assert document.plain_text.endswith("we defend.")


def test_notes_at_the_foot_of_a_page_do_not_break_the_sentence_over_it():
    document = read(f"We want[1] peace for all of the\n\n[1] A note.\n\fmany. {PROSE}")
    assert "for all of the many." in document.plain_text
    assert document.footnotes == [("1", "A note.")]


def test_a_quotation_names_its_source():
    document = read(f"{PROSE}\n\n> Peace is possible.\n> — Jean Jaurès")
    assert document.blocks[1]["value"] == {
        "text": "Peace is possible.",
        "source": "Jean Jaurès",
        "language": "",
    }


def test_markup_in_plain_text_is_only_text():
    document = read(f"{PROSE} <script>alert(1)</script> [x](javascript:alert(1)) &amp; 2 < 3")
    assert "&lt;script&gt;" in paragraphs(document)[0]
    assert "javascript" not in paragraphs(document)[0]
    assert document.plain_text.endswith("&amp; 2 < 3")


@pytest.mark.parametrize(
    ("head", "dropped"),
    [
        ("On Peace\n\n5 March 2018", True),
        ("Peace\n\nON PEACE", True),
        ("Union of Workers: On peace", False),
    ],
)
def test_the_title_is_not_repeated(head, dropped):
    document = read(f"{head}\n\n{PROSE}", title="On peace")
    assert document.plain_text.startswith(PROSE) is dropped


def test_a_date_that_is_not_the_pages_stays():
    import datetime

    document = read(f"5 March 2018\n\n{PROSE}", date=datetime.date(2018, 3, 6))
    assert document.plain_text.startswith("5 March 2018")
    document = read(f"5 March 2018\n\n{PROSE}", date=datetime.date(2018, 3, 5))
    assert document.plain_text == PROSE


@pytest.mark.parametrize(
    "unit",
    [
        f"{PROSE}\n\n",
        f"{PROSE}\n",
        "- point\n",
        "1. point\n\n",
        "[[[[",
        "**a",
        "* ",
        "a-\n",
        "word ",
        "> said\n",
        "[1] note\n",
        "www.",
        "x@",
        "1" * 30 + " ",
        "\f",
        "Title: Text\n\n",
        "....",
        "Aims ..... 1\n",
        "5 March 2018 ",
        "<b>",
    ],
)
def test_time_grows_with_length_and_not_faster(unit):
    def spent(size):
        text = PROSE + (unit * (size // len(unit)))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    read(PROSE)
    small, large = spent(20_000), spent(160_000)
    # Eight times as long may take eight times as long; thrice that leaves room for a busy machine.
    assert large < max(24 * small, 1.0)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "1. Wells;\na) in villages;\nb) in towns;\n2. Pipes.",
            "<ol><li>Wells;<ul><li>a) in villages;</li><li>b) in towns;</li></ul></li>"
            "<li>Pipes.</li></ol>",
        ),
        (
            "1) Wells;\n2) Pipes;\n(a) of lead;\n(b) of clay.",
            "<ol><li>Wells;</li><li>Pipes;<ul><li>(a) of lead;</li><li>(b) of clay.</li></ul></li>"
            "</ol>",
        ),
    ],
)
def test_letters_within_numbers_stay_within(lines, expected):
    assert paragraphs(read(f"{PROSE}\n\n{lines}\n\n{PROSE}"))[1] == expected


def test_letters_that_do_not_count_break_a_list():
    document = read(f"{PROSE}\n\n1. Wells;\nb) in villages;\nd) in towns;\n2. Pipes.\n\n{PROSE}")
    assert [one.split(" ")[0] for one in paragraphs(document)[1:5]] == [
        *("<p>1.", "<p>b)", "<p>d)", "<p>2.")
    ]
