"""Votes, proxies and closes at the same moment, on a real server."""

import datetime
import threading
from collections import Counter

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from cms.core.errors import Refused
from extranet.ballots.models import (
    Count,
    NamedVote,
    OpenedVote,
    Participation,
    Proxy,
    SealedVote,
    SealKey,
)
from extranet.ballots.services import closing, opening, proxies, results
from extranet.core.models import AuditEntry

from .casting_tools import (
    committee,
    drafted,
    fresh,
    line_of,
    mandate_of,
    opened,
    plain_count,
    rule_of,
    vote,
    wait_until,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

VOTERS = 20
CHOICES = (["yes"], ["no"], ["abstain"], [])


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    monkeypatch.setattr(results, "count", plain_count)


def at_once(jobs, first=None) -> list:
    """Do all jobs at the same moment, each on a connection of its own, right after `first`; return
    what became of each: what it returned, or in which words it was refused."""
    start, outcomes = threading.Barrier(len(jobs), action=first), [None] * len(jobs)

    def run(place, job):
        try:
            close_old_connections()
            connection.ensure_connection()
            start.wait(60)
            outcomes[place] = job()
        except Refused as refused:
            outcomes[place] = f"refused: {refused}"
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not [o for o in outcomes if o is None or isinstance(o, Exception)], outcomes
    return outcomes


def accepted(outcomes) -> list:
    return [outcome for outcome in outcomes if not str(outcome).startswith("refused")]


def twice_each(ballot, voters, before=lambda place: None):
    """Return the jobs of voters who send two different votes each."""

    def job(place, user):
        def cast():
            line = line_of(ballot, user)
            before(place)
            choice = CHOICES[place % len(CHOICES)]
            return user.pk, choice, vote(ballot, user, choice, line=line)

        return cast

    # The second vote of somebody is another one than the first.
    jobs = [(place, user) for place, user in enumerate(voters)]
    jobs += [(place + 1, user) for place, user in enumerate(voters)]
    return [job(place, user) for place, user in jobs]


def test_twenty_voters_twice_each_in_secret_use_each_right_once():
    body, chair, voters = committee(VOTERS)
    ballot = opened(body, chair, rule_of(body, secret=True))
    outcomes = at_once(twice_each(ballot, voters))
    taken = accepted(outcomes)
    assert Counter(pk for pk, _choice, _receipt in taken) == {user.pk: 1 for user in voters}
    assert Participation.objects.count() == SealedVote.objects.count() == VOTERS
    count = closing.close(ballot=ballot, by=chair)
    assert count.numbers["votes"] == VOTERS
    assert Counter(count.numbers["tally"]) == Counter("+".join(choice) for _, choice, _ in taken)
    published = {row.tracker: row.choice for row in OpenedVote.objects.all()}
    assert published == {receipt.tracker: choice for _, choice, receipt in taken}


def test_twenty_voters_twice_each_by_name_lose_no_vote_and_the_last_counts():
    body, chair, voters = committee(VOTERS)
    ballot = opened(body, chair)
    outcomes = at_once(twice_each(ballot, voters))
    assert len(accepted(outcomes)) == 2 * VOTERS
    assert Participation.objects.count() == VOTERS
    assert NamedVote.objects.count() == 2 * VOTERS
    count = closing.close(ballot=ballot, by=chair)
    last = dict(NamedVote.objects.order_by("pk").values_list("line_id", "choice"))
    assert count.numbers["votes"] == VOTERS
    assert Counter(count.numbers["tally"]) == Counter("+".join(row) for row in last.values())


@pytest.mark.parametrize("secret", [False, True])
def test_at_the_second_of_the_close_a_vote_is_counted_or_refused_and_never_lost(secret):
    body, chair, voters = committee(VOTERS)
    ballot = drafted(body, chair, rule_of(body, secret=secret))
    ends = []

    def open_it():
        ends.append(timezone.now() + datetime.timedelta(seconds=5))
        opening.open_ballot(ballot=ballot, by=chair, closes_at=ends[0])

    def spread(place):
        # From a second before the end until as much after.
        wait_until(ends[0] + datetime.timedelta(milliseconds=100 * (place - VOTERS // 2)))

    def close():
        wait_until(ends[0])
        return closing.close_due()

    outcomes = at_once([*twice_each(ballot, voters, spread), close, close], open_it)
    votes, closed = outcomes[:-2], outcomes[-2:]
    assert sum(closed) + closing.close_due() == 1
    taken, late = accepted(votes), [o for o in votes if "closed" in str(o)]
    assert taken
    assert late
    count = Count.objects.get(ballot=ballot)
    rights = {pk for pk, _choice, _receipt in taken}
    assert count.numbers["votes"] == Participation.objects.count() == len(rights)
    if secret:
        assert len(taken) == len(rights) == OpenedVote.objects.count()
        tally = Counter("+".join(choice) for _pk, choice, _receipt in taken)
        assert Counter(count.numbers["tally"]) == tally
    else:
        assert NamedVote.objects.count() == len(taken)
        assert all(row.cast_at < ends[0] for row in NamedVote.objects.all())


@pytest.mark.parametrize("secret", [False, True])
def test_votes_under_way_when_the_chair_closes_are_counted_or_refused(secret):
    body, chair, voters = committee(VOTERS)
    ballot = opened(body, chair, rule_of(body, secret=secret))
    jobs = twice_each(ballot, voters)
    *votes, closed = at_once([*jobs, lambda: closing.close(ballot=ballot, by=chair)])
    assert closed.numbers["votes"] == Participation.objects.count()
    rights = {pk for pk, _choice, _receipt in accepted(votes)}
    assert closed.numbers["votes"] == len(rights)
    stored = OpenedVote.objects.count() if secret else NamedVote.objects.count()
    assert stored == len(accepted(votes))
    assert fresh(ballot).state == "closed"
    assert not SealKey.objects.exists()


def test_two_closes_at_once_count_once():
    body, chair, voters = committee(5)
    ballot = opened(body, chair, rule_of(body, secret=True))
    for user in voters:
        vote(ballot, user)
    outcomes = at_once([lambda: closing.close(ballot=ballot, by=chair)] * 4)
    assert len(accepted(outcomes)) == 1
    assert Count.objects.count() == 1
    assert OpenedVote.objects.count() == 5
    assert AuditEntry.objects.filter(action="ballot.closed").count() == 1


def test_a_close_and_a_voiding_at_once_do_one_after_the_other():
    body, chair, voters = committee(5)
    ballot = opened(body, chair, rule_of(body, secret=True))
    for user in voters:
        vote(ballot, user)
    closed, _void = at_once(
        [
            lambda: closing.close(ballot=ballot, by=chair),
            lambda: opening.void(ballot=ballot, reason="A wrong text", by=chair) or "void",
        ]
    )
    assert fresh(ballot).state == "void"
    counted = not str(closed).startswith("refused")
    assert OpenedVote.objects.count() == (5 if counted else 0)
    assert not SealKey.objects.exists()


def test_two_openings_at_once_make_one_roll():
    body, chair, _voters = committee(5)
    draft = drafted(body, chair, rule_of(body, secret=True))
    outcomes = at_once([lambda: opening.open_ballot(ballot=draft, by=chair)] * 3)
    assert len(accepted(outcomes)) == 1
    assert draft.lines.count() == 6


def test_proxies_given_at_once_are_one_a_giver_and_no_more_than_one_may_hold():
    body, chair, (one, two, three, four) = committee(4)
    draft = drafted(body, chair, rule_of(body, proxies=1))
    seats = {user.pk: mandate_of(user, body) for user in (one, two, three, four)}

    def give(giver, holder):
        pair = {"giver": seats[giver.pk], "holder": seats[holder.pk]}
        return lambda: proxies.give(ballot=draft, by=giver, **pair)

    outcomes = at_once([give(one, three), give(one, four), give(two, three), give(three, one)])
    assert accepted(outcomes)
    rows = list(Proxy.objects.filter(withdrawn_at__isnull=True))
    givers, holders = [row.giver_id for row in rows], [row.holder_id for row in rows]
    assert len(set(givers)) == len(givers)
    assert len(set(holders)) == len(holders)
    assert not set(givers) & set(holders)


def test_a_proxy_given_while_the_ballot_opens_is_on_the_roll_or_refused():
    body, chair, (one, two, *_rest) = committee(4)
    draft = drafted(body, chair, rule_of(body, proxies=1))
    pair = {"giver": mandate_of(one, body), "holder": mandate_of(two, body)}
    given, ballot = at_once(
        [
            lambda: proxies.give(ballot=draft, by=one, **pair),
            lambda: opening.open_ballot(ballot=draft, by=chair),
        ]
    )
    manner = "own" if str(given).startswith("refused") else "proxy"
    assert line_of(ballot, one).manner == manner
