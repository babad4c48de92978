"""Which module counts which method of voting."""

from importlib import import_module

from .outcomes import Outcome
from .terms import NO, YES, Method, Terms

_MOTIONS = "extranet.ballots.counting.motions"
_ELECTIONS = "extranet.ballots.counting.elections"
# Each has `recount(record) -> dict`, the numbers with their "outcome".
_MODULES = {
    Method.MOTION: _MOTIONS,
    Method.SLATE: _MOTIONS,
    Method.PLURALITY: _ELECTIONS,
    Method.APPROVAL: _ELECTIONS,
    Method.RANKED: _ELECTIONS,
}


def recount(record: dict) -> dict:
    """Return the numbers of a published record, counted again by the method of its terms.

    Raise ValueError, KeyError or TypeError where it cannot be counted.
    """
    method = Terms.from_json(record["terms"]).method
    # Only what the record needs is loaded: a recount runs where there is no site.
    return import_module(_MODULES[method]).recount(record)


def settled(terms: Terms, numbers: dict, choice: list[str]) -> dict:
    """Return the numbers of a count with its tie settled by a choice: yes or no, or in an election
    everybody who is even, in the order in which they take a seat.

    Raise ValueError where there is no tie, or the choice does not settle it.
    """
    if numbers["outcome"] != Outcome.TIE:
        raise ValueError("there is no tie")
    if _MODULES[terms.method] == _ELECTIONS:
        elections = import_module(_ELECTIONS)
        count = elections.ElectionCount.from_json(numbers)
        return elections.settled(terms, count, choice).to_json()
    if choice not in ([YES], [NO]):
        raise ValueError(f"this settles no tie: {choice!r}")
    return numbers | {"outcome": (Outcome.ADOPTED if choice == [YES] else Outcome.REJECTED).value}
