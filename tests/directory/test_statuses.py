"""What an organisation is, day by day; what ends when it leaves."""

import datetime
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.directory.models import Mandate, OrganisationStatus
from cms.directory.querysets import site_day
from cms.directory.services import change_status, end_mandates_of, end_status
from tests.factories.directory import LONG_AGO, MandateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def on(organisation, day) -> str:
    return organisation.status_on(day)


@pytest.mark.parametrize("days", [-30, 0, 30])
def test_the_status_before_ends_the_day_before(days):
    organisation, day = OrganisationFactory(), site_day() + days * DAY
    row = change_status(organisation=organisation, status="suspended", from_day=day, note="why")
    assert (row.status, row.starts_on, row.ends_on, row.note) == ("suspended", day, None, "why")
    assert [on(organisation, day - DAY), on(organisation, day)] == ["member", "suspended"]
    assert on(organisation, day + 1000 * DAY) == "suspended"


def test_a_status_that_begins_on_that_day_is_replaced():
    organisation = OrganisationFactory(status=None)
    for status in ("applicant", "member"):
        change_status(organisation=organisation, status=status, from_day=site_day())
    assert on(organisation, site_day()) == "member"
    assert organisation.statuses.count() == 1


def test_what_it_is_already_is_refused():
    with pytest.raises(ValidationError, match="already"):
        change_status(organisation=OrganisationFactory(), status="member", from_day=site_day())


def test_what_is_foreseen_later_is_not_run_over():
    organisation = OrganisationFactory()
    change_status(organisation=organisation, status="left", from_day=site_day() + 30 * DAY)
    with pytest.raises(ValidationError, match="foreseen"):
        change_status(organisation=organisation, status="suspended", from_day=site_day())


def test_a_gap_stays_a_gap():
    organisation, today = OrganisationFactory(), site_day()
    end_status(organisation=organisation, status="member", last_day=today - 10 * DAY)
    change_status(organisation=organisation, status="member", from_day=today)
    assert [on(organisation, today - n * DAY) for n in (10, 9, 1, 0)] == [
        *("member", "", "", "member")
    ]


def test_ending_asks_which_status_and_leaves_no_empty_one():
    organisation, today = OrganisationFactory(status=None), site_day()
    assert not end_status(organisation=organisation, status="applicant", last_day=today)
    change_status(organisation=organisation, status="applicant", from_day=today)
    assert end_status(organisation=organisation, status="applicant", last_day=today - DAY)
    assert not organisation.statuses.exists()


class Days(TestCase):
    """On any day an organisation has one status at most, whatever is done in whatever order."""

    @given(
        st.lists(
            st.tuples(st.sampled_from(OrganisationStatus.Status.values), st.integers(-20, 20)),
            max_size=8,
        )
    )
    def test_one_status_a_day(self, changes):
        organisation, today = OrganisationFactory(), site_day()
        for status, days in changes:
            try:
                change_status(organisation=organisation, status=status, from_day=today + days * DAY)
            except ValidationError:
                continue
            assert on(organisation, today + days * DAY) == status
        rows = list(organisation.statuses.order_by("starts_on"))
        for earlier, later in pairwise(rows):
            assert earlier.ends_on == later.starts_on - DAY
        assert [row.ends_on is None for row in rows] == [False] * (len(rows) - 1) + [True]


def test_who_leaves_today_has_no_right_from_this_moment():
    mandate, other = MandateFactory(), MandateFactory()
    assert end_mandates_of(organisation=mandate.organisation, from_day=site_day()) == 1
    assert list(Mandate.objects.in_force_at()) == [other]


def test_who_leaves_later_keeps_the_mandate_until_the_day_before():
    day = site_day() + 30 * DAY
    mandate = MandateFactory()
    short = MandateFactory(organisation=mandate.organisation, ends_on=site_day() + DAY)
    MandateFactory(organisation=mandate.organisation, starts_on=day + DAY)
    past = MandateFactory(
        organisation=mandate.organisation, starts_on=LONG_AGO, ends_on=LONG_AGO + DAY
    )
    assert end_mandates_of(organisation=mandate.organisation, from_day=day) == 2
    rows = {row.pk: row.ends_on for row in mandate.organisation.mandates.all()}
    assert rows == {mandate.pk: day - DAY, short.pk: short.ends_on, past.pk: past.ends_on}
    assert Mandate.objects.in_force_at().filter(pk=mandate.pk).exists()


def test_a_mandate_that_has_not_begun_never_begins():
    mandate = MandateFactory(starts_on=site_day() + 5 * DAY)
    end_mandates_of(organisation=mandate.organisation, from_day=site_day())
    assert not Mandate.objects.filter(pk=mandate.pk).exists()
