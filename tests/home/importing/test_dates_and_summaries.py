"""Dates as three languages print them, and summaries cut where sentences end."""

import datetime

import pytest

from cms.core.tabular.columns import DateColumn
from cms.core.written_dates import read_date
from home.importing import summarise
from home.importing.dates import looks_like_date_line, parse_date
from home.importing.manifest import read_manifest
from home.importing.statement_kinds import kind_of

DAY = datetime.date(2018, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2018-03-05",
        "05/03/2018",
        "5.3.2018",
        "5 March 2018",
        "March 5, 2018",
        "Monday, 5th March 2018",
        "5 mars 2018",
        "lundi 5 mars 2018",
        "le 5 mars 2018",
        "5 de marzo de 2018",
        "5 Mar. 2018",
        "lunes 5 de marzo de 2018",
        "05-03-2018",
        "5. 3. 2018",
        "2018/03/05",
        "2018-03-05T10:30:00Z",
        "2018-03-05 10:30",
        "20180305",
        "5.III.2018",
        "05-Mar-2018",
        "5 th March 2018",
        "the fifth of March 2018",
        "this 5th day of March 2018",
        "March the 5th, 2018",
        "Monday 5 March 2018, 10:30 am",
        "Berlin, 5 March 2018",
        "Geneva, Switzerland, Monday, March 5th, 2018",
        "Fait à Paris, le lundi 5 mars 2018",
        "Paris le 5 mars 2018",
        "le cinq mars 2018",
        "5 mars 2018 à 10 h 30",
        "Bogotá D.C., 5 de marzo de 2018",
        "Madrid, a 5 de marzo del año 2018",
        "5.º de marzo de 2018",
        "5o de marzo de 2018",
        "lunes, 5 de marzo de 2018, a las 10:30",
        "05\u00a0/\u00a003\u00a0/\u00a02018",
    ],
)
def test_a_date_is_read(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 novembre 2019", (2019, 11, 15)),
        ("1er août 2020", (2020, 8, 1)),
        ("1ᵉʳ août 2020", (2020, 8, 1)),
        ("1 er août 2020", (2020, 8, 1)),
        ("premier août 2020", (2020, 8, 1)),
        ("2e août 2020", (2020, 8, 2)),
        ("1ro de mayo de 2020", (2020, 5, 1)),
        ("1.º de mayo de 2020", (2020, 5, 1)),
        ("1° de mayo de 2020", (2020, 5, 1)),
        ("primero de mayo de 2020", (2020, 5, 1)),
        ("treinta y uno de mayo de 2020", (2020, 5, 31)),
        ("twenty-first of May 2020", (2020, 5, 21)),
        ("vingt et un mai 2020", (2020, 5, 21)),
        ("22nd May 2020", (2020, 5, 22)),
        ("15 d'avril 2020", (2020, 4, 15)),
        ("03/15/2020", (2020, 3, 15)),
        ("1 de diciembre de 2021", (2021, 12, 1)),
        ("28 fe\u0301vrier 2022", (2022, 2, 28)),
        ("1 setiembre 2022", (2022, 9, 1)),
    ],
)
def test_months_with_accents_and_ordinals(text, day):
    assert parse_date(text) == datetime.date(*day)


@pytest.mark.parametrize(
    "text",
    [
        *("32/01/2018", "Adopted by the Board on 5 March 2018", "Adopted, 5 March 2018"),
        *("5 March 18", "between May and 5 March 2018", "5/3.2018", "05-03"),
        *("", "yesterday", "2018", "March 2018", "30 February 2018", "5 - 10 mars 2018", "x" * 99),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        parse_date(text)


@pytest.mark.parametrize(
    ("language", "day", "other"),
    [
        ("en", (2019, 4, 3), (2019, 3, 4)),
        ("fr", (2019, 4, 3), (2019, 3, 4)),
        ("es", (2019, 4, 3), (2019, 3, 4)),
        ("en-us", (2019, 3, 4), (2019, 4, 3)),
    ],
)
def test_numbers_that_may_be_two_days_follow_the_language(language, day, other):
    found = read_date("03/04/2019", language)
    assert (found.day, found.other) == (datetime.date(*day), datetime.date(*other))
    assert read_date("04/04/2019", language).other is None
    assert read_date("15/04/2019", language).other is None


def test_a_table_of_documents_says_which_day_it_took(tmp_path):
    (tmp_path / "a.txt").write_text("Text.")
    table = tmp_path / "m.csv"
    table.write_text("file,language,kind,title,date\na.txt,fr,statement,T,03/04/2019\n")
    (row,) = read_manifest(table).rows
    assert row.date == datetime.date(2019, 4, 3)
    assert row.notes == ("“03/04/2019” was read as 2019-04-03; it might be 2019-03-04.",)


def test_a_spreadsheet_takes_dates_as_they_are_written_and_refuses_to_guess():
    column = DateColumn("starts_on")
    assert column.parse("5 March 2018") == column.parse("2018-03-05 00:00:00") == DAY
    assert column.parse("") is None
    with pytest.raises(ValueError, match="2018-03-05 or 2018-05-03"):
        column.parse("05/03/2018")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 - 10 mars 2018", True),
        ("Septembre 2020 - Septembre 2021", True),
        ("Berlin, 5 March 2018", True),
        ("On 5 March 2018 the Board met in Berlin and decided on its work.", False),
        ("Programme 2019", False),
    ],
)
def test_lines_that_are_dates(text, found):
    assert looks_like_date_line(text) is found


def test_a_summary_ends_with_a_sentence():
    first = "Mr. Smith of the U.S. delegation, i.e. the largest, spoke for peace in all countries."
    second = "He was heard by all who had come from near and far to the capital of the republic."
    text = f"A heading\n\n{first} {second} {second} {second}"
    assert summarise(text, "en") == f"{first} {second} {second}"
    assert summarise(text, "en", limit=100) == first


def test_a_summary_of_one_endless_sentence_is_cut_at_a_word():
    summary = summarise("word " * 200, "en")
    assert len(summary) <= 300
    assert summary.endswith("word…")
    assert summarise("", "en") == ""


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Governance", "resolution"),
        ("news", "press_release"),
        ("Press release", "press_release"),
        ("Déclaration", "declaration"),
        ("poem", ""),
    ],
)
def test_words_for_kinds(word, kind):
    known = {"resolution", "press_release", "declaration"}
    assert kind_of(word, known) == kind
