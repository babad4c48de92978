"""What bodies and mandates need: read ahead, and shown to the secretariat."""

import datetime

import pytest
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone
from factory.django import mute_signals
from wagtail.users.models import UserProfile

from cms.accounts import second_factor
from cms.directory.models import Body
from cms.directory.querysets import site_day
from cms.directory.rules import rule
from cms.directory.services import (
    broken_rules,
    end_mandate,
    load_body_rules,
    load_vocabularies,
    mandates_ending,
    upcoming_ends,
    vacancies,
    what_needs_attention,
)
from tests.factories import (
    BodyFactory,
    BodyRuleFactory,
    MandateFactory,
    PersonFactory,
    UserFactory,
)
from tests.query_counts import warm_queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

ONE = datetime.timedelta(days=1)
TODAY = site_day()


def test_free_seats_are_counted_day_by_day():
    body = BodyFactory()
    assert vacancies(body) == 0
    BodyRuleFactory(body=body, value=3)
    assert vacancies(body) == 3
    MandateFactory(body=body, ends_on=TODAY)
    MandateFactory(body=body, role="observer")
    MandateFactory(body=body, starts_on=TODAY + 5 * ONE)
    assert [vacancies(body, TODAY + days * ONE) for days in (0, 1, 5)] == [2, 3, 2]
    MandateFactory.create_batch(4, body=body)
    assert vacancies(body) == 0


def test_ends_of_term_are_known_ahead():
    rows = {days: MandateFactory(ends_on=TODAY + days * ONE) for days in (-1, 0, 90, 91)}
    MandateFactory()
    MandateFactory(ends_on=TODAY, ended_at=timezone.now())
    assert list(upcoming_ends(90)) == [rows[0], rows[90]]
    assert list(mandates_ending(TODAY + 91 * ONE, since=TODAY + ONE)) == [rows[90], rows[91]]
    end_mandate(mandate=rows[90])
    assert list(upcoming_ends(90)) == [rows[0]]


def test_a_rule_is_read_by_its_kind(django_assert_num_queries):
    body = BodyFactory()
    seats = BodyRuleFactory(body=body, value=3)
    BodyRuleFactory(kind="term")
    assert rule(body, "seats") == seats
    assert rule(body, "term") is None
    body = Body.objects.prefetch_related("rules").get(pk=body.pk)
    with django_assert_num_queries(0):
        assert rule(body, "seats") == seats


def needy_body() -> Body:
    """A body with a gap, a term too long, free seats and an end of term ahead."""
    body = BodyFactory()
    for kind, value in (("seats", 9), ("parity", 0), ("term", 24)):
        BodyRuleFactory(body=body, kind=kind, value=value, consequence="flag")
    MandateFactory(body=body)
    MandateFactory(body=body, starts_on=TODAY - ONE, ends_on=TODAY + ONE)
    return body


def test_what_is_wrong_is_told_body_by_body():
    BodyFactory()
    body = needy_body()
    (found,) = what_needs_attention()
    assert found.body == body
    assert found.free == vacancies(body) == 7
    assert found.breaches == broken_rules(body)
    assert sorted(breach.kind for breach in found.breaches) == ["parity", "term"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_report_shows_it_with_the_article(client, editor, language):
    UserProfile.objects.create(user=editor, preferred_language=language)
    body = needy_body()
    page = client.get(reverse("bodies_attention"))
    text = page.content.decode()
    suffix = "" if language == "en" else f" ({language})"
    for kind in ("seats", "parity", "term"):
        assert f"Article {kind}{suffix}" in text
    for mandate in body.mandates.all():
        assert mandate.person.name in text
    assert reverse("wagtailsnippets_directory_body:edit", args=[body.pk]) in text
    assert reverse("bodies_attention") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_site_in_order_says_so(client, editor):
    assert client.get(reverse("bodies_attention")).content.decode().count("None.") == 3


def test_the_report_costs_the_same_for_two_bodies_and_for_twenty(client, editor):
    counts = []
    for more in (2, 18):
        with mute_signals(post_save):
            for _number in range(more):
                needy_body()
        counts.append(len(warm_queries_of(client, reverse("bodies_attention"))))
    assert counts[0] == counts[1] <= 25


def test_a_second_factor_is_asked_while_a_mandate_asks_for_it():
    user = UserFactory()
    body = BodyFactory()
    mandate = MandateFactory(body=body, person=PersonFactory(user=user))
    assert not second_factor.is_required(user)
    asked = BodyRuleFactory(body=body, kind="second_factor", value=0)
    BodyRuleFactory(body=body, kind="seats", value=1)
    assert not second_factor.is_required(user)
    asked.value = 1
    asked.save()
    assert second_factor.is_required(user)
    assert not second_factor.is_required(UserFactory())
    end_mandate(mandate=mandate)
    assert not second_factor.is_required(user)


def test_rules_are_loaded_for_the_bodies_there_are():
    load_vocabularies()
    assert load_body_rules().created == 0
    board = Body.objects.get(code="board")
    assert rule(board, "seats").value == 35
    assert rule(board, "extraordinary").value == 30
    assert Body.objects.get(code="steering-committee").counts_by == "organisation"
