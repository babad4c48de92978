"""The file that is made: its bytes, its fonts, what it says of itself, and hostile words."""

import datetime
import hashlib
import re
import subprocess
import sys

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.media.typeset import (
    Entry,
    Fact,
    MissingGlyph,
    Notice,
    TooLong,
    TypesetError,
    engine,
    typeset,
)
from tests.architecture.tools import ROOT
from tests.media.papers import MADE_HYPHEN, paper, raw_text, reader, tags, text_of

HOSTILE = [
    "#panic()",
    '#import "@preview/x:1.0.0"',
    "$x^2$ and $ \\frac $",
    '*bold* _it_ `raw` ``` #eval("1") ```',
    "@ref <label> @a",
    "// comment",
    "/* no end",
    "\\ \\u{1F600} \\#",
    "= Heading",
    "- item + item / term: said",
    "]]]] } ) \" ' [ #[ {{ }} {% x %}",
    "https://alliance.example/#x",
    "%(number)s of %(total)s",
    "~ -- --- ... -?",
]


def test_the_same_input_gives_the_same_bytes():
    assert paper().pdf() == paper().pdf()
    assert paper().pdf() != paper("We stand apart.").pdf()


def test_another_process_makes_the_same_bytes():
    code = (
        "import hashlib, django; django.setup(); from tests.media.papers import paper;"
        "print(hashlib.sha256(paper('Égalité « vraie » !', 'fr').pdf()).hexdigest())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings.test", "TZ": "Pacific/Auckland"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashlib.sha256(paper("Égalité « vraie » !", "fr").pdf()).hexdigest()
    assert answer.stdout.strip() == here


def test_the_file_says_its_title_its_day_and_whose_it_is_and_not_when_it_was_made():
    meta = reader(paper(title="On peace & bread").pdf()).metadata
    assert meta.title == "On peace & bread"
    assert meta.author == "The Alliance"
    noon = datetime.datetime(2024, 3, 8, 12, tzinfo=datetime.UTC)
    assert meta.creation_date == meta.modification_date == noon


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_is_tagged_and_names_its_language(language):
    pdf = paper(language=language).pdf()
    root = reader(pdf).trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert {"/H1", "/P"} <= tags(pdf)


def test_it_is_an_archive_file_for_everybody():
    meta = reader(paper().pdf()).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in meta
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta


def test_every_font_is_in_the_file_and_only_what_is_used_of_it():
    pdf = paper("Œuvre").pdf()
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()["/DescendantFonts"][0].get_object()
        for page in reader(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    for name, font in fonts.items():
        assert re.match(r"/[A-Z]{6}\+LibertinusSerif", name)
        assert "/FontFile3" in font["/FontDescriptor"].get_object()
    assert len(pdf) < 60_000


@pytest.mark.parametrize(
    ("language", "page"), [("en", "Page 1 of 1"), ("fr", "Page 1 sur 1"), ("es", "Página 1 de 1")]
)
def test_what_the_template_says_is_in_the_language_of_the_document(language, page):
    # The reader's language is English: see tests/conftest.py.
    assert page in text_of(paper(language=language).pdf())


def test_french_spaces_come_through_as_they_are_set():
    said = paper(
        "Elle a dit : « non » ; pourquoi ?",
        "fr",
        title="Paix : « maintenant » !",
        notices=[Notice(kind="info", text="Quoi ?")],
        end=[Fact("Thèmes", [Entry(text="Qui ?")])],
    )
    text = text_of(said.pdf())
    assert "Paix\u00a0: «\u202fmaintenant\u202f»\u202f!" in text
    assert "Quoi\u202f?" in text
    assert "Qui\u202f?" in text


@pytest.mark.parametrize(
    ("language", "word", "syllables"),
    [
        ("fr", "constitutionnellement", "consti-tu-tion-nel-le-ment"),
        ("es", "constitucionalmente", "cons-ti-tu-cio-nal-men-te"),
        ("en", "constitutionalisation", "con-sti-tu-tion-al-i-sa-tion"),
    ],
)
def test_words_are_broken_where_their_language_breaks_them(language, word, syllables):
    allowed = {syllables[:i].replace("-", "") for i, c in enumerate(syllables) if c == "-"}
    table = {
        "kind": "table",
        "columns": 6,
        "header": [],
        "caption": [],
        "rows": [[{"runs": [{"text": word}], "numeric": False}] * 6],
    }
    text = raw_text(paper(language=language, nodes=[table]).pdf())
    broken = {
        re.split(r"\W", text[: match.start()])[-1] for match in re.finditer(MADE_HYPHEN, text)
    }
    assert broken
    assert broken <= allowed


@pytest.mark.parametrize(
    "text",
    [
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ Œœ",
        "Łódź Škoda İstanbul Ğğ Őő Žižek Ţţ Țț Ẽẽ Ọọ ¿¡ « » “ ” ‘ ’ – — … № €",
        "Привет, мир",
        "Ελλάδα",
        "עברית",
    ],
)
def test_scripts_of_europe_and_its_neighbours_are_set(text):
    assert text in text_of(paper(text).pdf())


def test_arabic_is_set_from_right_to_left():
    text = text_of(paper("Party name: فلسطين (2024)").pdf())
    assert "فلسطين" in text or "فلسطين"[::-1] in text


@pytest.mark.parametrize("text", ["平和", "Peace 🕊", "\ue000"])
def test_what_no_font_has_is_refused_and_never_left_out(text):
    with pytest.raises(MissingGlyph) as refused:
        paper(text).pdf()
    assert "no font" in str(refused.value)
    assert refused.value.detail


def test_characters_that_nobody_sees_are_left_out():
    pdf = paper("be\x00fore\ufeff and\x1f after\ud800", title="On\x07 peace").pdf()
    assert "before and after" in text_of(pdf)
    assert reader(pdf).metadata.title == "On peace"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_is_taken_for_markup(text):
    everywhere = paper(
        nodes=[
            {"kind": "heading", "level": 2, "runs": [{"text": text}]},
            {
                "kind": "paragraph",
                "runs": [{"text": text}, {"text": text, "bold": True, "href": f"https://x/{text}"}],
            },
            {"kind": "paragraph", "runs": [{"note": {"mark": text, "runs": [{"text": text}]}}]},
            {"kind": "paragraph", "runs": [{"text": text, "code": True}]},
        ],
        title=text,
        line=[text],
        summary=text,
        notices=[Notice(kind="info", title=text, text=text, url="/x", link_text=text)],
        facts=[Fact(text, [Entry(text=text, url="/x", note=text)])],
    )
    pdf = everywhere.pdf()
    found = text_of(pdf).replace(" ", "")
    wanted = re.sub(r"\s", "", text)
    assert found.count(wanted) >= 10
    assert reader(pdf).metadata.title == text


# PDFium takes a hyphen at the end of a line for one that the line break has made.
LATIN = st.characters(
    min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc", "Cf", "Pd"]
)


@settings(max_examples=60)
@given(st.text(LATIN, min_size=1))
def test_whatever_is_written_is_what_is_read(text):
    found = re.sub(r"\s", "", text_of(paper(text).pdf()))
    assert re.sub(r"\s", "", text) in found


@settings(max_examples=80)
@given(st.text())
def test_any_text_is_set_or_refused_for_its_characters(text):
    try:
        assert paper(text, title=f"A {text}", line=[text]).pdf().startswith(b"%PDF-1.7")
    except MissingGlyph:
        assert any(ord(character) > 0x17F for character in text)


def test_too_much_text_is_refused():
    with pytest.raises(TooLong):
        paper("peace " * (engine.MAX_TEXT // 6 + 1)).pdf()


def test_a_template_that_fails_is_an_error_of_ours():
    with pytest.raises(TypesetError) as refused:
        paper(nodes=[{"kind": "song"}]).pdf()
    assert str(refused.value) == "The document could not be made."
    assert "song" in refused.value.detail


def test_nothing_is_kept_unless_asked_for(monkeypatch):
    made = []
    monkeypatch.setattr(engine, "_compile", lambda *given: made.append(given) or b"%PDF")
    paper().pdf()
    paper().pdf()
    assert len(made) == 2
    paper().pdf(keep=60)
    assert paper().pdf(keep=60) == b"%PDF"
    assert len(made) == 3
    paper("Another.").pdf(keep=60)
    assert len(made) == 4
    cache.clear()
    paper().pdf(keep=60)
    assert len(made) == 5


def test_templates_fetch_nothing_and_the_machines_fonts_are_not_used():
    sources = [path.read_text(encoding="utf-8") for path in engine.TEMPLATES.glob("*.typ")]
    assert sources
    assert not [text for text in sources if "@preview" in text or "@local" in text]
    assert {font.path for font in engine._fonts().fonts()} == {None}


def test_data_that_is_not_there_is_an_error_of_ours_too():
    with pytest.raises(TypesetError):
        typeset("paper", {}, language="en", title="T", dated=datetime.date(2024, 1, 1))


def test_a_long_paper_repeats_its_title_and_numbers_its_pages():
    long = paper(nodes=[{"kind": "paragraph", "runs": [{"text": "Peace and bread. " * 40}]}] * 9)
    text = text_of(long.pdf())
    assert "Page 2 of 2" in text
    # The title itself, above the second page; the address says it in its own way.
    assert text.count("On peace") == 2
