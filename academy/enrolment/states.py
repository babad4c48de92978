"""From which state of an enrolment one gets into which; every change goes through here."""

from academy.core.models import Enrolment

State = Enrolment.State

TRANSITIONS: dict[str, frozenset[str]] = {
    State.NOMINATED: frozenset({State.ACCEPTED, State.DECLINED, State.WITHDRAWN}),
    State.APPLIED: frozenset({State.ACCEPTED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.SELECTED, State.WAITING, State.NOT_SELECTED, State.WITHDRAWN}),
    # Who has not been told yet steps back like anybody who was accepted.
    State.NOT_SELECTED: frozenset({State.ACCEPTED, State.WITHDRAWN}),
    State.SELECTED: frozenset({State.OFFERED, State.ACCEPTED, State.WITHDRAWN}),
    State.WAITING: frozenset(
        {State.SELECTED, State.OFFERED, State.ACCEPTED, State.NOT_SELECTED, State.WITHDRAWN}
    ),
    State.OFFERED: frozenset({State.CONFIRMED, State.DECLINED, State.LAPSED, State.WITHDRAWN}),
    State.CONFIRMED: frozenset({State.ACTIVE, State.NO_SHOW, State.WITHDRAWN}),
    State.ACTIVE: frozenset({State.COMPLETED, State.NOT_COMPLETED, State.NO_SHOW, State.WITHDRAWN}),
    # The result can be corrected; who has one stays among those who took part.
    State.COMPLETED: frozenset({State.NOT_COMPLETED}),
    State.NOT_COMPLETED: frozenset({State.COMPLETED}),
}


def leads_to(state: str, target: str) -> bool:
    """Return whether an enrolment in `state` can get into `target`."""
    return target in TRANSITIONS.get(state, frozenset())
