"""Signatures and ties at the same moment, on a real server; what it keeps of results there."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from cms.core.errors import Refused
from extranet.ballots.counting.reading import parse
from extranet.ballots.counting.verifying import verify, verify_chain
from extranet.ballots.models import Record, SignOff, TieBreak
from extranet.ballots.services import results
from tests.extranet.ballots.counted import closed, exported, recorded
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate, secretary

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
YES, NO = ["yes"], ["no"]


def at_once(*acts) -> list[str]:
    """Do all at the same moment; return "done" or "refused" of each, sorted."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait(10)
            act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


def signing(ballot, user):
    return lambda: results.sign(ballot=ballot, by=user)


def test_four_who_sign_at_once_are_two_signatures_and_one_record():
    ballot = closed(votes=[YES, NO, YES])
    users = [delegate(ballot.body, "chair"), secretary(), secretary()]
    # One of them by two windows at once.
    acts = [signing(ballot, user) for user in (users[0], users[0], *users[1:])]
    assert at_once(*acts) == ["done", "done", "refused", "refused"]
    assert SignOff.objects.filter(ballot=ballot).count() == 2
    assert SignOff.objects.values("user").distinct().count() == 2
    assert Record.objects.filter(ballot=ballot).count() == 1


def test_one_who_signs_twice_at_once_has_signed_once():
    ballot = closed(votes=[YES])
    chair = delegate(ballot.body, "chair")
    assert at_once(*[signing(ballot, chair)] * 4) == ["done", *["refused"] * 3]
    assert not Record.objects.exists()


def test_results_of_a_body_that_are_signed_at_once_make_one_chain():
    body = BodyFactory()
    first, second = delegate(body, "chair"), secretary()
    ballots = [closed(body, [YES, NO, YES]) for _number in range(5)]
    for ballot in ballots:
        results.sign(ballot=ballot, by=first)
    assert at_once(*(signing(ballot, second) for ballot in ballots)) == ["done"] * 5
    records = list(Record.objects.order_by("number"))
    assert [record.number for record in records] == [1, 2, 3, 4, 5]
    exports = [parse(exported(record)) for record in records]
    assert all(verify(export).is_right for export in exports)
    assert verify_chain(exports) == []


def test_a_tie_is_settled_once():
    ballot = closed(votes=[YES, NO], tie="chair")
    chairs = [delegate(ballot.body, "chair"), delegate(ballot.body, "chair")]

    def settling(user, choice):
        return lambda: results.settle_tie(ballot=ballot, how="chair", choice=choice, by=user)

    acts = [settling(user, choice) for user, choice in zip(chairs, (YES, NO), strict=True)]
    assert at_once(*acts) == ["done", "refused"]
    assert TieBreak.objects.count() == 1


def test_the_tables_of_results_cannot_be_emptied():
    recorded(closed(votes=[YES]))
    for table in ("count", "tiebreak", "signoff", "record"):
        with (
            pytest.raises(DatabaseError, match="never goes"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"TRUNCATE ballots_{table} CASCADE")
