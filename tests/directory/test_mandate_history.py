"""Mandates end and are never erased; their days are those of the site."""

import datetime

import pytest
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from cms.directory.services import RuleBroken, end_mandate
from tests.directory.tools import DAY, ONE, TODAY, give
from tests.factories import (
    BodyRuleFactory,
    MandateFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def test_who_gave_and_who_ended_is_in_the_history(body):
    clerk = UserFactory()
    mandate = give(body, by=clerk)
    end_mandate(mandate=mandate, by=clerk)
    entries = ModelLogEntry.objects.filter(object_id=str(mandate.pk)).order_by("timestamp", "pk")
    assert [(row.action, row.user) for row in entries] == [
        ("wagtail.create", clerk),
        ("directory.end_mandate", clerk),
    ]


def test_a_mandate_that_has_begun_is_not_deleted_by_any_way(body):
    begun, coming = give(body), give(body, starts_on=TODAY + ONE)
    for delete in (begun.delete, body.mandates.all().delete, Mandate.objects.all().delete):
        with pytest.raises(ProtectedError):
            delete()
    assert Mandate.objects.count() == 2
    coming.delete()
    assert list(Mandate.objects.all()) == [begun]
    give(body, starts_on=TODAY + ONE)
    assert Mandate.objects.filter(starts_on__gt=TODAY).delete()[0] == 1


def test_ending_takes_the_right_at_that_moment_and_frees_the_seat_the_next_day(body):
    mandate = give(body, seat="4", starts_on=DAY(2026, 1, 1), ends_on=None)
    at = timezone.now()
    ended = end_mandate(mandate=mandate, at=at)
    assert (ended.ended_at, ended.ends_on) == (at, site_day(at))
    second = datetime.timedelta(seconds=1)
    assert Mandate.objects.in_force_at(at - second).get() == mandate
    assert not Mandate.objects.in_force_at(at + second).exists()
    with pytest.raises(RuleBroken):
        give(body, seat="4", starts_on=site_day(at))
    give(body, seat="4", starts_on=site_day(at) + ONE)


def test_what_has_ended_or_not_begun_is_not_ended(body):
    ended = give(body, starts_on=DAY(2020, 1, 1), ends_on=DAY(2021, 1, 1))
    coming = give(body, starts_on=TODAY + ONE)
    once = end_mandate(mandate=give(body))
    for mandate in (ended, coming, once):
        with pytest.raises(RuleBroken):
            end_mandate(mandate=mandate)
    once.refresh_from_db()
    assert once.ends_on == TODAY


def test_history_is_not_ended_earlier_afterwards(body):
    ended = give(body, starts_on=DAY(2020, 1, 1), ends_on=DAY(2021, 1, 1))
    once = end_mandate(mandate=give(body, starts_on=DAY(2020, 1, 1)))
    then = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)
    for mandate in (ended, once):
        with pytest.raises(RuleBroken):
            end_mandate(mandate=mandate, at=then)
    # Who hears late of an end records when it was.
    late = end_mandate(mandate=give(body, starts_on=DAY(2020, 1, 1)), at=then)
    assert late.ends_on == DAY(2020, 6, 1)


def test_ending_is_never_refused_for_the_gap_it_leaves(body):
    BodyRuleFactory(body=body, kind="parity", value=0)
    first = MandateFactory(body=body, person__gender="man", organisation=OrganisationFactory())
    MandateFactory(body=body)
    end_mandate(mandate=first)


@pytest.mark.parametrize("reader", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Santiago"])
def test_a_last_day_ends_at_midnight_where_the_site_is(body, settings, zone, reader):
    settings.TIME_ZONE = zone
    MandateFactory(body=body, ends_on=DAY(2026, 5, 31))
    midnight = datetime.datetime(2026, 6, 1, tzinfo=timezone.get_default_timezone())
    with timezone.override(reader):
        last = Mandate.objects.in_force_at(midnight - datetime.timedelta(seconds=1))
        assert last.count() == 1
        assert not Mandate.objects.in_force_at(midnight).exists()


@pytest.mark.parametrize("reader", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_of_an_end_is_the_site_s(body, settings, reader):
    settings.TIME_ZONE = "Asia/Tokyo"
    mandate = MandateFactory(body=body)
    at = datetime.datetime(2026, 5, 31, 15, 30, tzinfo=datetime.UTC)
    with timezone.override(reader):
        assert end_mandate(mandate=mandate, at=at).ends_on == DAY(2026, 6, 1)
