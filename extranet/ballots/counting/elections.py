"""Elections by votes for candidates: plurality and approval, in whole numbers.

A vote is the list of the codes of those it is for; an empty one is blank. Slates are counted as
motions are. Docs: elections.md, whose worked examples the tests run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from itertools import groupby

from .published import Facts
from .quota import Candidate, Quota, Seats, empty_seats
from .terms import Base, Majority, Method, Quorum, Terms, Tie, When

METHODS = (Method.PLURALITY, Method.APPROVAL)
# The outcomes, by the names that all ballots share.
ADOPTED, REJECTED, NO_DECISION = "adopted", "rejected", "no_decision"
NO_QUORUM, TIED = "no_quorum", "tie"
# times × votes ≥ share × base; an absolute majority is more than half.
SHARES = {Majority.TWO_THIRDS: (2, 3), Majority.THREE_QUARTERS: (3, 4)}


@dataclass(frozen=True)
class ElectionCount:
    """What an election came to.

    `outcome` is "adopted" where somebody is elected, "tie" where one must be settled first.
    `needed` votes elect where the terms ask for a majority of `base`, else one does. `elected`
    stand in the order of votes. `ties` are the groups of which not all can be seated, `waiting`
    who may have a seat or not by how these are settled. `runoff` are the candidates of the vote
    that must follow. `empty` says of the seats that stay empty how many and which kind.
    """

    outcome: str
    votes: dict[str, int]
    blank: int
    cast: int
    base: int
    base_kind: str
    needed: int
    formula: str
    quorum_needed: int
    quorum_met: bool
    elected: list[str] = field(default_factory=list)
    ties: list[list[str]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    runoff: list[str] = field(default_factory=list)
    empty: dict = field(default_factory=dict)
    lot: list[str] = field(default_factory=list)
    candidates: list[dict] = field(default_factory=list)
    quota: dict = field(default_factory=dict)

    def to_json(self) -> dict:
        """Return the count as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "ElectionCount":
        """Return the count that `to_json` gave; raise ValueError for what is none."""
        known = {one.name for one in fields(cls)}
        if set(data) != known:
            raise ValueError(f"no count of an election: {', '.join(sorted(set(data) ^ known))}")
        return cls(**data)


def reckon_election(
    terms: Terms,
    choices: Iterable[Sequence[str]],
    candidates: Iterable[Candidate],
    quota: Quota,
    *,
    entitled: int | None = None,
    present: int | None = None,
    present_at_opening: int | None = None,
    lot: Sequence[str] = (),
) -> ElectionCount:
    """Count the votes and fill the seats.

    `entitled` votes are on the roll, `present` of them at the close: needed where base or quorum
    ask for them. `lot` holds those who are tied or wait in the order that settles it.
    Raise ValueError for a method not counted here, and for a vote that the terms do not allow.
    """
    if terms.method not in METHODS:
        raise ValueError(f"not counted by candidates: {terms.method}")
    candidates = list(candidates)
    codes = {candidate.code for candidate in candidates}
    if len(codes) != len(candidates):
        raise ValueError("two candidates have one code")
    choices = [list(choice) for choice in choices]
    for choice in choices:
        _check(terms, choice, codes)
    named = Counter(code for choice in choices for code in choice)
    return _fill(
        terms,
        votes={candidate.code: named[candidate.code] for candidate in candidates},
        blank=sum(not choice for choice in choices),
        cast=len(choices),
        candidates=candidates,
        quota=quota,
        numbers={"entitled": entitled, "present": present, "opening": present_at_opening},
        lot=lot,
    )


def settled(terms: Terms, count: ElectionCount, lot: Sequence[str]) -> ElectionCount:
    """Return the count with its ties settled by an order of those who are tied or wait for a tie.

    Raise ValueError where the order is not one of exactly these.
    """
    open_codes = to_settle(count)
    if sorted(lot) != open_codes:
        raise ValueError(f"the order must name each of {', '.join(open_codes)} once")
    candidates = [Candidate(**row) for row in count.candidates]
    seating = _seat(terms, count.votes, count.needed, candidates, count.quota, lot)
    return ElectionCount(**{**count.to_json(), **seating, "lot": list(lot)})


def recount(record: dict) -> dict:
    """Return the count of a published record of an election, from its votes alone; as it was at
    the close, ties not settled. Raise ValueError, KeyError or TypeError where it cannot be counted.
    """
    facts = Facts.of(record)
    # Without an election around it, whoever can be chosen stands for any seat.
    part = record.get("election") or {
        "candidates": [{"code": option["code"]} for option in record["options"]],
        "quota": Quota(facts.terms.seats).to_json(),
    }
    count = reckon_election(
        facts.terms,
        facts.choices,
        [Candidate(**row) for row in part["candidates"]],
        Quota.from_json(part["quota"]),
        entitled=facts.entitled,
        present=facts.present,
        present_at_opening=facts.present_at_opening,
    )
    return count.to_json()


def to_settle(count: ElectionCount) -> list[str]:
    """Return the codes that the order which settles the ties of a count must name, sorted."""
    return sorted([code for tie in count.ties for code in tie] + count.waiting)


def _check(terms: Terms, choice: list[str], codes: set[str]) -> None:
    if unknown := set(choice) - codes:
        raise ValueError(f"no such candidates: {', '.join(sorted(unknown))}")
    if len(set(choice)) != len(choice):
        raise ValueError("a vote names somebody twice")
    if terms.method == Method.PLURALITY and len(choice) > terms.seats:
        raise ValueError(f"a vote names {len(choice)} for {terms.seats} seats")


def _fill(terms, *, votes, blank, cast, candidates, quota, numbers, lot) -> ElectionCount:
    base = _base(terms, cast, blank, numbers)
    needed, formula = majority(terms.majority, base)
    quorum_needed, quorum_met = _quorum(terms, cast, numbers)
    reached = {
        "votes": votes,
        "blank": blank,
        "cast": cast,
        "base": base,
        "base_kind": terms.base.value,
        "needed": needed,
        "formula": formula,
        "quorum_needed": quorum_needed,
        "quorum_met": quorum_met,
        "candidates": [asdict(candidate) for candidate in candidates],
        "quota": quota.to_json(),
    }
    if not quorum_met or not any(votes.values()):
        outcome = NO_QUORUM if not quorum_met else NO_DECISION
        return ElectionCount(outcome=outcome, empty=empty_seats(quota, []), **reached)
    seating = _seat(terms, votes, needed, candidates, quota.to_json(), lot)
    return ElectionCount(**reached, **seating, lot=list(lot))


def _seat(terms, votes, needed, candidates, quota, lot) -> dict:
    """Return who is elected, tied, waiting and in a runoff, which seats stay empty, the outcome."""
    quota = Quota.from_json(quota)
    seats, ties, waiting = fill(quota, ranked(candidates, votes, least=needed), lot)
    elected = sorted(seats.taken, key=lambda one: (-votes[one.code], one.code))
    unsettled = bool(ties) and terms.tie != Tie.REJECTED
    runoff: list[Candidate] = []
    if unsettled and terms.tie == Tie.RUNOFF:
        runoff = [one for tie in ties for one in tie] + waiting
    elif terms.majority != Majority.SIMPLE and not unsettled and not ties:
        runoff = _next(seats, candidates, votes, quota.available)
    outcome = ADOPTED if elected else REJECTED
    return {
        "outcome": TIED if unsettled else outcome,
        "elected": [one.code for one in elected],
        "ties": [sorted(one.code for one in tie) for tie in ties],
        "waiting": sorted(one.code for one in waiting),
        "runoff": sorted(one.code for one in runoff),
        "empty": empty_seats(quota, elected),
    }


def ranked(candidates, votes: dict[str, int], *, least: int) -> list[list[Candidate]]:
    """Return the candidates with at least so many votes, in groups of equal votes, most first."""
    voted = [one for one in candidates if votes[one.code] >= max(1, least)]
    voted.sort(key=lambda one: (-votes[one.code], one.code))
    return [list(group) for _votes, group in groupby(voted, key=lambda one: votes[one.code])]


def fill(quota: Quota, groups: list[list[Candidate]], lot: Sequence[str] = ()):
    """Return the seats as they are filled group by group, the ties, and who waits for these.

    Of a group in which not all can be seated, those are who have a seat whatever becomes of the
    others; these are tied, unless `lot` names them in the order in which they take what is left.
    """
    seats, ties, waiting = Seats(quota), [], []
    open_before: list[Candidate] = []
    for group in groups:
        possible = [
            one
            for one in group
            if seats.has_one_for(one) and seats.may_have_one_after(one, open_before)
        ]
        rivals = [*open_before, *possible]
        sure = [one for one in possible if seats.has_one_anyway(one, rivals)]
        contested = [one for one in possible if one not in sure]
        tied = [one for one in contested if not seats.has_one_anyway(one, possible)]
        for one in sure:
            seats.give(one)
        if contested and all(one.code in lot for one in contested):
            for one in sorted(contested, key=lambda one: lot.index(one.code)):
                if seats.has_one_for(one):
                    seats.give(one)
            continue
        if tied:
            ties.append(tied)
        waiting += [one for one in contested if one not in tied]
        open_before += contested
    return seats, ties, waiting


def _next(seats: Seats, candidates, votes, available: int) -> list[Candidate]:
    """Return who stands for the seats that no majority filled: twice as many as these, the ones
    with most votes among those for whom a seat is left, and who has as many as the last of them."""
    unfilled = available - len(seats.taken)
    left = [one for one in candidates if one not in seats.taken and seats.has_one_for(one)]
    left.sort(key=lambda one: (-votes[one.code], one.code))
    if not unfilled or not left:
        return []
    last = votes[left[min(len(left), 2 * unfilled) - 1].code]
    return [one for one in left if votes[one.code] >= last]


def majority(kind: Majority, base: int) -> tuple[int, str]:
    """Return how many votes of a base elect, and as a formula; 1 where the most votes do.

    Raise ValueError for consensus, which elects nobody.
    """
    if kind == Majority.SIMPLE:
        return 1, ""
    if kind == Majority.ABSOLUTE:
        needed = base // 2 + 1
        return needed, f"2 × {needed} > {base}"
    if kind not in SHARES:
        raise ValueError(f"no majority of an election: {kind}")
    share, times = SHARES[kind]
    needed = max(1, -(-share * base // times))
    return needed, f"{times} × {needed} ≥ {share} × {base}"


def _base(terms: Terms, cast: int, blank: int, numbers: dict) -> int:
    if terms.base == Base.ENTITLED:
        return _known(numbers, "entitled")
    if terms.base == Base.PRESENT:
        return max(numbers["present"] or 0, cast)
    return cast if terms.base == Base.CAST else cast - blank


def _quorum(terms: Terms, cast: int, numbers: dict) -> tuple[int, bool]:
    """Return the least number that the quorum asks for, 0 without one, and whether it is met.

    In writing who takes part is present.
    """
    if terms.quorum == Quorum.NONE:
        return 0, True
    roll, present = _known(numbers, "entitled"), numbers["present"]
    needed = -(-terms.quorum_percent * roll // 100)
    if terms.quorum == Quorum.PARTICIPATION or present is None:
        return needed, cast >= needed
    at_close = [max(present, cast)] if terms.quorum_at != When.OPENING else []
    at_opening = [_known(numbers, "opening")] if terms.quorum_at != When.CLOSE else []
    return needed, all(number >= needed for number in [*at_close, *at_opening])


def _known(numbers: dict, name: str) -> int:
    if numbers[name] is None:
        raise ValueError(f"the terms ask how many are {name}")
    return numbers[name]
