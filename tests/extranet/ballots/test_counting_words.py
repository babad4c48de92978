"""Counts in words: what they say in English, and that French and Spanish say all of it."""

import re

import pytest
from django.utils.translation import override
from hypothesis import given

from extranet.ballots.counting.motions import in_words
from extranet.ballots.counting.outcomes import Outcome
from extranet.ballots.counting.terms import Terms
from extranet.ballots.counting.words import outcome_in_words
from tests.extranet.ballots.cases import rooms, terms
from tests.extranet.ballots.test_counting import counted, motion


@pytest.mark.parametrize(
    ("votes", "around", "fields", "said"),
    [
        (
            (6, 3, 1),
            {"entitled": 20},
            {"majority": "two_thirds"},
            [
                "Two thirds of the votes in favour and against: 3 × 6 ≥ 2 × 9 – reached",
                "Abstentions do not count: 1.",
            ],
        ),
        (
            (4, 4),
            {},
            {"tie": "chair"},
            ["More votes in favour than against: 4 = 4 – not reached"],
        ),
        (
            (12, 0, 2),
            {"entitled": 30, "present": 24, "opening": 16},
            {
                "majority": "absolute",
                "base": "present",
                "quorum": "presence",
                "quorum_percent": 55,
                "quorum_at": "both",
            },
            [
                "More than half of those present: 2 × 12 ≤ 24 – not reached",
                "Abstentions count in the base: 2.",
                "Quorum: 17 of 30 are present at the opening: 16 < 17 – not reached",
                "Quorum: 17 of 30 are present at the close: 24 ≥ 17 – reached",
                "Without the quorum nothing is decided.",
            ],
        ),
        (
            (0, 0, 5),
            {},
            {"majority": "three_quarters"},
            [
                "The base is 0, so there is no decision: votes in favour and against.",
                "Abstentions do not count: 5.",
            ],
        ),
        (
            (9, 1),
            {"entitled": 35},
            {"majority": "consensus", "quorum": "participation", "quorum_percent": 20},
            [
                "Consensus: not reached, there are objections (1 > 0)",
                "Quorum: 7 of 35 take part: 10 ≥ 7 – reached",
            ],
        ),
    ],
)
def test_a_count_is_said_with_base_and_formula(votes, around, fields, said):
    terms = Terms.from_json(fields)
    assert in_words(motion(*votes, **around, **vars(terms)), terms) == said


@given(terms(), rooms())
def test_french_and_spanish_say_all_that_english_says(terms, room):
    reckoning = counted(terms, room)
    with override("en"):
        english = in_words(reckoning, terms)
    for language in ("fr", "es"):
        with override(language):
            told = in_words(reckoning, terms)
        assert len(told) == len(english)
        for sentence, original in zip(told, english, strict=True):
            assert sentence != original
            numbers = (sorted(re.findall(r"\d+|[×≥≤<>=]", text)) for text in (sentence, original))
            assert next(numbers) == next(numbers)


@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_has_a_name_in_every_language(outcome):
    names = set()
    for language in ("en", "fr", "es"):
        with override(language):
            names.add(outcome_in_words(outcome))
    assert len(names) == 3
