"""From votes to a verified record: count, sign, publish, export, count again, with real rows."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core.errors import Refused
from extranet.ballots.counting.reading import Unreadable, parse
from extranet.ballots.counting.terms import Tie
from extranet.ballots.counting.verifying import verify, verify_chain
from extranet.ballots.models import Ballot
from extranet.ballots.services import closing, results
from tests.databases import shared_world
from tests.extranet.ballots import casting_tools, elections_tools
from tests.extranet.ballots.cases import CHOICES, terms
from tests.extranet.ballots.counted import (
    anything,
    closed,
    exported,
    forged,
    places,
    recorded,
    replaced,
)
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate, secretary


def wrong(export: str) -> list[str]:
    """Return what is wrong with an exported record, in words."""
    finding = verify(parse(export))
    return [*finding.errors, *(line.what for line in finding.lines if not line.is_right)]


# --- Rows made by hand, of every kind -------------------------------------------------


@pytest.fixture(scope="module")
def signers(django_db_setup, django_db_blocker):
    """A body, and two who sign its results; the first has the chair's vote."""
    with shared_world(django_db_blocker):
        body = BodyFactory()
        yield body, delegate(body, "chair"), secretary()


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_voted_by_whatever_rule_is_verified(signers, db, data):
    body, chair, secretary = signers
    drawn = data.draw(terms())
    named = drawn.majority == "consensus" or drawn.tie == Tie.CHAIR
    secret = not named and data.draw(st.booleans())
    votes = data.draw(st.lists(st.sampled_from(CHOICES), max_size=6))
    entitled = len(votes) + data.draw(st.integers(0, 3))
    present = data.draw(st.none() | st.integers(0, entitled))
    fields = {
        name: value
        for name, value in drawn.to_json().items()
        if name not in ("secret", "trackers", "method")
    }
    trackers = data.draw(st.booleans())
    with transaction.atomic():
        ballot = closed(
            body,
            votes,
            entitled=entitled,
            present=present,
            secret=secret,
            trackers=trackers,
            **fields,
        )
        if results.is_tie_open(ballot):
            how = Tie(ballot.terms.tie).value
            choice = data.draw(st.sampled_from([["yes"], ["no"]]))
            results.settle_tie(ballot=ballot, how=how, choice=choice, by=chair, note="Before all.")
        for user in (chair, secretary):
            results.sign(ballot=ballot, by=user)
        ballot = Ballot.objects.get(pk=ballot.pk)
        assert wrong(exported(ballot.record)) == []
        content = json.loads(ballot.record.content)
        assert content["outcome"] == results.final_outcome(ballot)
        assert content == results.published_record(ballot)
        transaction.set_rollback(True)


# --- Votes through the services -------------------------------------------------------


@pytest.mark.databases
@pytest.mark.django_db
@pytest.mark.parametrize("secret", [True, False])
def test_votes_that_were_cast_are_in_the_record_and_verified(secret):
    body, chair, users = casting_tools.committee(5)
    rule = casting_tools.rule_of(body, secret=secret, quorum="participation", quorum_percent=50)
    ballot = casting_tools.opened(body, chair, rule)
    choices = [["yes"], ["no"], ["yes"], []]
    receipts = [
        casting_tools.vote(ballot, user, choice)
        for user, choice in zip(users, choices, strict=False)
    ]
    closing.close(ballot=ballot, by=chair)
    record = recorded(casting_tools.fresh(ballot))
    assert wrong(exported(record)) == []
    content = json.loads(record.content)
    assert content["outcome"] == "adopted"
    assert (content["count"]["yes"], content["count"]["no"], content["count"]["blank"]) == (2, 1, 1)
    if secret:
        published = {vote["tracker"]: vote["choice"] for vote in content["votes"]}
        cast = {receipt.tracker: choice for receipt, choice in zip(receipts, choices, strict=True)}
        assert published == cast


@pytest.mark.django_db
def test_records_of_an_election_are_counted_again_and_chained():
    stage = elections_tools.Stage(organisations=3)
    election = stage.election(seats=2)
    first, second, third = (stage.name(election, one) for one in stage.organisations)
    elections_tools.closed(stage, election)
    ballot = elections_tools.voted(
        stage, election, [[first, second], [first, third], [first]], signed=False
    )
    assert results.is_tie_open(ballot)
    asked = {"ballot": ballot, "how": "lot", "by": stage.by, "note": "Before all."}
    for choice in ([first.code], [], [second.code, second.code], [first.code, third.code]):
        with pytest.raises(Refused) as refused:
            results.settle_tie(choice=choice, **asked)
        assert refused.value.field == "choice"
    results.settle_tie(choice=[third.code, second.code], **asked)
    elections_tools.sign(stage, ballot)
    ballot = Ballot.objects.get(pk=ballot.pk)
    content = json.loads(ballot.record.content)
    assert content["count"]["outcome"] == "tie"
    assert content["tie_break"]["count"]["elected"] == [first.code, third.code]
    motion = recorded(closed(stage.committee, [["yes"]]))
    exports = [exported(ballot.record), exported(motion)]
    assert [wrong(export) for export in exports] == [[], []]
    assert verify_chain(map(parse, exports)) == []


@pytest.fixture(scope="module")
def election(django_db_setup, django_db_blocker):
    """The exported record of an election, and the codes of its candidates."""
    with shared_world(django_db_blocker):
        stage = elections_tools.Stage(organisations=3)
        election = stage.election(seats=1)
        first, second, third = (stage.name(election, one) for one in stage.organisations)
        elections_tools.closed(stage, election)
        ballot = elections_tools.voted(stage, election, [[first], [first], [second]])
        yield exported(ballot.record), [one.code for one in (first, second, third)]


def test_who_says_that_another_was_elected_is_found_out(election):
    export, (_first, second, _third) = election
    assert wrong(export) == []

    def elect_another(record):
        record["count"]["elected"] = [second]

    def move_votes(record):
        for vote in record["votes"]:
            vote["choice"] = [second]

    def keep_the_seat_for_another(record):
        record["election"]["quota"]["regions"] = {"region-1": 1}

    for change in (elect_another, move_votes, keep_the_seat_for_another):
        assert "Elected" in wrong(forged(export, change))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(data=st.data())
def test_whatever_a_record_of_an_election_holds_there_is_no_traceback(election, data):
    def damage(record):
        for _time in range(data.draw(st.integers(1, 3))):
            part = data.draw(st.sampled_from(["election", "terms", "votes", "count", "tie_break"]))
            paths = [path for path in places(record) if path[0] == part]
            replaced(record, data.draw(st.sampled_from(paths)), data.draw(anything))

    try:
        verify(parse(forged(election[0], damage)))
    except Unreadable:
        return


def test_seats_without_end_are_counted_in_no_time(election):
    def offer(record):
        record["election"]["quota"] |= {"seats": 10**9, "regions": {"region-1": 10**9}}
        record["terms"]["seats"] = 10**9

    assert wrong(forged(election[0], offer))
