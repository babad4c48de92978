"""Voting on candidates: order, ballots, ties, runoffs, mandates."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate, Person
from cms.directory.querysets import site_day
from extranet.ballots.counting.methods import recount
from extranet.ballots.models import Ballot, ElectionRound
from extranet.ballots.services import opening, results
from extranet.ballots.services.elections import (
    admitting,
    conditions,
    preparing,
    seating,
    voting,
)
from extranet.core.models import AuditEntry
from tests.extranet.ballots.elections_tools import (
    DAY,
    Stage,
    closed,
    held,
    rule_of,
    voted,
)
from tests.factories.directory import (
    BodyRuleFactory,
    MandateFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def stage(db):
    return Stage()


def test_the_order_is_alphabetical_or_drawn_once_before_witnesses(stage):
    election = stage.election(seats=3, order="lot")
    for place, name in enumerate(("Öz", "Abe", "zed")):
        stage.name(election, stage.organisations[place], family_name=name)
    closed(stage, election)
    with pytest.raises(Refused, match="Draw the order"):
        voting.prepare_ballot(election=election, by=stage.by)
    drawn = admitting.draw_order(election=election, note="Two tellers", by=stage.by)
    with pytest.raises(Refused, match="drawn already"):
        admitting.draw_order(election=election, note="Again", by=stage.by)
    ballot = voting.prepare_ballot(election=election, by=stage.by)
    assert [option.code for option in ballot.options.all()] == [one.code for one in drawn]
    alphabetical = stage.election(seats=3)
    for place, name in enumerate(("Öz", "Abe", "zed")):
        stage.name(alphabetical, stage.organisations[place], family_name=name)
    closed(stage, alphabetical)
    ballot = voting.prepare_ballot(election=alphabetical, by=stage.by)
    labels_ = [option.label for option in ballot.options.all()]
    assert [label.split()[1] for label in labels_] == ["Abe", "Öz", "zed"]


def test_everybody_named_is_admitted_or_refused_before_the_vote(stage):
    election = stage.election()
    nomination = stage.name(election, stage.organisations[0])
    closed(stage, election, admit=False)
    with pytest.raises(Refused, match="Admit or refuse these first: Ada Byron woman"):
        voting.prepare_ballot(election=election, by=stage.by)
    admitting.refuse(nomination=nomination, reason="No.", by=stage.by)
    with pytest.raises(Refused, match="Nobody stands"):
        voting.prepare_ballot(election=election, by=stage.by)


def test_from_the_vote_to_the_mandates(stage):
    election = stage.election(seats=2, parity="lists", term_months=24)
    woman = stage.directory_name(election, stage.organisations[0])
    man = stage.name(election, stage.organisations[1], "man")
    second = stage.name(election, stage.organisations[2], "man")
    closed(stage, election)
    ballot = voted(stage, election, [[man, second], [man], [second, woman]], signed=False)
    assert ballot.terms.seats == 2
    # Two men have two votes each: the one seat for men is drawn.
    assert ballot.count.outcome == "tie"
    with pytest.raises(Refused, match="No result is signed"):
        seating.seat_elected(election=election, by=stage.by)
    with pytest.raises(Refused):
        results.settle_tie(
            ballot=ballot, how="lot", choice=[man.code], by=stage.by, note="Two tellers"
        )
    results.settle_tie(
        ballot=ballot, how="lot", choice=[second.code, man.code], by=stage.by, note="Two tellers"
    )
    for user in (stage.by, stage.other):
        results.sign(ballot=Ballot.objects.get(pk=ballot.pk), by=user)
    given = seating.seat_elected(election=election, by=stage.by)
    assert {mandate.person.name for mandate in given} == {woman.name, second.name}
    tomorrow = site_day() + DAY
    assert {mandate.starts_on for mandate in given} == {tomorrow}
    last = {mandate.ends_on for mandate in given}.pop()
    assert (last.year, last.month) >= (tomorrow.year + 1, 1)
    assert Person.objects.filter(code="ada-byron-man").exists()
    election.refresh_from_db()
    assert (election.state, election.decided_on) == ("decided", site_day())
    # Once more gives nobody anything.
    assert seating.seat_elected(election=election, by=stage.by) == []
    assert Mandate.objects.filter(body=stage.board).count() == 2
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"nomination.seated", "election.decided", "election.opened"} <= actions


def test_the_published_record_is_counted_again_offline(stage, django_assert_num_queries):
    election = stage.election(seats=1)
    first = stage.name(election, stage.organisations[0])
    closed(stage, election)
    ballot = voted(stage, election, [[first], [first], []])
    record = results.published_record(ballot)
    assert record["election"]["candidates"] == [
        {
            "code": first.code,
            "gender": "",
            "region": "",
            "organisation": first.organisation.code,
        }
    ]
    with django_assert_num_queries(0):
        assert recount(record) == record["count"]
    record["votes"].pop()
    assert recount(record) != record["count"]


def test_no_mandate_is_given_where_a_rule_of_the_body_refuses_one(stage):
    BodyRuleFactory(body=stage.board, kind="seats", value=1)
    election = stage.election(seats=2)
    named = [stage.name(election, organisation) for organisation in stage.organisations[:2]]
    closed(stage, election)
    voted(stage, election, [named, named, named])
    with pytest.raises(Refused, match="Nobody was given a mandate, because of Ada") as refused:
        seating.seat_elected(election=election, by=stage.by)
    assert "Article seats" in str(refused.value)
    assert not Mandate.objects.filter(body=stage.board).exists()
    assert not Person.objects.filter(family_name="Byron woman").exists()
    election.refresh_from_db()
    assert election.state == "voting"


def test_seats_that_are_taken_leave_fewer_under_the_cap(stage):
    MandateFactory(body=stage.board)
    MandateFactory(body=stage.board, ends_on=site_day())
    MandateFactory(body=stage.board, role="co_opted")
    election = stage.election(seats=3, cap=3)
    assert conditions.quota(election).available == 2
    assert len(seating.overlapping(election)) == 1
    counted = stage.election(seats=3, cap=3, co_opted=1, co_opted_in_cap=True)
    assert conditions.quota(counted).available == 0


def test_a_slate_that_breaks_the_rule_is_not_voted_on(stage):
    slate = rule_of(stage.committee, kind="slate", method="slate", majority="absolute")
    election = stage.election(rule=slate, seats=3, parity="lists")
    for place in range(3):
        stage.name(election, stage.organisations[place])
    closed(stage, election)
    with pytest.raises(Refused, match="Seats kept for men: 1, and others take them"):
        voting.prepare_ballot(election=election, by=stage.by)


@pytest.mark.parametrize(("choices", "seated"), [([["yes"]] * 3, 2), ([["no"]] * 3, 0)])
def test_a_slate_is_seated_as_a_whole_or_not_at_all(stage, choices, seated):
    slate = rule_of(stage.committee, kind="slate", method="slate", majority="absolute")
    election = stage.election(rule=slate, seats=2, parity="pair")
    stage.name(election, stage.organisations[0])
    stage.name(election, stage.organisations[0], "man")
    closed(stage, election)
    voted(stage, election, choices)
    assert len(seating.seat_elected(election=election, by=stage.by)) == seated


def test_a_runoff_fills_what_no_majority_did(stage):
    stage.rule = rule_of(
        stage.committee, kind="absolute", method="plurality", majority="absolute", base="valid"
    )
    election = stage.election(seats=1)
    a, b, c = (stage.name(election, one) for one in stage.organisations)
    closed(stage, election)
    first = voted(stage, election, [[a], [a], [b]])
    assert voting.count_of(first).elected == [a.code]
    election = stage.election(seats=1)
    a, b, c = (stage.name(election, one) for one in stage.organisations)
    closed(stage, election)
    first = voted(stage, election, [[a], [b], []])
    assert voting.count_of(first).runoff == [a.code, b.code]
    assert seating.seat_elected(election=election, by=stage.by) == []
    election.refresh_from_db()
    assert election.state == "voting"
    runoff = voting.prepare_runoff(election=election, by=stage.by, closes_at=timezone.now() + DAY)
    assert (runoff.previous, runoff.round) == (first, 2)
    assert {option.code for option in runoff.options.all()} == {a.code, b.code}
    with pytest.raises(Refused, match="No seat is left"):
        voting.prepare_runoff(election=election, by=stage.by)
    held(stage, runoff, [[b], [b], [a]])
    [mandate] = seating.seat_elected(election=election, by=stage.by)
    assert mandate.nomination == b
    assert c.code not in voting.count_of(runoff).votes


def test_a_void_vote_is_held_anew_with_the_same_seats_and_candidates(stage):
    election = stage.election(seats=2)
    named = [stage.name(election, organisation) for organisation in stage.organisations]
    closed(stage, election)
    ballot = voted(stage, election, [named[:2]], signed=False)
    again = opening.void(ballot=ballot, reason="A wrong name.", by=stage.by, again=True)
    row = ElectionRound.objects.get(ballot=again)
    assert (row.quota, len(row.candidates)) == (ballot.election_round.quota, 3)
    assert Ballot.objects.get(pk=again.pk).terms.seats == 2
    again = Ballot.objects.get(pk=again.pk)
    again.closes_at = timezone.now() + DAY
    again.save()
    held(stage, again, [named[1:]])
    assert len(seating.seat_elected(election=election, by=stage.by)) == 2


def test_who_stands_does_not_change_once_the_vote_is_open(stage):
    election = stage.election()
    nomination = stage.name(election, stage.organisations[0])
    closed(stage, election)
    ballot = voted(stage, election, [], signed=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        ElectionRound.objects.filter(ballot=ballot).update(quota={"seats": 9})
    with pytest.raises(DatabaseError), transaction.atomic():
        ElectionRound.objects.filter(ballot=ballot).delete()
    with pytest.raises(Refused, match="This cannot be done now"):
        admitting.refuse(nomination=nomination, reason="Late.", by=stage.by)
    with pytest.raises(Refused, match="void the ballot first"):
        preparing.void(election=election, reason="No.", by=stage.by)


def test_a_vote_with_other_candidates_than_the_election_is_not_opened(stage):
    election = stage.election()
    stage.name(election, stage.organisations[0])
    closed(stage, election)
    ballot = voting.prepare_ballot(election=election, by=stage.by, closes_at=timezone.now() + DAY)
    ballot.options.update(code="x")
    with pytest.raises(Refused, match="prepare it anew"):
        opening.open_ballot(ballot=ballot, by=stage.by)
    assert Ballot.objects.get(pk=ballot.pk).state == "draft"
