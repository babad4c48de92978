"""The seats that a limit fills, whoever asks first."""

from hypothesis import given
from hypothesis import strategies as st

from extranet.ballots.counting.quota import Candidate, Limit


@given(st.lists(st.sampled_from("wmo"), max_size=6), st.integers(0, 3), st.integers(0, 5))
def test_the_seats_that_a_limit_fills_do_not_hang_on_the_order(kinds, kept, seats):
    limit = Limit("gender", {"w": kept}, seats)
    candidates = [Candidate(str(place), kind) for place, kind in enumerate(kinds)]

    def filled(order):
        taken = []
        for one in order:
            if limit.holds([*taken, one]):
                taken.append(one)
        return len(taken)

    assert filled(candidates) == filled(candidates[::-1])
