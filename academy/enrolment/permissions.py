"""Who may do what with an enrolment: questions about a standing and a row, without a query."""

from academy.core.models import Enrolment
from academy.core.standing import Standing
from academy.enrolment.telling import state_as_told

State = Enrolment.State


def is_own(standing: Standing, enrolment: Enrolment) -> bool:
    """Return whether it is the reader who is enrolled."""
    return standing.user is not None and enrolment.user_id == standing.user.pk


def may_follow(standing: Standing, enrolment: Enrolment) -> bool:
    """Return whether it may be seen where a candidate stands: theirs, their party's, the staff."""
    return (
        standing.staff
        or is_own(standing, enrolment)
        or enrolment.organisation_id in standing.nominates_for
    )


def may_take_back(standing: Standing, enrolment: Enrolment) -> bool:
    """Return whether a nomination can be taken back by who nominated: before a decision is told."""
    return enrolment.organisation_id in standing.nominates_for and state_as_told(enrolment) in (
        State.NOMINATED,
        State.ACCEPTED,
    )


def may_send_again(standing: Standing, enrolment: Enrolment) -> bool:
    """Return whether the invitation can be sent again."""
    return enrolment.state == State.NOMINATED and (
        standing.staff or enrolment.organisation_id in standing.nominates_for
    )


def may_answer_offer(standing: Standing, enrolment: Enrolment) -> bool:
    """Return whether the reader has been offered a place."""
    return is_own(standing, enrolment) and enrolment.state == State.OFFERED


def may_withdraw(standing: Standing, enrolment: Enrolment) -> bool:
    """Return whether the reader can step back."""
    return is_own(standing, enrolment) and state_as_told(enrolment) in (
        State.ACCEPTED,
        State.WAITING,
        State.CONFIRMED,
        State.ACTIVE,
    )


# What the staff can do with a candidate, by its state.
ACTS = {
    State.NOMINATED: ("send-again", "remove"),
    State.APPLIED: ("remove",),
    State.ACCEPTED: ("select", "wait", "not-select", "remove"),
    State.NOT_SELECTED: ("reconsider",),
    State.SELECTED: ("reconsider", "remove"),
    State.WAITING: ("select", "not-select", "remove"),
    State.OFFERED: ("remove",),
    State.CONFIRMED: ("no-show", "remove"),
    State.ACTIVE: ("no-show", "remove"),
}


def staff_acts(enrolment: Enrolment) -> tuple[str, ...]:
    """Return what the staff can do with a candidate now."""
    return ACTS.get(enrolment.state, ())
