"""The arithmetic of the rules: shares, terms over month ends, seats that overlap."""

import calendar
import datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cms.directory.models import Mandate
from cms.directory.rules import gap, last_day_of_term, reaches, threshold
from cms.directory.services import overlaps

DAY = datetime.date
ONE = datetime.timedelta(days=1)
days = st.dates(DAY(1990, 1, 1), DAY(2090, 12, 31))


def test_thirty_percent_of_thirty_five_are_eleven():
    assert threshold(35, 30) == 11
    assert not reaches(10, 35, 30)
    assert reaches(11, 35, 30)


@given(st.integers(0, 10_000), st.integers(1, 100))
def test_the_threshold_is_the_least_number_that_reaches_the_share(roll, percent):
    least = threshold(roll, percent)
    assert Fraction(least) >= Fraction(percent * roll, 100) > Fraction(least - 1)
    assert reaches(least, roll, percent)
    assert not reaches(least - 1, roll, percent)
    assert 0 <= least <= roll


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_gap_has_no_side(women, men):
    assert gap(women, men) == gap(men, women) >= 0
    assert (gap(women, men) == 0) is (women == men)


def test_terms_end_the_day_before_or_with_the_month():
    assert last_day_of_term(DAY(2025, 10, 18), 24) == DAY(2027, 10, 17)
    assert last_day_of_term(DAY(2026, 1, 1), 12) == DAY(2026, 12, 31)
    assert last_day_of_term(DAY(2024, 2, 29), 24) == DAY(2026, 2, 28)
    assert last_day_of_term(DAY(2024, 8, 31), 6) == DAY(2025, 2, 28)
    assert last_day_of_term(DAY(2026, 1, 31), 1) == DAY(2026, 2, 28)
    assert last_day_of_term(DAY(2022, 2, 28), 24) == DAY(2024, 2, 27)
    assert last_day_of_term(DAY(2026, 3, 1), 1) == DAY(2026, 3, 31)


@given(days, st.integers(1, 240))
def test_a_term_has_its_months_and_no_day_more(starts_on, months):
    last = last_day_of_term(starts_on, months)
    passed = (last.year - starts_on.year) * 12 + last.month - starts_on.month
    assert passed in (months, months - 1)
    after = last + ONE
    if after.day != starts_on.day:
        # Only where the month has no such day.
        assert after.day == 1
        assert calendar.monthrange(last.year, last.month)[1] < starts_on.day


@given(days, days, st.integers(1, 120))
def test_who_begins_later_never_ends_earlier(one, other, months):
    earlier, later = sorted((one, other))
    assert last_day_of_term(earlier, months) <= last_day_of_term(later, months)


@given(days, st.integers(1, 60), st.integers(1, 60))
def test_a_longer_term_ends_later(starts_on, months, more):
    assert last_day_of_term(starts_on, months) < last_day_of_term(starts_on, months + more)


@st.composite
def periods(draw):
    """A mandate with a first day and, perhaps, a last one, close to the others."""
    starts_on = draw(st.dates(DAY(2026, 1, 1), DAY(2026, 2, 15)))
    length = draw(st.none() | st.integers(0, 20))
    ends_on = None if length is None else starts_on + length * ONE
    return Mandate(starts_on=starts_on, ends_on=ends_on)


@given(st.lists(periods(), max_size=8))
def test_overlaps_are_found_exactly_where_a_day_is_held_twice(rows):
    horizon = [DAY(2026, 1, 1) + number * ONE for number in range(80)]
    twice = any(sum(row.is_in_force(day) for row in rows) > 1 for day in horizon)
    found = overlaps(rows)
    assert bool(found) is twice
    for earlier, later in found:
        assert earlier.is_in_force(later.starts_on)
