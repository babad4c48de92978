"""Many who act on the places of a cohort at the same moment, on a real server."""

import pytest

from academy.core.models import Enrolment
from academy.enrolment.services import places, seating
from cms.core.errors import Refused
from tests.academy.world import party
from tests.campaigns.test_signing_races import at_once
from tests.factories.academy import CohortFactory, EnrolmentFactory

State = Enrolment.State
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def enrol(cohort, organisation, state):
    return EnrolmentFactory(cohort=cohort, organisation=organisation, state=state)


def test_two_withdraw_at_once_and_their_organisations_reserves_are_offered(site):
    for _time in range(5):
        cohort = CohortFactory(seats=4)
        first, second, third = party(), party(), party()
        leaving = [enrol(cohort, one, State.CONFIRMED) for one in (first, second)]
        staying = [enrol(cohort, third, State.CONFIRMED) for _ in range(2)]
        # Whoever joined the list first is of an organisation that gave nothing back.
        ahead = enrol(cohort, third, State.WAITING)
        of_second, of_first = (enrol(cohort, one, State.WAITING) for one in (second, first))
        behind = enrol(cohort, first, State.WAITING)

        done = at_once(
            leaving, lambda row: places.withdraw(enrolment=row, by=row.user), connections=2
        )

        assert not [one for one in done if isinstance(one, Exception)]
        offered = cohort.enrolments.filter(state=State.OFFERED)
        assert set(offered) == {of_first, of_second}
        assert set(cohort.enrolments.queue()) == {ahead, behind}
        assert cohort.enrolments.seated().count() == 4
        assert set(cohort.enrolments.filter(state=State.CONFIRMED)) == set(staying)


def test_fifty_confirm_at_once_and_no_seat_is_given_twice(site):
    cohort = CohortFactory(seats=25)
    organisation = party()
    rows = [enrol(cohort, organisation, State.OFFERED) for _ in range(25)]
    waiting = [enrol(cohort, organisation, State.WAITING) for _ in range(25)]

    def act(job):
        kind, row = job
        try:
            return {"confirm": places.confirm, "decline": places.decline_offer}[kind](
                enrolment=row, by=row.user
            )
        except Refused as refusal:
            return str(refusal)

    # Some decline, and whoever waits tries to confirm before and after being offered a place.
    jobs = [("decline" if at % 5 == 0 else "confirm", row) for at, row in enumerate(rows)]
    jobs += [("confirm", row) for row in waiting]
    done = at_once(jobs, act, connections=50)

    assert not [one for one in done if isinstance(one, Exception)]
    seated = list(cohort.enrolments.seated())
    assert len(seated) == 25
    assert {row.seat_number for row in seated} == set(range(1, 26))
    assert sum(row.state == State.CONFIRMED for row in seated) >= 20


def test_fill_gives_one_free_place_once(site):
    cohort = CohortFactory(seats=2)
    organisation = party()
    enrol(cohort, organisation, State.CONFIRMED)
    for _ in range(6):
        enrol(cohort, organisation, State.WAITING)
    offered = at_once([cohort] * 6, places.fill, connections=6)
    assert sorted(map(len, offered)) == [0, 0, 0, 0, 0, 1]
    assert seating.free_seats(cohort) == 0
