"""Motions are counted in whole numbers, as exact fractions say."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extranet.ballots.counting.motions import Outcome, Reckoning, fallback_terms, reckon, tally
from extranet.ballots.counting.terms import Abstentions, Base, Majority, Quorum, Terms, Tie, When
from tests.extranet.ballots.cases import CHOICES, MAJORITIES, rooms, terms

SHARES = {Majority.TWO_THIRDS: Fraction(2, 3), Majority.THREE_QUARTERS: Fraction(3, 4)}


def counted(terms: Terms, room: dict) -> Reckoning:
    numbers = {name: value for name, value in room.items() if name != "choices"}
    votes = tally(terms, room["choices"])
    return reckon(terms, votes, participated=len(room["choices"]), **numbers)


def motion(yes=0, no=0, abstain=0, blank=0, entitled=None, *, present=None, opening=None, **fields):
    """Return the count of so many votes by terms of these fields, held in writing by default."""
    votes = {"yes": yes, "no": no, "abstain": abstain, "blank": blank}
    took_part = sum(votes.values())
    return reckon(
        Terms(**fields),
        votes,
        entitled=took_part if entitled is None else entitled,
        present=present,
        present_at_opening=opening,
        participated=took_part,
    )


# --- Against exact fractions ----------------------------------------------------------


def expected_base(terms: Terms, room: dict) -> int:
    """Return the base, counted vote by vote."""
    choices, took_part = room["choices"], len(room["choices"])
    kind = Base.YES_NO if terms.majority == Majority.SIMPLE else terms.base
    if kind == Base.ENTITLED:
        return room["entitled"]
    if kind == Base.PRESENT:
        return max(room["present"] or 0, took_part)
    count_abstentions = {
        Abstentions.ASIDE: False,
        Abstentions.IN_BASE: kind != Base.YES_NO,
        Abstentions.AGAINST: True,
    }[terms.abstentions]
    return sum(
        choice in (["yes"], ["no"])
        or (choice == ["abstain"] and count_abstentions)
        or (choice == [] and kind == Base.CAST)
        for choice in choices
    )


@given(terms(MAJORITIES, quorum=Quorum.NONE), rooms())
def test_every_majority_of_every_base_is_the_exact_fraction(terms, room):
    got = counted(terms, room)
    base = expected_base(terms, room)
    yes = room["choices"].count(["yes"])
    against = room["choices"].count(["no"])
    if terms.abstentions == Abstentions.AGAINST:
        against += room["choices"].count(["abstain"])
    assert got.base == base
    if base == 0:
        assert (got.outcome, got.formula) == (Outcome.NO_DECISION, "")
        return
    share = Fraction(yes, base)
    adopted = {
        Majority.SIMPLE: yes > against,
        Majority.ABSOLUTE: share > Fraction(1, 2),
    }.get(terms.majority)
    if adopted is None:
        adopted = share >= SHARES[terms.majority]
    tie = terms.majority == Majority.SIMPLE and yes == against and terms.tie != Tie.REJECTED
    assert got.reached is adopted
    assert got.outcome == (Outcome.ADOPTED if adopted else Outcome.TIE if tie else Outcome.REJECTED)


@given(terms(MAJORITIES, quorum=Quorum.NONE), rooms())
def test_the_least_number_in_favour_is_just_enough(terms, room):
    got = counted(terms, room)
    assume(got.base)
    if terms.majority == Majority.SIMPLE:
        assert got.reached is (got.yes >= got.needed)
        return
    share = SHARES.get(terms.majority)
    needed = Fraction(got.needed, got.base)
    below = Fraction(got.needed - 1, got.base)
    if share:
        assert needed >= share > below
    else:
        assert needed > Fraction(1, 2) >= below


@given(terms(MAJORITIES), rooms())
def test_the_formula_holds_as_it_stands(terms, room):
    formula = counted(terms, room).formula
    for sign, python in (("×", "*"), ("≥", ">="), ("≤", "<="), (" = ", " == ")):
        formula = formula.replace(sign, python)
    assert not formula or eval(formula) is True


# --- Quorum ---------------------------------------------------------------------------


@given(terms(), rooms())
def test_the_quorum_is_the_exact_percentage_of_the_roll(terms, room):
    got = counted(terms, room)
    took_part = len(room["choices"])
    asked = [took_part]
    if terms.quorum == Quorum.NONE:
        asked = []
    elif terms.quorum == Quorum.PRESENCE and room["present"] is not None:
        close = max(room["present"], took_part)
        opening = room["present_at_opening"]
        asked = {
            When.OPENING: [opening],
            When.CLOSE: [close],
            When.BOTH: [opening, close],
        }[terms.quorum_at]
    share = Fraction(terms.quorum_percent, 100) * room["entitled"]
    assert got.quorum_met is all(number >= share for number in asked)
    assert (got.outcome == Outcome.NO_QUORUM) is not got.quorum_met
    if terms.quorum != Quorum.NONE:
        assert got.quorum_needed >= share > got.quorum_needed - 1


def test_a_quorum_at_the_opening_wants_to_know_who_was_there():
    with pytest.raises(ValueError, match="opening"):
        motion(1, present=1, quorum=Quorum.PRESENCE, quorum_percent=50, quorum_at=When.BOTH)


# --- More votes in favour never hurt --------------------------------------------------

NOT_ADOPTED = set(Outcome) - {Outcome.ADOPTED}


@given(terms(), rooms(spare=1))
def test_one_more_vote_in_favour_never_turns_what_is_adopted(terms, room):
    before = counted(terms, room)
    after = counted(terms, room | {"choices": [*room["choices"], ["yes"]]})
    assert not (before.outcome == Outcome.ADOPTED and after.outcome in NOT_ADOPTED)


@given(terms(), rooms(), st.sampled_from([["no"], ["abstain"], []]))
def test_who_turns_to_yes_never_turns_what_is_adopted(terms, room, turned):
    assume(turned in room["choices"])
    choices = list(room["choices"])
    choices[choices.index(turned)] = ["yes"]
    before, after = counted(terms, room), counted(terms, room | {"choices": choices})
    assert not (before.outcome == Outcome.ADOPTED and after.outcome in NOT_ADOPTED)


@given(terms(), rooms(), st.randoms(use_true_random=False))
def test_the_order_of_the_votes_says_nothing(terms, room, random):
    shuffled = list(room["choices"])
    random.shuffle(shuffled)
    assert counted(terms, room) == counted(terms, room | {"choices": shuffled})


# --- Consensus, ties, terms -----------------------------------------------------------


@given(terms([Majority.CONSENSUS], quorum=Quorum.NONE), rooms())
def test_consensus_is_that_nobody_objects(terms, room):
    got = counted(terms, room)
    objections = room["choices"].count(["no"])
    if terms.abstentions == Abstentions.AGAINST:
        objections += room["choices"].count(["abstain"])
    if not room["entitled"]:
        assert got.outcome == Outcome.NO_DECISION
    else:
        assert got.outcome == (Outcome.OBJECTED if objections else Outcome.ADOPTED)


def test_silence_is_consent_and_counts_for_no_quorum():
    consensus = {"majority": Majority.CONSENSUS}
    quorum = {"quorum": Quorum.PARTICIPATION, "quorum_percent": 50}
    assert motion(entitled=9, **consensus).outcome == Outcome.ADOPTED
    assert motion(4, entitled=9, **consensus, **quorum).outcome == Outcome.NO_QUORUM
    assert motion(4, no=1, entitled=9, **consensus, **quorum).outcome == Outcome.OBJECTED


@pytest.mark.parametrize("tie", Tie)
@pytest.mark.parametrize("majority", Majority)
def test_a_tie_is_as_many_for_as_against_by_simple_majority_and_nothing_else(majority, tie):
    got = motion(4, 4, majority=majority, tie=tie)
    is_tie = majority == Majority.SIMPLE and tie != Tie.REJECTED
    assert (got.outcome == Outcome.TIE) is is_tie


@given(terms([Majority.CONSENSUS]), st.sampled_from(MAJORITIES), st.sampled_from(["", *Base]))
def test_where_consensus_fails_the_fallback_is_all_that_changes(terms, majority, base):
    given_terms = replace(terms, fallback=majority, fallback_base=base, objection_days=7)
    after = fallback_terms(given_terms)
    assert (after.majority, after.base) == (majority, base or terms.base)
    assert (after.fallback, after.fallback_base, after.objection_days) == ("", "", 0)
    kept = {"majority", "base", "fallback", "fallback_base", "objection_days"}
    before = given_terms.to_json()
    assert all(after.to_json()[name] == before[name] for name in set(before) - kept)


@pytest.mark.parametrize(
    "terms",
    [
        Terms(majority=Majority.CONSENSUS),
        Terms(majority=Majority.CONSENSUS, fallback="consensus"),
        Terms(majority=Majority.SIMPLE, fallback="two_thirds"),
    ],
)
def test_there_is_no_fallback_without_one_in_the_rule(terms):
    with pytest.raises(ValueError):
        fallback_terms(terms)


# --- What cannot be -------------------------------------------------------------------


@given(terms(), rooms())
def test_a_count_survives_json(terms, room):
    got = counted(terms, room)
    assert Reckoning.from_json(got.to_json()) == got


@pytest.mark.parametrize(
    "change",
    [{"yes": "6"}, {"yes": True}, {"base": None}, {"outcome": "won"}, {"base_kind": ""}, {"x": 1}],
)
def test_what_is_no_count_is_refused(change):
    with pytest.raises(ValueError):
        Reckoning.from_json(motion(6, 3).to_json() | change)


@pytest.mark.parametrize("choice", [["maybe"], ["yes", "no"], ["yes", "yes"], "yes", None, [None]])
def test_a_choice_that_there_is_not_is_not_counted(choice):
    with pytest.raises(ValueError):
        tally(Terms(), [*CHOICES, choice])


@pytest.mark.parametrize(
    ("numbers", "around"),
    [
        ({"yes": 2}, {"entitled": 1, "participated": 2}),
        ({"yes": 2}, {"entitled": 3, "participated": 1}),
        ({"yes": -1}, {"entitled": 3, "participated": -1}),
        ({"yes": 1}, {"entitled": 3, "participated": 1, "present": 4}),
        ({"yes": 1}, {"entitled": 3, "participated": 1, "present_at_opening": 4}),
    ],
)
def test_numbers_that_do_not_go_together_are_refused(numbers, around):
    votes = {"yes": 0, "no": 0, "abstain": 0, "blank": 0} | numbers
    with pytest.raises(ValueError):
        reckon(Terms(), votes, **{"present": None, **around})
