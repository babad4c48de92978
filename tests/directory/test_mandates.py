"""Mandates are given and ended under the rules of their body, and never erased."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from cms.directory import constraints
from cms.directory.models import Mandate
from cms.directory.services import RuleBroken, broken_rules
from tests.directory.tools import DAY, NEXT_YEAR, ONE, TODAY, give
from tests.factories import (
    BodyFactory,
    BodyRuleFactory,
    MandateFactory,
    PersonFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def kinds(caught) -> list[str]:
    return [breach.kind for breach in caught.value.breaches]


def full(body):
    BodyRuleFactory(body=body, kind="seats", value=2, consequence=body.consequence)
    give(body)
    give(body, role="chair")
    return {}


def too_long(body):
    BodyRuleFactory(body=body, kind="term", value=12, consequence=body.consequence)
    return {"starts_on": DAY(2026, 1, 31), "ends_on": DAY(2027, 1, 31) + 365 * 10 * ONE}


def one_sided(body):
    BodyRuleFactory(body=body, kind="parity", value=1, consequence=body.consequence)
    give(body)
    give(body, person=PersonFactory(gender=""))
    return {}


CASES = [("seats", full), ("term", too_long), ("parity", one_sided)]


@pytest.mark.parametrize(("kind", "make"), CASES)
def test_what_a_rule_refuses_is_refused_with_its_article(body, kind, make):
    body.consequence = "refuse"
    values = make(body)
    before = Mandate.objects.count()
    for language, suffix in (("en", ""), ("fr", " (fr)"), ("es", " (es)")):
        with translation.override(language), pytest.raises(RuleBroken) as caught:
            give(body, **values)
        assert kinds(caught) == [kind]
        with translation.override(language):
            assert caught.value.breaches[0].article == f"Article {kind}{suffix}"
    assert Mandate.objects.count() == before


@pytest.mark.parametrize(("kind", "make"), CASES)
def test_what_a_rule_flags_is_saved_and_shown(body, kind, make):
    body.consequence = "flag"
    mandate = give(body, **make(body))
    assert Mandate.objects.filter(pk=mandate.pk).exists()
    for thing in (mandate, mandate.body):
        assert [breach.kind for breach in broken_rules(thing)] == [kind]
        assert not broken_rules(thing)[0].is_refused
    assert str(broken_rules(mandate)[0]).endswith(f"(Article {kind})")


@pytest.mark.parametrize(("kind", "make"), CASES)
def test_without_the_rule_all_of_it_is_allowed(body, kind, make):
    body.consequence = "refuse"
    values = make(body)
    body.rules.all().delete()
    mandate = give(body, **values)
    assert broken_rules(mandate) == broken_rules(body) == []


# --- Seats -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_only_some_roles_take_a_seat(body, role):
    BodyRuleFactory(body=body, kind="seats", value=1)
    give(body)
    if role in ("chair", "coordinator", "member", "co_opted"):
        with pytest.raises(RuleBroken):
            give(body, role=role)
    else:
        give(body, role=role)


def test_the_seats_are_counted_on_every_day_of_the_mandate(body):
    BodyRuleFactory(body=body, kind="seats", value=2)
    give(body, ends_on=TODAY + 10 * ONE)
    give(body, starts_on=TODAY + 20 * ONE, ends_on=None)
    # One at a time: two beside the new one, never three.
    give(body, ends_on=None)
    with pytest.raises(RuleBroken) as caught:
        give(body, starts_on=TODAY + 5 * ONE, ends_on=TODAY + 15 * ONE)
    assert caught.value.breaches[0].field == "body"
    give(body, starts_on=TODAY + 11 * ONE, ends_on=TODAY + 19 * ONE)


@pytest.mark.parametrize("role", ["member", "chair", "coordinator", "co_opted"])
def test_two_never_hold_one_seat_on_one_day(body, role):
    give(body, seat="4", starts_on=DAY(2020, 1, 1), ends_on=DAY(2020, 12, 31))
    with pytest.raises(RuleBroken) as caught:
        give(body, seat=" 4 ", role=role, starts_on=DAY(2020, 12, 31), ends_on=None)
    assert kinds(caught) == ["seat_taken"]
    give(body, seat="4", role=role, starts_on=DAY(2021, 1, 1), ends_on=None)
    give(body, seat="4", role="substitute", starts_on=DAY(2021, 1, 1))
    give(BodyFactory(), seat="4", role=role, starts_on=DAY(2020, 1, 1))


def test_a_person_has_a_role_once_on_a_day(body):
    person = PersonFactory()
    give(body, person=person, ends_on=None)
    with pytest.raises(RuleBroken) as caught:
        give(body, person=person, starts_on=NEXT_YEAR)
    assert kinds(caught) == ["held_twice"]
    give(body, person=person, role="chair")


@pytest.mark.parametrize("consequence", ["refuse", "flag"])
def test_the_data_base_itself_refuses_two_on_one_seat(body, consequence):
    """The last line, for whoever writes past the service."""
    first = MandateFactory(body=body, seat="4", ends_on=DAY(2020, 12, 31))
    MandateFactory(body=body, seat="4", starts_on=DAY(2021, 1, 1))
    MandateFactory.create_batch(2, body=body, seat="")
    MandateFactory(body=body, seat="4", role="substitute")
    with pytest.raises(IntegrityError, match=constraints.NAME), transaction.atomic():
        MandateFactory(body=body, seat="4", role="chair", starts_on=DAY(2020, 12, 31))
    with pytest.raises(IntegrityError, match=constraints.NAME), transaction.atomic():
        Mandate.objects.filter(pk=first.pk).update(ends_on=None)
    other = MandateFactory(body=body, seat="5")
    with pytest.raises(IntegrityError, match=constraints.NAME), transaction.atomic():
        Mandate.objects.filter(pk=other.pk).update(seat="4")
    with pytest.raises(IntegrityError, match=constraints.NAME), transaction.atomic():
        Mandate.objects.bulk_create(
            [MandateFactory.build(body=body, seat="5", person=PersonFactory(), organisation=None)]
        )


def test_the_triggers_come_back_when_they_were_lost():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL alters a table without making it anew")
    constraints.remove(connection)
    body = BodyFactory()
    MandateFactory.create_batch(2, body=body, seat="1")
    constraints.keep_installed(None, using="default")
    with pytest.raises(IntegrityError):
        MandateFactory(body=body, seat="1")


# --- Terms and parity ------------------------------------------------------------------------


def test_an_open_end_is_longer_than_any_term_and_the_last_day_is_told(body):
    BodyRuleFactory(body=body, kind="term", value=24)
    with pytest.raises(RuleBroken, match="24 months at most, this one until 29 February 2028"):
        give(body, starts_on=DAY(2026, 3, 1), ends_on=None)
    give(body, starts_on=DAY(2026, 3, 1), ends_on=DAY(2028, 2, 29))


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_only_who_is_elected_or_appointed_has_a_term(body, role):
    BodyRuleFactory(body=body, kind="term", value=24)
    if role in ("chair", "coordinator", "member", "auditor"):
        with pytest.raises(RuleBroken):
            give(body, role=role, ends_on=None)
    else:
        give(body, role=role, ends_on=None)


def test_what_has_ended_is_recorded_as_it_was(body):
    for kind, value in (("seats", 1), ("term", 12), ("parity", 0)):
        BodyRuleFactory(body=body, kind=kind, value=value)
    for _number in range(3):
        give(body, starts_on=DAY(2001, 1, 1), ends_on=DAY(2009, 12, 31))
    assert broken_rules(body) == []


def test_parity_counts_women_and_men_and_says_who_is_neither(body):
    BodyRuleFactory(body=body, kind="parity", value=1)
    give(body, person=PersonFactory(gender=""))
    give(body, person=PersonFactory(gender="other"))
    give(body, person=PersonFactory(gender="man"))
    with pytest.raises(RuleBroken) as caught:
        give(body, person=PersonFactory(gender="man"))
    assert "Men: 2" in str(caught.value)
    assert "gender not given: 2." in str(caught.value)
    give(body, person=PersonFactory(gender="man"), role="observer")
    give(body, person=PersonFactory(gender="woman"))
    give(body, person=PersonFactory(gender="man"))


def test_who_makes_a_gap_smaller_is_not_refused_for_it(body):
    MandateFactory.create_batch(4, body=body)
    BodyRuleFactory(body=body, kind="parity", value=1)
    give(body, person=PersonFactory(gender="man"))
    with pytest.raises(RuleBroken):
        give(body)
    assert [breach.kind for breach in broken_rules(body)] == ["parity"]


def test_all_that_is_broken_is_told_at_once(body):
    for kind, value in (("seats", 1), ("term", 12), ("parity", 1)):
        BodyRuleFactory(body=body, kind=kind, value=value)
    give(body, seat="1")
    with pytest.raises(RuleBroken) as caught:
        give(body, seat="1", ends_on=None)
    assert set(kinds(caught)) == {"seat_taken", "seats", "term", "parity"}


def test_values_that_make_no_mandate_are_refused(body):
    with pytest.raises(ValidationError):
        give(body, ends_on=TODAY - ONE)
    with pytest.raises(ValidationError):
        give(body, role="king")
