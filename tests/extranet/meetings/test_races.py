"""Two act on a meeting at the same moment."""

import threading

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.meetings import signals
from extranet.meetings.models import Reply
from extranet.meetings.services.convening import convene
from extranet.meetings.services.replies import reply
from tests.extranet.meetings.tools import make_meeting, mandate_of
from tests.factories.directory import BodyFactory, MandateFactory, OrganisationFactory
from tests.factories.extranet import delegate


def at_once(*acts) -> list:
    """Do all at the same moment, each on a connection of its own; return what came of each."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(timeout=10)
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.mark.postgres
class RaceTests(TransactionTestCase):
    """Two act at the same moment, on a database that lets them."""

    def test_convened_twice_is_told_once(self):
        assert connection.vendor == "postgresql"
        body = BodyFactory()
        chairs = [delegate(body, Mandate.Role.CHAIR) for _n in range(3)]
        meeting = make_meeting(body, "draft")
        heard = []

        def receive(sender, **kwargs):
            heard.append(kwargs["by"])

        signals.meeting_convened.connect(receive)
        try:
            results = at_once(*(lambda by=by: convene(meeting=meeting, by=by) for by in chairs))
        finally:
            signals.meeting_convened.disconnect(receive)
        assert len(heard) == 1
        assert sum(isinstance(result, Refused) for result in results) == 2

    def test_a_double_reply_is_one(self):
        body = BodyFactory()
        user = delegate(body)
        meeting, mandate = make_meeting(body), mandate_of(user)

        def say():
            return reply(meeting=meeting, mandate=mandate, answer="coming", by=user)

        results = at_once(say, say, say)
        assert [result for result in results if isinstance(result, Exception)] == []
        assert Reply.objects.count() == 1

    def test_one_substitute_is_sent_by_one_member(self):
        body, party = BodyFactory(), OrganisationFactory()
        users = [delegate(body, organisation=party) for _n in range(2)]
        stand_in = MandateFactory(body=body, role="substitute", organisation=party)
        meeting = make_meeting(body)
        results = at_once(
            *(
                lambda by=by: reply(
                    meeting=meeting,
                    mandate=mandate_of(by),
                    answer="substitute",
                    substitute=stand_in,
                    by=by,
                )
                for by in users
            )
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert Reply.objects.count() == 1
