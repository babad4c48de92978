"""Two at the same moment, on a real server."""

import threading

import pytest
from django.db import connection

from cms.core.errors import Refused
from cms.directory.querysets import site_day
from extranet.core.models import AuditEntry
from extranet.membership.services import opening, settling
from tests.extranet.membership.tools import before_board, consent, fresh, make_board
from tests.factories.directory import MandateFactory
from tests.factories.extranet import secretary

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts) -> list[str]:
    """Do all of it at the same moment; return what came of each, sorted."""
    start, outcomes = threading.Barrier(len(acts)), []

    def do(act):
        try:
            start.wait(10)
            act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


@pytest.mark.parametrize("_again", range(3))
def test_of_two_decisions_at_once_one_holds(_again):
    consent()
    make_board()
    case = before_board(secretary())
    outcomes = at_once(
        *(
            lambda adopted=adopted: settling.settle(
                case=fresh(case), adopted=adopted, taken_on=site_day()
            )
            for adopted in (True, False, True)
        )
    )
    assert outcomes == ["done", "refused", "refused"]
    case = fresh(case)
    status = case.organisation.status_on(site_day())
    assert status == ("member" if case.state == "adopted" else "applicant")
    assert case.organisation.statuses.filter(ends_on=None).count() == (case.state == "adopted")
    assert AuditEntry.objects.filter(action="case.settled").count() == 1


def test_a_resignation_that_two_register_at_once_is_one():
    make_board()
    office, mandate = secretary(), MandateFactory()
    outcomes = at_once(
        *(
            lambda: opening.resign(
                organisation=mandate.organisation, effective_on=site_day(), text="Bye", by=office
            )
            for _one in range(3)
        )
    )
    assert outcomes == ["done", "refused", "refused"]
    assert mandate.organisation.statuses.filter(status="left").count() == 1
