"""Requests at the same moment, on a real server."""

import threading

import pytest
from django.db import connection

from cms.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.demands.services import demands as service
from tests.extranet.demands.tools import fresh, opened
from tests.extranet.records.tools import members, share
from tests.factories.directory import BodyFactory, OrganisationFactory


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_last_two_requests_at_once_make_one_duty(reached_signals):
    body = BodyFactory()
    share(body)
    users = members(body, 10)
    demand = opened(body, users[0])
    start, outcomes = threading.Barrier(4), []

    def ask(user):
        try:
            start.wait(10)
            service.request(demand=demand, by=user)
            outcomes.append("asked")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(user,)) for user in users[1:5]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["asked", "asked", "refused", "refused"]
    assert (service.count(demand), fresh(demand).state) == (3, "reached")
    assert reached_signals == [demand.pk]
    assert AuditEntry.objects.filter(action="demand.reached").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_organisations_delegates_at_once_make_one_request():
    body = BodyFactory(counts_by="organisation")
    share(body)
    opener, *_rest = members(body, 9)
    delegates = members(body, 3, organisation=OrganisationFactory())
    demand = opened(body, opener)
    start = threading.Barrier(3)

    def ask(user):
        try:
            start.wait(10)
            service.request(demand=demand, by=user)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(user,)) for user in delegates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert service.count(demand) == 2
    assert AuditEntry.objects.filter(action="demand.requested").count() == 2
