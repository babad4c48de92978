"""Minutes and decisions of a body on paper, in each language."""

import dataclasses
import datetime

import pytest

from cms.media.typeset.records import Decision, Minutes, Votes, decision_paper, minutes_paper
from tests.media.papers import LETTERHEAD, text_of

ADDRESS = "https://alliance.example/extranet/x/"
MINUTES = Minutes(
    language="en",
    body="Board",
    meeting="Spring meeting",
    day=datetime.date(2026, 3, 14),
    hours="10:00–17:30",
    place="Lisbon",
    attendance={"In the room": ["Ana Silva", "Jo Ek"], "Excused": ["Mo Ali"], "Guests": []},
    html="<h2>1. Opening</h2><p>The chair opens at 10:05.</p><ol><li>Agreed.</li></ol>",
    approved_at="Summer meeting",
    approved_on=datetime.date(2026, 6, 20),
    decisions=[("2026/4", "Budget")],
)
DECISION = Decision(
    language="en",
    reference="2026/4",
    title="Budget for 2027",
    body="Board",
    meeting="Spring meeting",
    taken_on=datetime.date(2026, 3, 14),
    html="<p>The budget is adopted.</p>",
    majority="Two thirds",
    votes=Votes(in_favour=12, against=3, abstentions=1),
    replaces=(False, "2025/9", "Budget for 2026"),
)


def minutes_text(**changes) -> str:
    minutes = dataclasses.replace(MINUTES, **changes)
    return text_of(minutes_paper(minutes, letterhead=LETTERHEAD, address=ADDRESS).pdf())


def decision_text(**changes) -> str:
    decision = dataclasses.replace(DECISION, **changes)
    return text_of(decision_paper(decision, letterhead=LETTERHEAD, address=ADDRESS).pdf())


def test_minutes_say_who_met_where_and_who_approved_them():
    text = minutes_text()
    for said in (
        "Minutes · 14\u00a0March 2026 · Board",
        "Spring meeting",
        "Lisbon",
        "10:00–17:30",
        "Ana Silva · Jo Ek",
        "Mo Ali",
        "Approved by the meeting “Summer meeting” of 20\u00a0June 2026.",
        "The chair opens at 10:05.",
        "1. Agreed.",
        "2026/4\u2002Budget",
    ):
        assert said in text
    assert "Guests" not in text
    assert text.index("Approved by") < text.index("The chair opens")


def test_minutes_that_are_not_approved_say_so_first():
    text = minutes_text(approved_at="", approved_on=None)
    assert text.index("Not approved yet") < text.index("The chair opens")
    assert "Approved by" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["Procès-verbal", "14\u00a0mars 2026", "Lieu", "Approuvé par la réunion"]),
        ("es", ["Acta", "14\u00a0de marzo de 2026", "Lugar", "Aprobada por la reunión"]),
    ],
)
def test_minutes_are_in_their_own_language(language, said):
    text = minutes_text(language=language)
    assert [words for words in said if words not in text] == []


def test_a_decision_says_how_it_was_taken_and_what_it_does():
    text = decision_text()
    for said in (
        "Decision 2026/4 · 14\u00a0March 2026 · Board",
        "Budget for 2027",
        "The budget is adopted.",
        "Two thirds (12 in favour, 3 against, 1 abstention)",
        "Revises Decision 2025/9: Budget for 2026",
    ):
        assert said in text


def test_votes_that_were_not_counted_are_not_told():
    assert "Consensus" in (text := decision_text(votes=None, majority="Consensus"))
    assert "in favour" not in text
    assert "abstention" not in decision_text(votes=Votes(in_favour=9, against=1))


def test_a_decision_that_was_replaced_says_so_before_its_text_and_notes_come_after_it():
    text = decision_text(
        replaces=None,
        replaced_by=[(True, "2026/7", "No budget"), (False, "2026/8", "Some budget")],
        notes=[(datetime.date(2026, 5, 2), "Read 2027 for 2026.")],
    )
    assert text.index("Revoked by a later decision") < text.index("Revised by a later decision")
    assert text.index("Decision 2026/8: Some budget") < text.index("The budget is adopted.")
    assert text.index("Read 2027 for 2026. (2\u00a0May 2026)") > text.index(
        "The budget is adopted."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["Décision 2026/4", "12 pour, 3 contre, 1 abstention", "Révise"]),
        ("es", ["Decisión 2026/4", "12 a favor, 3 en contra, 1 abstención", "Revisa"]),
    ],
)
def test_decisions_are_in_their_own_language(language, said):
    text = decision_text(language=language)
    assert [words for words in said if words not in text] == []
