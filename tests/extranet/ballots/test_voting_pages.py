"""Voting on the pages: the question, the summary, the vote taken, and what is said instead."""

import logging
import sys

import pytest
from django.contrib.sessions.models import Session
from django.core.signals import got_request_exception
from django.views.debug import ExceptionReporter
from django.views.decorators.debug import sensitive_variables

from extranet.ballots.models import NamedVote, OpenedVote, Participation, SealedVote
from extranet.ballots.services import closing, opening, proxies
from tests.extranet.ballots.casting_tools import (
    committee,
    drafted,
    ends_mandate,
    line_of,
    mandate_of,
    opened,
    rule_of,
    vote,
)
from tests.extranet.ballots.pages import LANGUAGES, hidden_fields, text_of, url
from tests.factories.extranet import delegate

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(site):
    """A body, its chair, three members, and a secret ballot that is open."""
    body, chair, members = committee(3)
    return opened(body, chair, rule_of(body, secret=True)), chair, members


@pytest.fixture
def named(site):
    body, chair, members = committee(3)
    return opened(body, chair), chair, members


def steps(client, ballot, line, **data):
    """Go from the question to the vote taken; return the last page."""
    summary = client.post(url("ballot-vote", ballot.pk, line.pk), data)
    assert "Is this your vote?" in text_of(summary)
    return client.post(url("ballot-voted", ballot.pk, line.pk), hidden_fields(summary))


def test_a_secret_vote_is_taken_in_three_steps_with_its_tracker_once(client, held):
    ballot, _chair, members = held
    line = line_of(ballot, members[0])
    client.force_login(members[0])
    page = client.get(url("ballot", ballot.pk))
    assert url("ballot-vote", ballot.pk, line.pk) in page.content.decode()
    question = client.get(url("ballot-vote", ballot.pk, line.pk))
    assert "checked" not in question.content.decode()
    assert "encrypted" in text_of(question)
    assert "unanimous" in text_of(question)
    summary = client.post(url("ballot-vote", ballot.pk, line.pk), {"choice": "no"})
    assert "You vote No" in text_of(summary)
    assert not Participation.objects.exists()
    taken = client.post(url("ballot-voted", ballot.pk, line.pk), hidden_fields(summary))
    tracker = taken.context["tracker"]
    assert "Your vote is taken" in text_of(taken)
    assert len(tracker.replace("-", "")) == 16
    assert Participation.objects.get().line == line
    again = client.post(url("ballot-voted", ballot.pk, line.pk), hidden_fields(summary))
    assert "This vote was taken" in text_of(again)
    assert tracker not in again.content.decode()
    assert SealedVote.objects.count() == 1
    later = client.get(url("ballot-voted", ballot.pk, line.pk))
    assert "This vote was taken" in text_of(later)
    assert tracker not in later.content.decode()
    assert "has been cast" in text_of(client.get(url("ballot", ballot.pk)))


def test_a_published_vote_is_found_by_its_tracker_and_no_other(client, held):
    ballot, chair, members = held
    client.force_login(members[0])
    tracker = steps(client, ballot, line_of(ballot, members[0]), choice="no").context["tracker"]
    for user in members[1:]:
        vote(ballot, user)
    closing.close(ballot=ballot, by=chair)
    page = client.get(url("ballot", ballot.pk))
    assert tracker in page.content.decode()
    found = client.post(url("ballot", ballot.pk), {"tracker": tracker.lower()})
    assert f"{tracker} was counted as: No." in text_of(found)
    other = client.post(url("ballot", ballot.pk), {"tracker": "2222-2222-2222-2222"})
    assert "No vote in this list has that tracker" in text_of(other)
    assert "tracker" not in client.get(url("ballot", ballot.pk) + f"?tracker={tracker}").context


def test_nothing_keeps_the_choice_but_the_form(client, held, caplog, settings):
    ballot, _chair, members = held
    caplog.set_level(logging.DEBUG)
    client.force_login(members[0])
    before = {row.session_data for row in Session.objects.all()}
    line = line_of(ballot, members[0])
    summary = client.post(url("ballot-vote", ballot.pk, line.pk), {"choice": "abstain"})
    taken = client.post(url("ballot-voted", ballot.pk, line.pk), hidden_fields(summary))
    assert {row.session_data for row in Session.objects.all()} == before
    tracker = taken.context["tracker"].replace("-", "")
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert tracker not in said.replace("-", "")
    for answer in (summary, taken):
        assert "no-store" in answer["Cache-Control"]
        assert "abstain" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


def test_an_error_report_of_a_vote_shows_nothing_of_it(client, held, monkeypatch):
    ballot, _chair, members = held
    reports = []

    @sensitive_variables()
    def broken(**kwargs):
        raise KeyError("something else")

    def report(sender, request, **kwargs):
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_text())

    monkeypatch.setattr("extranet.ballots.views.voting.cast", broken)
    got_request_exception.connect(report)
    client.force_login(members[0])
    client.raise_request_exception = False
    line = line_of(ballot, members[0])
    client.post(url("ballot-voted", ballot.pk, line.pk), {"choice": "abstain"})
    got_request_exception.disconnect(report)
    assert "something else" in reports[0]
    assert "choice" in reports[0]
    assert "abstain" not in reports[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_answer_the_question_comes_back(client, held, language):
    ballot, _chair, members = held
    client.force_login(members[0])
    where = url("ballot-vote", ballot.pk, line_of(ballot, members[0]).pk, language=language)
    page = client.post(where, {})
    assert page.status_code == 200
    assert page.context["form"].errors["choice"]
    assert client.post(where, {"choice": "maybe"}).context["form"].errors["choice"]


def test_who_chooses_otherwise_finds_what_was_chosen(client, held):
    ballot, _chair, members = held
    client.force_login(members[0])
    where = url("ballot-vote", ballot.pk, line_of(ballot, members[0]).pk)
    summary = client.post(where, {"choice": "no"})
    back = client.post(where, hidden_fields(summary, 1) | {"again": "1"})
    assert back.context["form"]["choice"].value() == "no"
    assert "Go on" in text_of(back)


def test_a_vote_by_name_changes_until_the_close_and_shows_what_was_before(client, named):
    ballot, chair, members = named
    line = line_of(ballot, members[0])
    client.force_login(members[0])
    for choice in ("yes", "no"):
        answer = steps(client, ballot, line, choice=choice)
        assert answer["Location"] == url("ballot-voted", ballot.pk, line.pk)
    page = text_of(client.get(answer["Location"]))
    assert page.index("No") < page.index("Yes")
    assert NamedVote.objects.filter(line=line).count() == 2
    closing.close(ballot=ballot, by=chair)
    page = text_of(client.get(url("ballot", ballot.pk)))
    assert line.name in page
    assert "Rejected" in page


def test_an_objection_says_why(client, site):
    body, chair, members = committee(3)
    rule = rule_of(body, majority="consensus", fallback="two_thirds")
    ballot = opened(body, chair, rule)
    line = line_of(ballot, members[0])
    client.force_login(members[0])
    page = client.post(url("ballot-vote", ballot.pk, line.pk), {"choice": "no"})
    assert page.context["form"].errors["reason"]
    assert "I object" in text_of(page)
    steps(client, ballot, line, choice="no", reason="It costs too much")
    assert NamedVote.objects.get().reason == "It costs too much"
    closing.close(ballot=ballot, by=chair)
    page = text_of(client.get(url("ballot", ballot.pk)))
    assert "It costs too much" in page
    assert ballot.later_rounds.count() == 1


def test_votes_for_others_come_one_after_the_other_each_by_its_name(client, site):
    body, chair, members = committee(3)
    ballot = drafted(body, chair, rule_of(body, proxies=2, secret=True))
    giver, holder = (mandate_of(user, body) for user in members[:2])
    proxies.give(ballot=ballot, giver=giver, holder=holder, by=members[0])
    opening.open_ballot(ballot=ballot, by=chair)
    client.force_login(members[1])
    page = client.get(url("ballot", ballot.pk)).content.decode()
    for line in ballot.lines.filter(mandate__in=(giver, holder)):
        assert url("ballot-vote", ballot.pk, line.pk) in page
    own = line_of(ballot, members[1])
    taken = steps(client, ballot, own, choice="yes")
    assert f"Vote for {giver.person.name}" in text_of(taken)
    steps(client, ballot, line_of(ballot, members[0]), choice="no")
    assert Participation.objects.count() == 2


def test_who_may_not_vote_is_told_why_before_and_after_trying(client, held):
    ballot, _chair, members = held
    line = line_of(ballot, members[0])
    client.force_login(members[1])
    asked = client.get(url("ballot-vote", ballot.pk, line.pk))
    assert "No vote is taken" in text_of(asked)
    forged = client.post(url("ballot-voted", ballot.pk, line.pk), {"choice": "yes"})
    assert "This vote is not yours" in text_of(forged)
    ends_mandate(members[0], ballot.body)
    late = delegate(ballot.body)
    client.force_login(late)
    assert "began after this vote was opened" in text_of(client.get(url("ballot", ballot.pk)))
    assert not Participation.objects.exists()


def test_a_late_vote_is_told_that_it_is_late_and_whether_one_was_taken(client, held):
    ballot, chair, members = held
    client.force_login(members[0])
    line = line_of(ballot, members[0])
    summary = client.post(url("ballot-vote", ballot.pk, line.pk), {"choice": "no"})
    vote(ballot, members[1])
    closing.close(ballot=ballot, by=chair)
    late = client.post(url("ballot-voted", ballot.pk, line.pk), hidden_fields(summary))
    assert "no more votes are taken" in text_of(late)
    assert OpenedVote.objects.count() == 1


def test_the_pages_of_a_vote_are_there_in_each_language(client, held):
    ballot, _chair, members = held
    client.force_login(members[0])
    line = line_of(ballot, members[0])
    said = set()
    for language in LANGUAGES:
        where = url("ballot-vote", ballot.pk, line.pk, language=language)
        said.add(text_of(client.post(where, {"choice": "no"}))[:60])
    assert len(said) == 3
