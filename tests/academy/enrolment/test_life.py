"""Any order of acts on a cohort: seats, caps, queue and history hold after each."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from academy.core.models import Enrolment, Quota
from academy.enrolment.services import places, selection
from academy.enrolment.states import leads_to
from cms.core.errors import Refused
from tests.academy.world import party
from tests.factories import PlaceFactory, UserFactory
from tests.factories.academy import CohortFactory, EnrolmentFactory

State = Enrolment.State
DAY = datetime.timedelta(days=1)
WHO = st.integers(0, 7)
HELD = (State.CONFIRMED, State.ACTIVE, State.COMPLETED, State.NOT_COMPLETED, State.NO_SHOW)


class Life(RuleBasedStateMachine):
    """Eight candidates of two parties of a region, and of nobody, for three seats."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @initialize(promotes=st.booleans())
    def begin(self, promotes):
        self.office = UserFactory()
        region = PlaceFactory(kind="region")
        parties = [party(region), party(region), None]
        self.cohort = CohortFactory(seats=3, seats_each=2, promotes_after_start=promotes)
        Quota.objects.create(cohort=self.cohort, region=region, seats=3)
        self.people = [
            EnrolmentFactory(
                cohort=self.cohort, organisation=parties[at % 3], state=State.ACCEPTED
            ).pk
            for at in range(8)
        ]
        self.parties, self.region = parties, region
        # Everybody's number in the queue, once given.
        self.numbers, self.late, self.seated = {}, False, set()

    def tried(self, do) -> None:
        """Do it; what is refused changes nothing at all."""
        before = self.all()
        try:
            with transaction.atomic():
                do()
        except Refused:
            assert self.all() == before

    def all(self):
        rows = self.cohort.enrolments.order_by("pk")
        return list(rows.values_list("pk", "state", "seat_number", "queue_number"))

    def row(self, who):
        return Enrolment.objects.get(pk=self.people[who])

    @rule(who=WHO)
    def select(self, who):
        free = self.cohort.enrolments.seated().count() < self.seats()
        before = self.row(who).state
        self.tried(lambda: selection.select(enrolment=self.row(who), by=self.office))
        if before != State.SELECTED and self.row(who).state == State.SELECTED:
            assert free
            assert self.cohort.promotes_after_start or not self.late

    @rule(who=WHO)
    def wait(self, who):
        self.tried(lambda: selection.put_on_waiting_list(enrolment=self.row(who), by=self.office))

    @rule(who=WHO)
    def do_not_select(self, who):
        self.tried(
            lambda: selection.do_not_select(enrolment=self.row(who), by=self.office, reason="x")
        )

    @rule(who=WHO)
    def reconsider(self, who):
        self.tried(lambda: selection.reconsider(enrolment=self.row(who), by=self.office))

    @rule()
    def send_offers(self):
        self.tried(lambda: selection.send_offers(cohort=self.cohort, by=self.office))

    @rule(who=WHO)
    def confirm(self, who):
        row = self.row(who)
        self.tried(lambda: places.confirm(enrolment=row, by=row.user))

    @rule(who=WHO)
    def confirm_for_another(self, who):
        before = self.row(who).state
        self.tried(lambda: places.confirm(enrolment=self.row(who), by=self.office))
        assert self.row(who).state == before

    @rule(who=WHO)
    def decline(self, who):
        row = self.row(who)
        self.tried(lambda: places.decline_offer(enrolment=row, by=row.user))

    @rule(who=WHO)
    def withdraw(self, who):
        self.leave(lambda row: places.withdraw(enrolment=row, by=row.user), who)

    @rule(who=WHO)
    def remove(self, who):
        self.leave(lambda row: places.remove(enrolment=row, by=self.office, reason="x"), who)

    def leave(self, do, who):
        """Have one leave; the first of the same party, else of all that have a right to it, is
        offered the place."""
        row, waiting = self.row(who), list(self.cohort.enrolments.queue())
        able = [one for one in waiting if self.has_room(one, without=row)]
        was_full = self.cohort.enrolments.seated().count() == self.seats()
        self.tried(lambda: do(row))
        offered = [one for one in waiting if self.state(one.pk) == State.OFFERED]
        if self.late and not self.cohort.promotes_after_start:
            assert offered == []
        same = [one for one in waiting if row.organisation_id == one.organisation_id is not None]
        if was_full and offered and same and row.seat_number:
            assert offered == same[:1]
        elif was_full and offered and row.seat_number:
            assert offered == able[:1]

    def has_room(self, one, without) -> bool:
        """Return whether the caps leave room for somebody once another has left."""
        seated = self.cohort.enrolments.seated().exclude(pk=without.pk)
        region = seated.filter(organisation__place__parent=self.region).count()
        return one.organisation is None or (
            region < 3 and seated.filter(organisation=one.organisation).count() < 2
        )

    @rule(seats=st.integers(1, 5))
    def set_seats(self, seats):
        held = set(self.held())
        self.tried(lambda: selection.set_seats(cohort=self.cohort, by=self.office, seats=seats))
        assert held <= set(self.held())

    @rule()
    def the_offers_end(self):
        self.cohort.enrolments.filter(state=State.OFFERED).update(
            offered_until=timezone.now() - DAY
        )
        held = set(self.held())
        places.lapse_offers()
        assert held <= set(self.held())
        late = self.cohort.enrolments.filter(state="offered", offered_until__lte=timezone.now())
        assert not late.exists()

    @rule()
    def start(self):
        self.late = True
        type(self.cohort).objects.filter(pk=self.cohort.pk).update(starts_on=timezone.localdate())
        self.cohort.refresh_from_db()
        places.start(cohort=self.cohort, by=self.office)

    @rule(who=WHO)
    def does_not_come(self, who):
        self.tried(lambda: places.mark_no_show(enrolment=self.row(who), by=self.office))

    @rule(who=WHO, completed=st.booleans())
    def finish(self, who, completed):
        self.tried(
            lambda: places.finish(enrolment=self.row(who), by=self.office, completed=completed)
        )

    @rule(who=WHO)
    def edit(self, who):
        row = self.row(who)
        row.given_name, row.rank = "Edited", 1
        row.save()

    def state(self, pk):
        return Enrolment.objects.values_list("state", flat=True).get(pk=pk)

    def seats(self):
        return type(self.cohort).objects.values_list("seats", flat=True).get(pk=self.cohort.pk)

    def held(self):
        return self.cohort.enrolments.filter(state__in=HELD).values_list("pk", flat=True)

    @invariant()
    def nobody_gets_a_seat_that_is_not_there(self):
        seated = set(self.cohort.enrolments.seated().values_list("pk", flat=True))
        assert len(seated) <= self.seats() or seated <= self.seated
        self.seated = seated

    @invariant()
    def no_party_and_no_region_has_more_than_its_seats(self):
        seated = self.cohort.enrolments.seated()
        for one in self.parties[:2]:
            assert seated.filter(organisation=one).count() <= 2
        assert seated.filter(organisation__place__parent=self.region).count() <= 3

    @invariant()
    def a_place_in_the_queue_is_given_once(self):
        for pk, _state, _seat, number in self.all():
            if number is not None:
                assert self.numbers.setdefault(pk, number) == number
            else:
                assert pk not in self.numbers
        assert len(set(self.numbers.values())) == len(self.numbers)

    @invariant()
    def every_history_leads_to_the_state(self):
        for row in self.cohort.enrolments.prefetch_related("history"):
            states = [entry.state for entry in row.history.all() if entry.state]
            assert states[-1] == row.state
            assert all(map(leads_to, states, states[1:]))


@pytest.mark.django_db
def test_any_order_of_acts(unindexed):
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            # A busy machine is no wrong answer.
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
