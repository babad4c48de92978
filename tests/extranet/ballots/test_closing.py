"""Closing: by whom and when, what is counted, what follows."""

import datetime
import logging

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.ballots import signals
from extranet.ballots.models import Count, OpenedVote, SealKey
from extranet.ballots.services import closing, opening, results
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate, secretary

from .casting_tools import (
    DAY,
    committee,
    ends_mandate,
    fresh,
    opened,
    plain_count,
    rule_of,
    vote,
    wait_until,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    monkeypatch.setattr(results, "count", plain_count)


def ended(body, by, rule=None, users=(), **fields):
    """Return a ballot whose end has passed."""
    soon = timezone.now() + datetime.timedelta(milliseconds=400)
    ballot = opened(body, by, rule, closes_at=soon, **fields)
    for user in users:
        vote(ballot, user)
    wait_until(soon)
    return ballot


def test_before_its_end_only_the_chair_closes_a_vote():
    body, chair, _voters = committee()
    ballot = opened(body, chair)
    with pytest.raises(Refused, match="only the chair"):
        closing.close(ballot=ballot, by=secretary())
    closing.close(ballot=ballot, by=chair)
    with pytest.raises(Refused, match="counted already"):
        closing.close(ballot=ballot, by=chair)


def test_where_a_body_has_no_officer_the_secretariat_is_its_chair():
    body, by = BodyFactory(), secretary()
    one = delegate(body)
    ballot = opened(body, by)
    vote(ballot, one)
    assert closing.close(ballot=ballot, by=by).numbers["votes"] == 1


def test_a_chair_whose_mandate_ended_closes_nothing():
    body, chair, _voters = committee()
    ballot = opened(body, chair)
    ends_mandate(chair, body)
    with pytest.raises(Refused, match="convenes"):
        closing.close(ballot=ballot, by=chair)


def test_after_its_end_whoever_manages_the_body_closes_it():
    body, chair, voters = committee()
    ballot = ended(body, chair, users=voters)
    assert closing.close(ballot=ballot, by=secretary()).numbers["votes"] == 3


def test_votes_that_are_due_are_closed_once(capsys):
    body, chair, voters = committee()
    due = ended(body, chair, rule_of(body, secret=True), users=voters)
    running = opened(body, chair)
    heard = []
    signals.ballot_closed.connect(
        lambda ballot, by, **kwargs: heard.append((ballot, by)), weak=False
    )
    call_command("close_ballots")
    call_command("close_ballots")
    assert capsys.readouterr().out == "1 closed\n0 closed\n"
    assert (fresh(due).state, fresh(running).state) == ("closed", "open")
    assert heard == [(due, None)]
    assert Count.objects.get().numbers["votes"] == 3


def test_what_cannot_be_opened_stays_sealed_and_hinders_no_other(settings, caplog):
    body, chair, voters = committee()
    sealed = ended(body, chair, rule_of(body, secret=True), users=voters)
    named = ended(body, chair, users=voters)
    settings.SECRET_KEY = "another-one"
    with caplog.at_level(logging.ERROR):
        assert closing.close_due() == 1
    assert f"Ballot {sealed.pk} cannot be closed" in caplog.text
    assert (fresh(sealed).state, fresh(named).state) == ("open", "closed")
    assert SealKey.objects.filter(ballot=sealed).exists()
    settings.SECRET_KEY_FALLBACKS = ["only-for-tests"]
    assert closing.close_due() == 1
    assert OpenedVote.objects.count() == 3


def test_a_sealed_vote_that_nobody_cast_hinders_the_count():
    from extranet.ballots.models import SealedVote

    body, chair, (one, *_rest) = committee()
    ballot = opened(body, chair, rule_of(body, secret=True))
    vote(ballot, one)
    copied = SealedVote.objects.get()
    SealedVote.objects.create(ballot=ballot, content=copied.content)
    with pytest.raises(Refused, match="cannot be opened"):
        closing.close(ballot=ballot, by=chair)
    assert fresh(ballot).state == "open"
    assert not OpenedVote.objects.exists()


def test_who_has_voted_without_a_vote_hinders_the_count():
    from extranet.ballots.models import Participation

    body, chair, (one, *_rest) = committee()
    for secret in (False, True):
        ballot = opened(body, chair, rule_of(body, secret=secret))
        vote(ballot, one)
        Participation.objects.create(line=ballot.lines.get(mandate__person__user=chair))
        with pytest.raises(Refused, match="do not agree"):
            closing.close(ballot=ballot, by=chair)


def test_where_consensus_fails_the_fallback_is_prepared():
    body, chair, (one, two, _three) = committee()
    rule = rule_of(
        body,
        majority="consensus",
        fallback="two_thirds",
        fallback_base="valid",
        objection_days=2,
    )
    ballot = ended_after_objections(body, chair, rule, one, two)
    closing.close(ballot=ballot, by=chair)
    second = ballot.later_rounds.get()
    assert (second.state, second.round, second.rule) == ("draft", 2, rule)
    terms = second.terms
    assert (terms.majority, terms.base, terms.fallback) == ("two_thirds", "valid", "")
    # The rule may be another by then: the decision goes on as it began.
    rule_of(body, kind=rule.kind, version=2)
    opened_again = opening.open_ballot(ballot=second, by=chair, closes_at=timezone.now() + DAY)
    assert opened_again.terms_frozen["majority"] == "two_thirds"
    vote(opened_again, one, ["no"])
    closing.close(ballot=opened_again, by=chair)
    assert not opened_again.later_rounds.exists()


def ended_after_objections(body, chair, rule, one, two):
    ballot = opened(body, chair, rule)
    vote(ballot, one, ["no"], reason="Too early")
    vote(ballot, two)
    for line in ballot.lines.filter(participation__isnull=True).select_related("mandate__person"):
        vote(ballot, line.mandate.person.user, line=line)
    return ballot


def test_consensus_without_a_fallback_ends_there():
    body, chair, (one, two, _three) = committee()
    rule = rule_of(body, majority="consensus")
    ballot = ended_after_objections(body, chair, rule, one, two)
    assert closing.close(ballot=ballot, by=chair).outcome == "objected"
    assert not ballot.later_rounds.exists()


def test_a_counted_vote_can_be_declared_void_until_it_is_on_record():
    from extranet.ballots.models import Record

    body, chair, (one, *_rest) = committee()
    first, second = opened(body, chair), opened(body, chair)
    for ballot in (first, second):
        vote(ballot, one)
        closing.close(ballot=ballot, by=chair)
    opening.void(ballot=first, reason="A wrong roll", by=chair)
    assert Count.objects.filter(ballot=first).exists()
    Record.objects.create(
        ballot=second, body=body, number=1, content="{}", digest="0" * 64, made_at=timezone.now()
    )
    with pytest.raises(Refused, match="on record"):
        opening.void(ballot=fresh(second), reason="A wrong roll", by=chair)
    assert Mandate.objects.filter(body=body).count() == 4
