"""Many who confirm at the same moment, on a real server."""

import queue
import threading
from collections import Counter

import pytest
from django.core import mail
from django.db import connection
from django.db.models import Max

from campaigns.models import Signature
from campaigns.services import moderation, signing
from cms.core import links
from tests.campaigns.tools import make_appeal, recounted, sign
from tests.campaigns.waiting import waiting

CONNECTIONS = 8


def at_once(jobs, do, connections=CONNECTIONS) -> list:
    """Do every one of `jobs` over so many connections; return what `do` returned or raised."""
    waiting_jobs, done = queue.SimpleQueue(), queue.SimpleQueue()
    for job in jobs:
        waiting_jobs.put(job)
    start = threading.Barrier(connections)

    def work():
        try:
            start.wait(10)
            while True:
                done.put(do(waiting_jobs.get_nowait()))
        except queue.Empty:
            pass
        except Exception as error:
            done.put(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(900)
    return [done.get() for _ in range(done.qsize())]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_have_neither_gaps_nor_doubles_and_nobody_gets_two_mails(site):
    appeal = make_appeal(milestones=[100])
    tokens = waiting(appeal, 500)

    def confirm(token):
        try:
            return signing.confirm(token=token).number
        except links.LinkInvalid:
            return None

    # Every link twice, so that the same one is opened by two at once.
    numbers = at_once([token for token in tokens for _ in range(2)], confirm)
    assert sorted(filter(None, numbers)) == list(range(1, 501))
    assert numbers.count(None) == 500
    assert recounted(appeal) == (500, 500)
    assert appeal.signatures.aggregate(last=Max("number"))["last"] == 500
    assert set(Counter(message.to[0] for message in mail.outbox).values()) == {1}
    assert len(mail.outbox) == 500
    assert appeal.milestones_reached.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_confirming_withdrawing_and_striking_out_at_once_keep_the_count(site):
    appeal = make_appeal()
    tokens = waiting(appeal, 120, network="bot")
    first = [signing.confirm(token=token) for token in tokens[:40]]
    key = Signature.objects.get(pk=first[0].pk).network_key

    def act(job):
        kind, what = job
        if kind == "confirm":
            try:
                return signing.confirm(token=what)
            except links.LinkInvalid:
                return None
        if kind == "withdraw":
            return signing.withdraw(signature=what)
        act = moderation.strike_out(appeal=appeal, reason="x", by=None, network_key=key)
        return moderation.undo(act=act, by=None)

    jobs = [("confirm", token) for token in tokens[40:]]
    for at, row in enumerate(first):
        jobs.insert(at * 3, ("withdraw", row))
        if at % 10 == 0:
            jobs.insert(at * 3, ("strike", None))
    errors = [one for one in at_once(jobs, act) if isinstance(one, Exception)]
    assert errors == []
    counter, counted = recounted(appeal)
    assert counter == counted
    numbers = appeal.signatures.exclude(number=None).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_person_in_eight_windows_signs_once(site):
    appeal = make_appeal()
    sign(appeal)
    spellings = [f"a{'.' * (at % 2)}na+{at}@gmail.com" for at in range(CONNECTIONS)]
    from tests.campaigns.tools import consent, place

    kenya, text = place(), consent()
    rows = at_once(spellings, lambda email: sign(appeal, email, country=kenya, consent=text).pk)
    assert len(set(rows)) == 1
    assert appeal.signatures.count() == 2
