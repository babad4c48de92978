"""Rules of decisions written at the same moment, on a real server."""

import threading

import pytest
from django.db import connection

from cms.core.errors import Refused
from extranet.ballots.models import DecisionRule
from extranet.ballots.services import rules
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import secretary


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_save_or_retire_at_once_make_one_version_after_the_other():
    body, by = BodyFactory(), secretary()
    first = rules.save_version(body=body, kind="budget", by=by, labels=labels("Budget"))
    start, outcomes = threading.Barrier(6), []

    def run(act):
        try:
            start.wait(10)
            act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    acts = [
        lambda held=held: rules.save_version(body=body, kind="budget", by=by, proxies=held)
        for held in range(1, 5)
    ]
    # Of two who retire the version that they saw, one at most comes before another version does.
    acts += [lambda: rules.retire(rule=first, by=by)] * 2
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    versions = list(DecisionRule.objects.order_by("version").values_list("version", flat=True))
    assert versions == list(range(1, outcomes.count("done") + 2))
    assert outcomes.count("done") in (4, 5)
    assert DecisionRule.objects.in_force().count() <= 1
