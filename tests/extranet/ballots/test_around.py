"""What ballots tell the other rooms: lists, to-dos, notices, search, panels, the log."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.directory.querysets import site_day
from extranet.ballots import lines, notices
from extranet.ballots.models import Ballot
from extranet.ballots.services import ballots, closing, opening, proxies, results
from extranet.ballots.stages import Stage, stage_of
from extranet.core.audit_labels import ACTIONS
from extranet.core.models import AuditEntry
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.notices.kinds import KINDS
from extranet.notices.models import Notice
from tests.extranet.ballots.casting_tools import (
    DAY,
    committee,
    drafted,
    ends_mandate,
    fresh,
    mandate_of,
    opened,
    rule_of,
    vote,
)
from tests.extranet.ballots.pages import text_of, url
from tests.factories.directory import labels
from tests.factories.extranet import delegate, secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(site):
    return committee(3)


def waiting(user) -> list[tuple[str, str]]:
    """Return what a user is to do about ballots: text and title."""
    return [
        (todo.text, todo.title) for todo in todos_for(standing_of(user)) if todo.kind == "ballot"
    ]


def told(kind: str) -> set:
    """Return who is told of a kind."""
    return {notice.user for notice in Notice.objects.filter(kind=kind).select_related("user")}


def listed(client) -> dict[str, list[str]]:
    """Return the titles of each part of the list."""
    listing = client.get(url("ballots")).context["listing"]
    parts = ("to_vote", "running", "to_finish", "drafts", "page")
    return {part: [row.title for row in getattr(listing, part)] for part in parts}


def test_the_list_says_what_waits_what_runs_and_what_is_over(client, seats):
    body, chair, members = seats
    opened(body, chair, titles=labels("One to vote"))
    voted = opened(body, chair, titles=labels("One voted"))
    vote(voted, members[0])
    over = opened(body, chair, titles=labels("One counted"))
    closing.close(ballot=over, by=chair)
    drafted(body, chair, titles=labels("One draft"))
    client.force_login(members[0])
    assert listed(client) == {
        "to_vote": ["One to vote"],
        "running": ["One voted"],
        "to_finish": [],
        "drafts": [],
        "page": ["One counted"],
    }
    client.force_login(chair)
    assert listed(client) == {
        "to_vote": ["One to vote", "One voted"],
        "running": [],
        "to_finish": ["One counted"],
        "drafts": ["One draft"],
        "page": ["One counted"],
    }
    narrowed = client.get(url("ballots") + f"?body={body.code}&year={site_day().year}&x=1")
    assert narrowed.context["listing"].page.paginator.count == 1
    assert client.get(url("ballots") + "?year=1999").context["listing"].page.paginator.count == 0
    assert client.get(url("ballots") + "?body=%00&year=x&page=z").status_code == 200


def test_a_vote_is_to_do_until_it_is_cast_or_over(seats):
    body, chair, members = seats
    ballot = opened(body, chair)
    [todo] = [todo for todo in todos_for(standing_of(members[0])) if todo.kind == "ballot"]
    assert todo.due == timezone.localdate(ballot.closes_at)
    assert waiting(delegate(body)) == []
    assert waiting(secretary()) == []
    vote(ballot, members[0])
    assert waiting(members[0]) == []
    ends_mandate(members[1], body)
    assert waiting(members[1]) == []
    assert waiting(members[2]) == [("Vote", "The budget")]
    later = standing_of(members[2], ballot.closes_at)
    assert [todo for todo in todos_for(later) if todo.kind == "ballot"] == []
    overdue = [todo.text for todo in todos_for(standing_of(chair, ballot.closes_at))]
    assert "Close and count the ballot" in overdue


def test_who_manages_settles_and_signs_and_then_is_done(seats):
    body, chair, members = seats
    ballot = opened(body, chair, rule_of(body, tie="chair"))
    vote(ballot, members[0])
    vote(ballot, members[1], ["no"])
    closing.close(ballot=ballot, by=chair)
    assert waiting(chair) == [("Settle the tie", "The budget")]
    assert waiting(members[0]) == []
    results.settle_tie(ballot=ballot, how="chair", choice=["yes"], by=chair)
    other = secretary()
    assert waiting(chair) == waiting(other) == [("Sign the result of the ballot", "The budget")]
    results.sign(ballot=ballot, by=chair)
    assert waiting(chair) == []
    results.sign(ballot=ballot, by=other)
    assert waiting(other) == []
    assert stage_of(fresh(ballot)) == Stage.SETTLED


def test_a_tie_that_is_voted_on_again_is_to_be_signed(seats):
    body, chair, members = seats
    ballot = opened(body, chair, rule_of(body, tie="runoff"))
    vote(ballot, members[0])
    vote(ballot, members[1], ["no"])
    closing.close(ballot=ballot, by=chair)
    assert stage_of(fresh(ballot)) == Stage.TO_SIGN


def test_who_is_told_and_when(seats):
    body, chair, members = seats
    reader = delegate(body, "substitute")
    ballot = opened(body, chair)
    assert told("ballot_opened") == set(members)
    vote(ballot, members[0])
    opening.extend(ballot=ballot, until=ballot.closes_at + DAY, reason="A holiday", by=chair)
    assert told("ballot_extended") == set(members[1:])
    closing.close(ballot=fresh(ballot), by=chair)
    assert told("ballot_counted") == {*members, reader}
    assert told("ballot_to_sign") == set()
    other = opened(body, chair)
    opening.void(ballot=other, reason="A wrong text", by=chair)
    assert told("ballot_voided") == set(members)


def test_the_day_before_the_end_they_are_reminded_who_have_not_voted(seats):
    body, chair, members = seats
    end = timezone.now() + 3 * DAY
    ballot = opened(body, chair, rule_of(body, secret=True), closes_at=end)
    vote(ballot, members[0])
    found = [list(notices.ballots_that_end_tomorrow(site_day(end) - n * DAY)) for n in range(4)]
    assert [len(rows) for rows in found] == [0, 1, 0, 0]
    call_command("close_ballots")
    assert fresh(ballot).state == "open"
    silent = notices.silent(ballot, timezone.now())
    assert set(silent) == {chair, *members[1:]}


def test_who_votes_for_another_is_told_and_not_who_gave_the_vote(seats):
    body, chair, members = seats
    ballot = drafted(body, chair, rule_of(body, proxies=1))
    giver, holder = (mandate_of(user, body) for user in members[:2])
    proxies.give(ballot=ballot, giver=giver, holder=holder, by=members[0])
    ballot = opening.open_ballot(ballot=ballot, by=chair)
    assert set(lines.voters_of(ballot, timezone.now())) == {chair, *members[1:]}
    vote(ballot, members[1])
    assert waiting(members[1]) == [("Vote", "The budget")]
    assert waiting(members[0]) == []


def test_an_organisation_that_has_one_vote_waits_for_any_of_its_delegates(seats):
    body, chair, members = seats
    organisation = mandate_of(members[0], body).organisation
    second = delegate(body, organisation=organisation)
    ballot = opened(body, chair, rule_of(body, unit="organisation"))
    assert waiting(second) == waiting(members[0]) == [("Vote", "The budget")]
    vote(ballot, second, line=ballot.lines.get(organisation=organisation))
    assert waiting(second) == waiting(members[0]) == []
    assert second in set(lines.voters_of(ballot, timezone.now()))


@pytest.mark.parametrize("code", [code for code in KINDS if code.startswith("ballot_")])
def test_no_notice_names_anything(code):
    kind = KINDS[code]
    words = f"{kind.subject} {kind.sentence} {kind.link}"
    assert "%" not in words
    assert "{" not in words


def test_what_is_opened_is_found_by_the_body_and_no_vote_is(client, seats):
    body, chair, members = seats
    rule = rule_of(body, majority="consensus")
    ballot = opened(body, chair, rule, titles=labels("Zanzibar question"))
    vote(ballot, members[0], ["no"], reason="Wurzelwerk")
    drafted(body, chair, titles=labels("Zanzibar draft"))
    call_command("search_index", "rebuild", verbosity=0)
    client.force_login(members[0])
    page = client.get("/en/search/?q=Zanzibar").content.decode()
    assert "question" in page
    assert "draft" not in page
    assert url("ballot", ballot.pk) not in client.get("/en/search/?q=Wurzelwerk").content.decode()
    client.force_login(delegate())
    assert url("ballot", ballot.pk) not in client.get("/en/search/?q=Zanzibar").content.decode()


def test_the_body_shows_what_runs(client, seats):
    body, chair, members = seats
    opened(body, chair)
    drafted(body, chair, titles=labels("A draft"))
    client.force_login(members[0])
    page = text_of(client.get(url("body", body.code)))
    assert "Voting is open" in page
    assert "The budget" in page
    assert "A draft" not in page


def test_every_act_has_its_words(seats):
    body, chair, members = seats
    ballot = drafted(body, chair)
    ballots.announce(ballot=ballot, by=chair)
    opening.open_ballot(ballot=ballot, by=chair)
    vote(ballot, members[0])
    closing.close(ballot=ballot, by=chair)
    assert set(AuditEntry.objects.values_list("action", flat=True)) <= set(ACTIONS)


def test_every_act_that_the_services_record_has_its_words():
    from pathlib import Path

    import extranet.ballots

    folder = Path(extranet.ballots.__file__).parent
    written = {
        name
        for path in [*folder.glob("services/*.py"), *folder.glob("views/*.py")]
        for name in re.findall(r'"(ballot\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert len(written) > 15
    assert written - set(ACTIONS) == set()


def test_stages_follow_the_clock(seats):
    body, chair, _members = seats
    ballot = drafted(body, chair)
    assert stage_of(ballot) == Stage.DRAFT
    ballot = opening.open_ballot(ballot=ballot, by=chair)
    assert stage_of(ballot) == Stage.RUNNING
    assert stage_of(ballot, ballot.closes_at) == Stage.OVERDUE
    before = ballot.closes_at - datetime.timedelta(microseconds=1)
    assert stage_of(ballot, before) == Stage.RUNNING
    assert all(str(stage.label) for stage in Stage)
    assert Ballot.objects.count() == 1
