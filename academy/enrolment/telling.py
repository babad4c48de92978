"""What of a decision has been told: until then the candidate and who nominated see it nowhere.

Decisions are the staff's alone until the first offers of the cohort are sent; with these all that
was decided is told, and what is decided later is told at once. That somebody is selected is told by
the offer.
"""

from collections.abc import Iterable
from itertools import pairwise

from django.db.models import Q

from academy.core.models import Enrolment, HistoryEntry
from academy.core.standing import Standing

State = Enrolment.State

# Told with the first offers of the cohort, or at once after them.
WITH_THE_OFFERS = frozenset({State.WAITING.value, State.NOT_SELECTED.value})
# Acts that are never told themselves: the offer is.
NEVER_TOLD = frozenset({"selected", "reconsidered"})
# Told once the cohort is closed.
AT_THE_END = frozenset({"judged", "decided_completion"})


def state_as_told(enrolment: Enrolment) -> State:
    """Return the state that the candidate and who nominated know of; reads `enrolment.cohort`."""
    if enrolment.shown_as:
        return State(enrolment.shown_as)
    untold = enrolment.state in WITH_THE_OFFERS and enrolment.cohort.offers_sent_at is None
    if untold or enrolment.state == State.SELECTED:
        return State.ACCEPTED
    return State(enrolment.state)


def shown_state(enrolment: Enrolment, reader: Standing) -> State:
    """Return the state that `reader` may see: what it is to the staff, else what was told."""
    return State(enrolment.state) if reader.staff else state_as_told(enrolment)


def kept_for(enrolment: Enrolment) -> str:
    """Return what `shown_as` has to hold while a new decision on `enrolment` is not told."""
    told = state_as_told(enrolment)
    return "" if told == State.ACCEPTED else told.value


def stands_as_told() -> Q:
    """Return the condition on enrolments that stand as far as anybody but the staff knows."""
    untold = Q(state=State.NOT_SELECTED, cohort__offers_sent_at=None)
    return ~Q(state__in=Enrolment.OUT) & ~Q(shown_as__in=Enrolment.OUT) | untold


def stands_at_all() -> Q:
    """Return the condition on enrolments that stand, told or not: nobody is twice among these."""
    return stands_as_told() | ~Q(state__in=Enrolment.OUT)


def told_entries(enrolment: Enrolment, entries: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Return those of `entries`, the history of `enrolment` in its order, that have been told."""
    entries = list(entries)
    changes = [entry for entry in entries if entry.state]
    following = dict(pairwise(changes))
    return [entry for entry in entries if _is_told(enrolment, entry, following.get(entry))]


def _is_told(enrolment: Enrolment, entry: HistoryEntry, following: HistoryEntry | None) -> bool:
    if entry.action in NEVER_TOLD or entry.state == State.SELECTED:
        return False
    if entry.action in AT_THE_END:
        return enrolment.cohort.closed_at is not None
    if entry.state not in WITH_THE_OFFERS:
        return True
    sent = enrolment.cohort.offers_sent_at
    # What had been decided anew before the offers were sent was never told.
    return sent is not None and (following is None or following.at >= sent or entry.at >= sent)
