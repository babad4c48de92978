"""Terms and votes that a count may meet, for hypothesis and for tables."""

from hypothesis import strategies as st

from extranet.ballots.counting.terms import (
    Abstentions,
    Base,
    Majority,
    Method,
    Quorum,
    Terms,
    Tie,
    When,
)

CHOICES = ([], ["yes"], ["no"], ["abstain"])
MAJORITIES = [majority for majority in Majority if majority != Majority.CONSENSUS]


@st.composite
def terms(draw, majorities=tuple(Majority), **fixed) -> Terms:
    """Return terms of a motion or a slate."""
    drawn = {
        "method": draw(st.sampled_from([Method.MOTION, Method.SLATE])),
        "majority": draw(st.sampled_from(majorities)),
        "base": draw(st.sampled_from(Base)),
        "abstentions": draw(st.sampled_from(Abstentions)),
        "quorum": draw(st.sampled_from(Quorum)),
        "quorum_percent": draw(st.integers(1, 100)),
        "quorum_at": draw(st.sampled_from(When)),
        "tie": draw(st.sampled_from(Tie)),
    }
    # As rules are: a quorum has a percentage, and none has none.
    if drawn["quorum"] == Quorum.NONE:
        drawn["quorum_percent"] = 0
    return Terms(**{**drawn, **fixed})


@st.composite
def rooms(draw, spare=0) -> dict:
    """Return votes with the numbers around them: `spare` of the roll have not voted, at least."""
    choices = draw(st.lists(st.sampled_from(CHOICES), max_size=40))
    entitled = len(choices) + spare + draw(st.integers(0, 40))
    present = opening = None
    if draw(st.booleans()):
        present, opening = (draw(st.integers(0, entitled)) for _ in range(2))
    return {
        "choices": choices,
        "entitled": entitled,
        "present": present,
        "present_at_opening": opening,
    }
