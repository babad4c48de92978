import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from cms.directory.models import OrganisationStatus
from tests.factories.directory import OrganisationFactory
from tests.factories.pages import make_campaign, make_event

pytestmark = pytest.mark.databases

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2024, 5, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
    ],
)
def test_in_force_includes_the_first_and_the_last_day(starts, ends, holds):
    organisation = OrganisationFactory(status=None)
    row = OrganisationStatus.objects.create(
        organisation=organisation, status="member", starts_on=starts, ends_on=ends
    )
    assert OrganisationStatus.objects.in_force(TODAY).exists() is holds
    assert row.is_in_force(TODAY) is holds


@pytest.mark.django_db
def test_the_database_refuses_an_end_before_the_start():
    organisation = OrganisationFactory(status=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationStatus.objects.create(
            organisation=organisation, status="member", starts_on=TODAY, ends_on=TODAY - DAY
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "starts", "ends"),
    [(make_event, "starts_at", "ends_at"), (make_campaign, "starts_on", "ends_on")],
)
def test_pages_are_refused_by_form_and_database_where_they_end_too_early(site, make, starts, ends):
    page = make()
    setattr(page, ends, getattr(page, starts))
    page.full_clean()
    setattr(page, ends, getattr(page, starts) - DAY)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "It cannot end before it starts." in refused.value.message_dict[ends]
    with pytest.raises(IntegrityError), transaction.atomic():
        type(page).objects.filter(pk=page.pk).update(**{ends: getattr(page, ends)})


@given(
    start=st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1)),
    length=st.none() | st.integers(0, 2000),
    on=st.dates(datetime.date(1999, 1, 1), datetime.date(2036, 1, 1)),
)
def test_a_period_holds_on_its_days_and_no_others(start, length, on):
    end = None if length is None else start + length * DAY
    row = OrganisationStatus(status="member", starts_on=start, ends_on=end)
    expected = on >= start and (end is None or (on - start).days <= length)
    assert row.is_in_force(on) is expected
