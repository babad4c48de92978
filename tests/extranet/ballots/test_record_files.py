"""The record to take along: as a file that is counted again, and on paper in three languages."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.core.codes import grouped
from cms.core.shown_times import day
from extranet.ballots.counting.reading import parse
from extranet.ballots.counting.verifying import verify
from extranet.ballots.services import results
from extranet.ballots.typesetting import in_groups
from extranet.core.models import AuditEntry
from tests.extranet.ballots.counted import closed, recorded
from tests.extranet.ballots.elections_tools import Stage, voted
from tests.extranet.ballots.elections_tools import closed as nominations_closed
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import delegate, secretary
from tests.media.papers import reader, text_of

BUDGET = 25
YES, NO, ABSTAIN, BLANK = ["yes"], ["no"], ["abstain"], []


@pytest.fixture
def body(site):
    return BodyFactory(code="board", labels=labels("Board"))


@pytest.fixture
def member(body, client):
    user = delegate(body)
    client.force_login(user)
    return user


def url(name, ballot, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=[ballot.pk])


def paper(client, ballot, language="en") -> str:
    response = client.get(url("ballot-pdf", ballot, language))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert reader(response.content).trailer["/Root"]["/Lang"] == language
    return text_of(response.content)


def entries(user) -> list[dict]:
    rows = AuditEntry.objects.filter(action="ballot.downloaded", actor=user)
    return list(rows.values_list("details", flat=True))


# --- Who gets them --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ballot-record", "ballot-pdf"])
@pytest.mark.parametrize(
    ("role", "status"),
    [("member", 200), ("auditor", 200), ("chair", 200), ("guest", 404), (None, 404)],
)
def test_who_reads_what_the_body_reads_takes_the_record_along(client, body, name, role, status):
    ballot = closed(body, [YES, NO, YES], secret=True)
    recorded(ballot)
    client.force_login(delegate(body if role else BodyFactory(), role or "chair"))
    assert client.get(url(name, ballot)).status_code == status


@pytest.mark.parametrize("name", ["ballot-record", "ballot-pdf"])
def test_there_is_no_record_before_two_have_signed(client, body, name):
    ballot = closed(body, [YES])
    chair = delegate(body, "chair")
    client.force_login(chair)
    assert client.get(url(name, ballot)).status_code == 404
    results.sign(ballot=ballot, by=chair)
    assert client.get(url(name, ballot)).status_code == 404
    results.sign(ballot=ballot, by=secretary())
    assert client.get(url(name, ballot)).status_code == 200


# --- As a file that is counted again --------------------------------------------------


def test_the_file_counts_to_what_it_says_and_the_log_knows_who_took_it(client, body, member):
    record = recorded(closed(body, [YES, NO, YES]))
    response = client.get(url("ballot-record", record.ballot))
    export = parse(response.content.decode())
    assert verify(export).is_right
    assert (export.content, export.digest) == (record.content, record.digest)
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "private, no-store"
    assert 'filename="board-1.json"' in response["Content-Disposition"]
    assert entries(member) == [{"format": "json"}]
    client.head(url("ballot-record", record.ballot))
    assert len(entries(member)) == 1


@pytest.mark.parametrize("trackers", [True, False])
def test_a_secret_record_joins_nobody_with_a_vote(client, body, member, trackers):
    votes = [YES, NO, YES, ABSTAIN, BLANK, NO]
    record = recorded(closed(body, votes, entitled=8, secret=True, trackers=trackers))
    content = json.loads(client.get(url("ballot-record", record.ballot)).json()["content"])
    assert [line["took_part"] for line in content["roll"]] == [*[True] * 6, False, False]
    allowed = {"choice", "tracker"} if trackers else {"choice"}
    assert {name for vote in content["votes"] for name in vote} == allowed
    names = {name for line in content["roll"] for name in line}
    assert names == {"line", "name", "organisation", "manner", "voter", "present", "took_part"}
    moments = {content["opened_at"], content["closed_at"], content["closes_at"]}
    moments |= {row["signed_at"] for row in content["signatures"]}
    # To the second, and no moment of anything else.
    assert all(len(moment) == len("2026-01-01T00:00:00+00:00") for moment in moments)
    assert record.content.count("T") - record.content.count("+00:00") < len(votes)


# --- On paper -------------------------------------------------------------------------


def test_the_paper_says_question_rule_result_votes_and_chain(client, body, member):
    first = recorded(closed(body, [YES]))
    ballot = closed(body, [[NO, YES], *[YES] * 5, *[NO] * 3, ABSTAIN], majority="two_thirds")
    record = recorded(ballot)
    said = paper(client, ballot)
    content = json.loads(record.content)
    for words in (
        f"Record of a vote, number 2 · {day(ballot.closed_at)} · Board",
        "The budget",
        "Adopted",
        "Ordinary motion (Article 7)",
        "two thirds",
        "Two thirds of the votes in favour and against: 3 × 6 ≥ 2 × 9 – reached",
        "10 of 10 took part.",
        "Votes by name",
        "Delegate 000 No Delegate 000",
        "Delegate 000 Yes Delegate 000",
        *(row["name"] for row in content["signatures"]),
        in_groups(first.digest),
        in_groups(record.digest),
        url("ballot", ballot),
        member.name,
    ):
        assert words in said, words
    [details] = entries(member)
    assert details["copy"] in said


def test_a_secret_paper_lists_trackers_where_there_are_any(client, body, member):
    with_trackers = recorded(closed(body, [YES, NO, BLANK], secret=True)).ballot
    without = recorded(closed(body, [YES, NO, BLANK], secret=True, trackers=False)).ballot
    tracker = with_trackers.opened.first().tracker
    said = paper(client, with_trackers)
    assert f"{grouped(tracker)} Blank" in said
    assert "Cast by" not in said
    said = paper(client, without)
    assert "Sorted by choice" in said
    assert grouped(without.opened.first().tracker) not in said


def test_a_paper_of_a_meeting_says_who_was_present_and_how_the_tie_was_settled(
    client, body, member
):
    ballot = closed(body, [YES, NO], entitled=4, present=3, tie="lot")
    results.settle_tie(
        ballot=ballot, how="lot", choice=NO, by=secretary(), note="A coin, before the tellers."
    )
    recorded(ballot)
    said = paper(client, ballot)
    assert "Rejected" in said
    assert "Settled by lot, for “No”, recorded by" in said
    assert "A coin, before the tellers." in said
    assert "Present at the opening" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Procès-verbal d’un vote", "The budget (fr)", "Adopté", "Liste électorale"]),
        ("es", ["Acta de una votación", "The budget (es)", "Aprobado", "Censo electoral"]),
    ],
)
def test_a_paper_is_in_the_readers_language(client, body, member, language, words):
    ballot = recorded(closed(body, [YES, NO, YES])).ballot
    said = paper(client, ballot, language)
    assert [text for text in words if text not in said] == []


@pytest.mark.parametrize("name", ["ballot-record", "ballot-pdf"])
def test_a_file_costs_as_much_whatever_the_roll(
    client, body, member, name, django_assert_max_num_queries
):
    costs = []
    for size in (3, 30):
        ballot = recorded(closed(body, [YES] * size, secret=True)).ballot
        client.get(url(name, ballot))
        with django_assert_max_num_queries(BUDGET) as captured:
            client.get(url(name, ballot))
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_a_paper_of_an_election_says_who_is_elected(client, site):
    stage = Stage(organisations=3)
    election = stage.election(seats=1)
    first, second, _third = (stage.name(election, one) for one in stage.organisations)
    nominations_closed(stage, election)
    ballot = voted(stage, election, [[first], [first], [second]])
    client.force_login(stage.by)
    said = paper(client, ballot)
    label = ballot.options.get(code=first.code).label
    assert f"{label}, elected 2" in said
    assert "Secret votes" in said
