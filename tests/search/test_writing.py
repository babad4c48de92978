"""What can be written in several ways is found in each of them; on every engine alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import tokens
from search.engines.base import Query
from search.projection import Projection
from search.query import parse
from search.writing import composed, even

LANGUAGES = ("en", "fr", "es")
THOUSANDS = ("5000", "5 000", "5\u00a0000", "5\u202f000", "5.000", "5,000", "€5,000")
PERCENTAGES = (
    "30 %",
    "30%",
    "30\u202f%",
    "30 percent",
    "30 per cent",
    "30 pour cent",
    "30 por ciento",
)


def titles(engine, text, language):
    """Return the titles found, best first."""
    return [hit.title for hit in engine.search(Query(text, language)).hits]


def words(text, language):
    """Return the folded words of a text."""
    return [token.exact for word in tokens(text, language) for token in word]


@pytest.mark.django_db
@pytest.mark.databases
def test_composed_and_decomposed_accents_are_one(engine, add):
    named = "Déclaration de Bogotá sur l’œuvre"
    add("fr", title=unicodedata.normalize("NFD", named))
    add("fr", title="Le climat")
    for typed in ("déclaration", "Bogotá", "bogota", "œuvre", "oeuvre"):
        for form in ("NFC", "NFD"):
            assert titles(engine, unicodedata.normalize(form, typed), "fr") == [named], typed


@pytest.mark.django_db
@pytest.mark.databases
@pytest.mark.parametrize("language", LANGUAGES)
def test_thousands_find_each_other(engine, add, language):
    for number in THOUSANDS:
        add(language, title=f"A {number} B", text="x")
    add(language, title="5 and 000", text="x")
    for number in THOUSANDS:
        found = titles(engine, number, language)
        assert len(found) == len(THOUSANDS), number
        assert "5 and 000" not in found


@pytest.mark.django_db
@pytest.mark.databases
@pytest.mark.parametrize("language", LANGUAGES)
def test_percentages_find_each_other(engine, add, language):
    for text in PERCENTAGES:
        add(language, title=f"A {text} B", text="x")
    add(language, title="30 dogs", text="x")
    for text in PERCENTAGES:
        found = titles(engine, text, language)
        assert len(found) == len(PERCENTAGES) + 1, text
        assert found[-1] == "30 dogs"
        assert len(titles(engine, f'"{text}"', language)) == len(PERCENTAGES), text


@pytest.mark.django_db
@pytest.mark.databases
@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        (
            "fr",
            "Les délégué·e·s du syndicat",
            ("délégués", "déléguées", "delegue.e.s"),
        ),
        ("fr", "Les étudiant(e)s en grève", ("étudiants", "étudiant·es", "étudiant-e-s")),
        ("fr", "Les travailleurs du soir", ("travailleur·euse·s", "travailleur·se·s")),
        ("es", "Compañerxs del sindicato", ("compañeros", "compañer@s", "compañeros/as")),
        ("es", "Los delegados electos", ("delegad@s", "delegadxs", "delegados/as", "delegado(a)s")),
        ("en", "The worker(s) of the port", ("workers", "worker")),
    ],
)
def test_both_genders_are_found_by_either_and_by_all_signs(engine, add, language, written, typed):
    add(language, title=written)
    for text in typed:
        assert titles(engine, text, language) == [written], text


@pytest.mark.django_db
@pytest.mark.databases
@pytest.mark.parametrize(
    ("typed", "others"),
    [
        (
            "« droit de grève »",
            ("«\u202fdroit de grève\u202f»", "“droit de grève”"),
        ),
        ("« le droit “de grève” »", ("“le ‘droit de’ grève”", "«le ‹droit› de grève»")),
    ],
)
def test_quotation_marks_of_all_languages_and_within_each_other_make_a_phrase(
    engine, add, typed, others
):
    add("fr", title="Le droit de grève")
    add("fr", title="La grève et le droit")
    for text in (typed, *others):
        assert titles(engine, text, "fr") == ["Le droit de grève"], text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("tou·te·s", "fr", ["tous"]),
        ("élu·e heureux·euse·s acteur·rice·s", "fr", ["elu", "heureux", "acteurs"]),
        ("example.org site.es fin.e", "fr", ["example", "org", "site", "es", "fin"]),
        (
            "todxs tod@s l@s a@sol.org Marx y/o",
            "es",
            ["todos", "todos", "los", "a", "sol", "org", "marx", "y", "o"],
        ),
        ("1 250 000 and 3,5", "en", ["1250000", "and", "3", "5"]),
        ("2020 100 states", "en", ["2020", "100", "states"]),
    ],
)
def test_words_of_what_is_written_in_several_ways(text, language, expected):
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("the workers’ rights and l’été", []),
        ("‘right to strike’ now", [["right", "to", "strike"]]),
        ("»recht auf« x", [["recht", "auf"]]),
        ("«a «b c» d»", [["a", "b", "c", "d"]]),
        ('“mixed up"', [["mixed", "up"]]),
        ('"left open', []),
    ],
)
def test_quotations_of_a_query(typed, phrases):
    assert parse(typed, "en").phrases == phrases


@given(st.text(alphabet="a1 s.,·()/@xe%\u202f-", max_size=60), st.sampled_from(LANGUAGES))
def test_no_place_of_a_text_moves(text, language):
    assert len(even(text, language)) == len(text)


@given(st.text(max_size=60))
def test_what_is_kept_is_composed_whatever_it_was(text):
    values = Projection("en", title=text, summary=text, text=text, url="/").values()
    for form in ("NFC", "NFD"):
        twice = composed(unicodedata.normalize(form, text.replace("\x00", "")))
        assert values["title"] == values["summary"] == values["text"] == twice


def test_what_shares_only_beginnings_of_words_comes_last_and_says_so(engine, add):
    add(title="Workshops", text="A workshop of unions. " * 9)
    add(title="Annual report", text="Much was said of much. " * 40 + "Some work was done.")
    add(title="Equality now")
    found = engine.search(Query("workshy", "en"))
    assert [(hit.title, hit.begun) for hit in found.hits] == [("Workshops", True)]
    assert "<mark>workshop</mark>" in found.hits[0].snippet_html
    found = engine.search(Query("works", "en"))
    assert [(hit.title, hit.begun) for hit in found.hits] == [
        ("Annual report", False),
        ("Workshops", True),
    ]
    # Half of a word is another word.
    assert engine.search(Query("Équateur", "en")).total == 0
    assert engine.search(Query("equal pay", "en")).total == 1
