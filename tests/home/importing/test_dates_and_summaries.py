"""Dates as three languages print them, and summaries cut where sentences end."""

import datetime

import pytest

from home.importing import summarise
from home.importing.dates import looks_like_date_line, parse_date
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
    ],
)
def test_a_date_is_read(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 novembre 2019", (2019, 11, 15)),
        ("1er août 2020", (2020, 8, 1)),
        ("1 de diciembre de 2021", (2021, 12, 1)),
        ("28 fe\u0301vrier 2022", (2022, 2, 28)),
        ("1 setiembre 2022", (2022, 9, 1)),
    ],
)
def test_months_with_accents_and_ordinals(text, day):
    assert parse_date(text) == datetime.date(*day)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2018", "March 2018", "30 February 2018", "5 - 10 mars 2018", "x" * 99],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        parse_date(text)


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
