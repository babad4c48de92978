"""Counting elections: seats, kept seats, ties, majorities; and what holds for any votes."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extranet.ballots.counting.elections import (
    ElectionCount,
    majority,
    reckon_election,
    settled,
    to_settle,
)
from extranet.ballots.counting.quota import Candidate, Quota, broken_by, halves, unpaired
from extranet.ballots.counting.terms import Base, Majority, Method, Quorum, Terms, Tie

GENDERS, REGIONS = ("woman", "man", "other", ""), ("africa", "asia", "")


def terms(seats=1, **values) -> Terms:
    """Return the terms of a plurality vote, a lot settling ties."""
    return Terms(**{"method": Method.PLURALITY, "base": Base.VALID, "tie": Tie.LOT} | values)


def votes_for(**numbers) -> list[list[str]]:
    """Return votes that name one candidate each."""
    return [[code] for code, number in numbers.items() for _ in range(number)]


def people(text: str) -> list[Candidate]:
    """Return candidates: a name, w or m, perhaps a region: ``a w africa, b m``."""
    genders = {"w": "woman", "m": "man", "o": "other", "-": ""}
    rows = [row.split() for row in text.split(",")]
    return [Candidate(code, genders[gender], *rest) for code, gender, *rest in rows]


def elect(candidates: str, quota: Quota, lot=(), **numbers) -> ElectionCount:
    rules = Terms(method=Method.APPROVAL, base=Base.VALID, tie=Tie.LOT)
    return reckon_election(rules, votes_for(**numbers), people(candidates), quota, lot=lot)


def test_who_has_most_votes_is_elected_and_the_kept_seats_go_to_whom_they_are_kept_for():
    count = elect("a m, b m, c m, d w", Quota(3, halves(3)), a=9, b=8, c=7, d=1)
    assert count.elected == ["a", "b", "d"]
    assert count.empty == {"seats": 0, "genders": {}, "regions": {}}
    assert count.outcome == "adopted"


def test_a_kept_seat_that_nobody_can_take_stays_empty_and_says_whose_it_is():
    quota = Quota(3, {"woman": 1, "man": 1}, {"asia": 1})
    count = elect("a m africa, b m africa, c m africa", quota, a=3, b=2, c=1)
    assert count.elected == ["a", "b"]
    assert count.empty == {"seats": 1, "genders": {"woman": 1}, "regions": {"asia": 1}}


def test_nobody_is_elected_without_a_vote():
    assert elect("a w, b m", Quota(2), a=1).elected == ["a"]
    assert elect("a w, b m", Quota(2)).outcome == "no_decision"


def test_the_cap_of_the_body_counts_who_sits_there_already():
    count = elect("a w, b m, c w", Quota(3, cap=35, taken=33), a=3, b=2, c=1)
    assert count.elected == ["a", "b"]
    assert elect("a w", Quota(3, cap=35, taken=36), a=3).elected == []


def test_only_those_are_tied_who_want_the_same_seat():
    count = elect("a w, b m, c m", Quota(2, halves(2)), a=5, b=5, c=5)
    assert (count.elected, count.ties, count.outcome) == (["a"], [["b", "c"]], "tie")


def test_who_has_fewer_votes_waits_only_where_the_tie_decides_on_their_seat():
    count = elect("a m, b m, c w, d m", Quota(2, {"woman": 1}), a=5, b=5, c=3, d=1)
    assert (count.elected, count.ties, count.waiting) == (["c"], [["a", "b"]], [])
    quota = Quota(2, {}, {"africa": 1, "asia": 1})
    count = elect("a w africa, b m africa, c w asia", quota, a=5, b=5, c=3)
    assert (count.elected, count.ties) == (["c"], [["a", "b"]])
    # Under two limits at once somebody may have to wait: a seat for c hangs on the region of
    # who wins.
    quota = Quota(2, {"man": 1}, {"asia": 1})
    count = elect("a w asia, b w africa, c m africa", quota, a=5, b=5, c=4)
    assert (count.elected, count.ties, count.waiting) == ([], [["a", "b"]], ["c"])
    rules = Terms(method=Method.APPROVAL, base=Base.VALID, tie=Tie.LOT)
    assert settled(rules, count, ["a", "b", "c"]).elected == ["a", "c"]
    assert settled(rules, count, ["b", "a", "c"]).elected == ["b"]


def test_an_order_of_all_who_are_tied_settles_the_ties():
    count = elect("a m, b m, c w", Quota(2, {"woman": 1}), a=5, b=5, c=3)
    assert to_settle(count) == ["a", "b"]
    rules = Terms(method=Method.APPROVAL, base=Base.VALID, tie=Tie.LOT)
    done = settled(rules, count, ["b", "a"])
    assert (done.outcome, done.elected, done.ties) == ("adopted", ["b", "c"], [])
    assert done.lot == ["b", "a"]
    for wrong in (["b"], ["b", "a", "c"], ["b", "b"], []):
        with pytest.raises(ValueError, match="must name each of a, b once"):
            settled(rules, count, wrong)


def test_a_tie_leaves_the_seat_empty_where_the_rule_rejects_and_repeats_where_it_says_runoff():
    candidates, votes = people("a w, b m, c m"), votes_for(a=5, b=3, c=3)
    count = reckon_election(terms(tie=Tie.REJECTED), votes, candidates, Quota(2))
    assert (count.outcome, count.elected, count.empty["seats"]) == ("adopted", ["a"], 1)
    count = reckon_election(terms(tie=Tie.RUNOFF), votes, candidates, Quota(2))
    assert (count.outcome, count.elected, count.runoff) == ("tie", ["a"], ["b", "c"])


@pytest.mark.parametrize(
    ("kind", "base", "needed"),
    [
        ("simple", 9, 1),
        ("absolute", 9, 5),
        ("absolute", 10, 6),
        ("two_thirds", 9, 6),
        ("two_thirds", 10, 7),
        ("three_quarters", 9, 7),
        ("three_quarters", 8, 6),
        ("two_thirds", 0, 1),
    ],
)
def test_majorities_of_a_base(kind, base, needed):
    assert majority(Majority(kind), base)[0] == needed


def test_seats_that_no_majority_fills_go_to_a_runoff_of_twice_as_many():
    rules = terms(majority=Majority.ABSOLUTE)
    votes = votes_for(a=4, b=3, c=2, d=1)
    count = reckon_election(rules, votes, people("a w, b m, c w, d m"), Quota(1))
    assert (count.elected, count.runoff, count.needed) == ([], ["a", "b"], 6)
    assert count.formula == "2 × 6 > 10"
    # Who has as many votes as the last of them stands too.
    count = reckon_election(rules, votes_for(a=4, b=3, c=3), people("a w, b m, c w"), Quota(1))
    assert count.runoff == ["a", "b", "c"]
    # Nobody stands for whom no seat is left.
    quota = Quota(1, {"woman": 1})
    count = reckon_election(rules, votes, people("a w, b m, c w, d m"), quota)
    assert count.runoff == ["a", "c"]


def test_the_next_round_fills_what_is_left_of_the_quota():
    quota = Quota(5, halves(5), {"asia": 2}, cap=35, taken=30)
    left = quota.left(people("a w asia, b w, c w"))
    assert left == Quota(2, {"woman": 0, "man": 2}, {"asia": 1}, cap=35, taken=33)


def test_quorum_and_base_of_those_entitled():
    rules = terms(
        majority=Majority.ABSOLUTE,
        base=Base.ENTITLED,
        quorum=Quorum.PARTICIPATION,
        quorum_percent=50,
    )
    votes, candidates = votes_for(a=5), people("a w")
    count = reckon_election(rules, votes, candidates, Quota(1), entitled=9)
    assert (count.quorum_needed, count.quorum_met, count.elected) == (5, True, ["a"])
    count = reckon_election(rules, votes, candidates, Quota(1), entitled=11)
    assert (count.outcome, count.elected, count.empty["seats"]) == ("no_quorum", [], 1)
    with pytest.raises(ValueError, match="how many are entitled"):
        reckon_election(rules, votes, candidates, Quota(1))


@pytest.mark.parametrize("choice", [["x"], ["a", "a"], ["a", "b"]])
def test_a_vote_that_the_terms_do_not_allow_is_no_vote_to_be_counted(choice):
    with pytest.raises(ValueError, match=r"no such candidates|twice|2 for 1 seats"):
        reckon_election(terms(), [choice], people("a w, b m"), Quota(1))


@pytest.mark.parametrize("method", ["motion", "slate", "ranked"])
def test_other_methods_are_refused(method):
    with pytest.raises(ValueError, match="not counted by candidates"):
        reckon_election(Terms(method=Method(method)), [], [], Quota(1))


def test_what_a_slate_breaks():
    quota = Quota(4, halves(4), {"asia": 1})
    assert broken_by(people("a w asia, b m, c w, d m"), quota) == []
    assert broken_by(people("a w, b m, c w, d m"), quota) == [("region", "asia", 0, 1)]
    slate = people("a w, b w, c w, d m asia, e o asia")
    assert broken_by(slate, quota) == [("seats", "", 5, 4), ("gender", "man", 1, 2)]


def test_organisations_that_do_not_name_a_woman_and_a_man():
    rows = [
        ("a", "woman"),
        ("a", "man"),
        ("b", "woman"),
        ("c", "man"),
        ("c", "man"),
        ("c", "woman"),
    ]
    candidates = [
        Candidate(str(place), gender, "", org) for place, (org, gender) in enumerate(rows)
    ]
    assert unpaired(candidates) == ["b", "c"]


@pytest.mark.parametrize(
    "data", [{"seats": -1}, {"seats": 1.5}, {"seats": 1, "women": 2}, {"seats": 1, "cap": "35"}]
)
def test_a_quota_is_made_of_whole_numbers(data):
    with pytest.raises(ValueError, match=r"quota|whole number"):
        Quota.from_json(data)


# --- What holds for any votes ------------------------------------------------------------


@st.composite
def elections(draw):
    number = draw(st.integers(1, 7))
    candidates = [
        Candidate(f"c{place}", draw(st.sampled_from(GENDERS)), draw(st.sampled_from(REGIONS)))
        for place in range(number)
    ]
    seats = draw(st.integers(0, 6))
    small = st.integers(0, 3)
    quota = Quota(
        seats,
        draw(st.sampled_from([{}, halves(seats), {"woman": draw(small), "man": draw(small)}])),
        draw(st.sampled_from([{}, {"africa": draw(small), "asia": draw(small)}])),
        cap=draw(st.one_of(st.none(), st.integers(0, 8))),
        taken=draw(st.integers(0, 4)),
    )
    code = st.sampled_from([one.code for one in candidates])
    choices = draw(st.lists(st.lists(code, unique=True, max_size=number), max_size=10))
    rules = Terms(
        method=Method.APPROVAL,
        base=draw(st.sampled_from([Base.VALID, Base.CAST])),
        majority=draw(st.sampled_from([m for m in Majority if m != Majority.CONSENSUS])),
        tie=draw(st.sampled_from(Tie)),
    )
    return rules, choices, candidates, quota


def keeps(quota: Quota, chosen: list[Candidate]) -> bool:
    """Say anew, seat by seat, whether kept seats went to whom they are kept for."""
    for attribute, kept in (("gender", quota.genders), ("region", quota.regions)):
        everybody = quota.available - sum(kept.values())
        for kind in {getattr(one, attribute) for one in chosen}:
            rest = sum(getattr(one, attribute) == kind for one in chosen) - kept.get(kind, 0)
            everybody -= max(0, rest) if quota.available >= sum(kept.values()) else 0
        if everybody < 0 and quota.available >= sum(kept.values()):
            return False
    return len(chosen) <= quota.available


@given(elections(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_seats_and_quota_are_never_exceeded_and_more_votes_never_lose(election, random):
    rules, choices, candidates, quota = election
    count = reckon_election(rules, choices, candidates, quota)
    known = {one.code: one for one in candidates}
    chosen = [known[code] for code in count.elected]
    assert keeps(quota, chosen)
    assert quota.cap is None or not chosen or quota.taken + len(chosen) <= quota.cap
    for winner in chosen:
        for other in candidates:
            same = (winner.gender, winner.region) == (other.gender, other.region)
            if same and count.votes[other.code] > count.votes[winner.code]:
                assert other.code in count.elected
    assert ElectionCount.from_json(json.loads(json.dumps(count.to_json()))) == count
    # Neither the order of the votes nor that of the candidates changes anything.
    random.shuffle(choices)
    again = reckon_election(
        rules, choices, sorted(candidates, key=lambda _c: random.random()), quota
    )
    for name in ("outcome", "votes", "elected", "ties", "waiting", "runoff", "empty"):
        assert getattr(again, name) == getattr(count, name), name


@given(elections(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_a_lot_settles_every_tie_and_unseats_nobody(election, random):
    rules, choices, candidates, quota = election
    count = reckon_election(rules, choices, candidates, quota)
    order = to_settle(count)
    random.shuffle(order)
    done = settled(rules, count, order)
    assert done.ties == done.waiting == []
    assert set(count.elected) <= set(done.elected)
    assert set(done.elected) - set(count.elected) <= set(order)
    known = {one.code: one for one in candidates}
    assert keeps(quota, [known[code] for code in done.elected])
    # Who is tied first can win and, where nothing is kept for somebody else too, can lose.
    for code in count.ties[0] if count.ties else ():
        rest = sorted(set(to_settle(count)) - {code})
        assert code in settled(rules, count, [code, *rest]).elected
        if not (quota.regions and quota.genders):
            assert code not in settled(rules, count, [*rest, code]).elected
