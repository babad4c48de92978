"""Whatever happens in whatever order, nobody gets the same e-mail twice by itself."""

import contextlib
import datetime
from collections import Counter

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from extranet.notices.delivery import Outcome, Result
from extranet.notices.models import Notice, NoticePreference
from extranet.notices.services import mailing, notices
from extranet.notices.services.notices import tell
from tests.factories.directory import BodyFactory
from tests.factories.extranet import MeetingFactory, delegate, secretary

pytestmark = pytest.mark.django_db
State = Notice.State


class Crash(BaseException):
    """The process ends."""


class Server:
    """What the outside sees: which notices arrived, however the site learned of it."""

    def __init__(self):
        self.arrived, self.behaviour = Counter(), "accept"

    def hand_over(self, message) -> Result:
        keys = message.notices
        if self.behaviour == "crash before":
            raise Crash
        if self.behaviour in ("accept", "lost", "crash after"):
            self.arrived.update(keys)
        if self.behaviour == "crash after":
            raise Crash
        return {
            "accept": Result(Outcome.SENT),
            "lost": Result(Outcome.UNKNOWN, "connection lost"),
            "cut": Result(Outcome.UNKNOWN, "connection lost"),
            "later": Result(Outcome.LATER, "451"),
            "refused": Result(Outcome.REFUSED, "550"),
            "away": Result(Outcome.LATER, "refused", away=True),
        }[self.behaviour]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None


BEHAVIOURS = ["accept", "lost", "cut", "later", "refused", "away", "crash before", "crash after"]


class Sending(RuleBasedStateMachine):
    """Things happen, workers run and die, time passes, the secretariat sends again by hand."""

    def __init__(self):
        super().__init__()
        body = BodyFactory()
        self.users = [delegate(body) for _number in range(2)]
        self.meetings = [MeetingFactory(body=body) for _number in range(3)]
        self.office = secretary()
        self.server = Server()
        self.by_hand = Counter()
        self.write, self.post = mailing.write, mailing.Post
        mailing.Post = lambda: self.server
        mailing.write = self._write

    def _write(self, user, due, *, daily):
        message = self.write(user, due, daily=daily)
        message.notices = [notice.pk for notice, _kind, _thing in due]
        return message

    def teardown(self):
        mailing.write, mailing.Post = self.write, self.post
        Notice.objects.all().delete()
        NoticePreference.objects.all().delete()

    @rule(meeting=st.integers(0, 2), kind=st.sampled_from(["convocation", "change"]))
    def happen(self, meeting, kind):
        tell(self.users, kind, self.meetings[meeting])

    @rule(who=st.integers(0, 1), rhythm=st.sampled_from(["at_once", "daily"]))
    def prefer(self, who, rhythm):
        notices.prefer(user=self.users[who], rhythm=rhythm, declined=[])

    @rule(behaviour=st.sampled_from(BEHAVIOURS))
    def work(self, behaviour):
        self.server.behaviour = behaviour
        with contextlib.suppress(Crash):
            mailing.send_due()

    @rule(hours=st.sampled_from([1, 24]))
    def wait(self, hours):
        for row in Notice.objects.all():
            passed = datetime.timedelta(hours=hours)
            Notice.objects.filter(pk=row.pk).update(
                send_after=row.send_after - passed,
                claimed_at=row.claimed_at and row.claimed_at - passed,
            )

    @rule()
    def give_up(self):
        mailing.give_up_lost()

    @rule()
    def send_again(self):
        stuck = Notice.objects.filter(state__in=notices.STUCK).first()
        if stuck:
            together = {"mail": stuck.mail} if stuck.mail else {"pk": stuck.pk}
            keys = Notice.objects.filter(state__in=notices.STUCK, **together)
            self.by_hand.update(list(keys.values_list("pk", flat=True)))
            notices.send_again(notice=stuck, by=self.office)

    @invariant()
    def nothing_arrives_twice_by_itself(self):
        for key, count in self.server.arrived.items():
            assert count <= 1 + self.by_hand[key]

    @invariant()
    def what_is_called_sent_has_arrived(self):
        for key in Notice.objects.filter(state=State.SENT).values_list("pk", flat=True):
            assert self.server.arrived[key] >= 1

    @invariant()
    def what_waits_or_failed_has_not_arrived(self):
        states = [State.WAITING, State.FAILED]
        for key in Notice.objects.filter(state__in=states).values_list("pk", flat=True):
            assert self.server.arrived[key] <= self.by_hand[key]

    @invariant()
    def what_is_due_is_not_forgotten(self):
        assert not Notice.objects.filter(
            state=State.WAITING, send_after__gt=timezone.now() + datetime.timedelta(hours=25)
        ).exists()


def test_any_order_of_events(db):
    run_state_machine_as_test(
        Sending, settings=settings(max_examples=15, stateful_step_count=20, deadline=None)
    )
