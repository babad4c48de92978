"""Two who act at once: exactly one of them gets the last seat, or the same seat."""

import datetime
import threading

import pytest
from django.db import DatabaseError, connection, connections

from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from cms.directory.services import RuleBroken, end_mandate, give_mandate
from tests.factories import BodyFactory, BodyRuleFactory, MandateFactory, PersonFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

TODAY = site_day()


def at_once(*actions) -> list:
    """Run the actions together, each on a connection of its own; return what each came to."""
    barrier, outcomes = threading.Barrier(len(actions)), [None] * len(actions)

    def run(number, action):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            outcomes[number] = action()
        except Exception as error:
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def giving(body, **values):
    person = PersonFactory()
    return lambda: give_mandate(body=body, person=person, role="member", starts_on=TODAY, **values)


@pytest.mark.parametrize("values", [{"seat": "7"}, {}])
def test_exactly_one_gets_the_seat(values):
    for _round in range(5):
        body = BodyFactory()
        BodyRuleFactory(body=body, kind="seats", value=2 if values else 1)
        outcomes = at_once(*[giving(body, **values) for _number in range(4 if not values else 3)])
        won = [outcome for outcome in outcomes if isinstance(outcome, Mandate)]
        lost = [outcome for outcome in outcomes if isinstance(outcome, RuleBroken)]
        assert len(won) == 1
        assert len(lost) == len(outcomes) - 1
        assert list(body.mandates.all()) == won


def test_the_data_base_decides_where_nobody_asks_the_service():
    body = BodyFactory()
    mandates = [
        MandateFactory.build(body=body, person=PersonFactory(), organisation=None, seat="7")
        for _number in range(3)
    ]
    outcomes = at_once(*[mandate.save for mandate in mandates])
    # PostgreSQL may see the three wait for each other and send one of them away.
    lost = [outcome for outcome in outcomes if isinstance(outcome, DatabaseError)]
    assert len(lost) == 2
    assert outcomes.count(None) == 1
    assert body.mandates.count() == 1


def test_a_mandate_ends_once():
    mandate = MandateFactory(starts_on=TODAY - datetime.timedelta(days=3))
    copies = [Mandate.objects.get(pk=mandate.pk) for _number in range(3)]
    outcomes = at_once(*[lambda row=row: end_mandate(mandate=row) for row in copies])
    assert sum(isinstance(outcome, Mandate) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, RuleBroken) for outcome in outcomes) == 2
