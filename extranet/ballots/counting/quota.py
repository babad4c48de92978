"""Who may take which seat: the cap of a body, seats kept for women and men, seats kept for regions.

Seats are filled in the order of votes. Who would take a seat that is kept for others is passed
over; a kept seat that nobody can take stays empty.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

WOMAN, MAN = "woman", "man"


@dataclass(frozen=True)
class Candidate:
    """Somebody to be elected: `code` is what a vote holds; the rest is empty where no seat hangs
    on it. `organisation` is who nominates, by whatever name tells them apart."""

    code: str
    gender: str = ""
    region: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Quota:
    """The seats of one vote.

    `seats` are to be filled, of which `genders` and `regions` say how many are kept for whom. The
    body has at most `cap` seats (None: no limit), of which `taken` are taken by others.
    """

    seats: int
    genders: dict[str, int] = field(default_factory=dict)
    regions: dict[str, int] = field(default_factory=dict)
    cap: int | None = None
    taken: int = 0

    @property
    def available(self) -> int:
        """How many seats this vote can fill under the cap."""
        under_cap = self.seats if self.cap is None else self.cap - self.taken
        return max(0, min(self.seats, under_cap))

    def left(self, elected: Iterable[Candidate]) -> "Quota":
        """Return what is left for a vote that follows, once some are elected."""
        elected = list(elected)
        genders, regions = _counts(elected, "gender"), _counts(elected, "region")
        return Quota(
            seats=max(0, self.available - len(elected)),
            genders={kind: max(0, kept - genders[kind]) for kind, kept in self.genders.items()},
            regions={kind: max(0, kept - regions[kind]) for kind, kept in self.regions.items()},
            cap=self.cap,
            taken=self.taken + len(elected),
        )

    def to_json(self) -> dict:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Quota":
        """Return the quota that `to_json` gave; raise ValueError for what it cannot be."""
        try:
            quota = cls(**data)
        except TypeError as error:
            raise ValueError(f"no such quota: {data!r}") from error
        kept = (*quota.genders.values(), *quota.regions.values(), quota.seats, quota.taken)
        if any(type(number) is not int or number < 0 for number in kept):
            raise ValueError(f"a quota is made of whole numbers: {data!r}")
        if quota.cap is not None and (type(quota.cap) is not int or quota.cap < 0):
            raise ValueError(f"a cap is a whole number: {quota.cap!r}")
        return quota


def halves(seats: int) -> dict[str, int]:
    """Return the seats kept by two lists: half for women, half for men; an odd one is for all."""
    return {WOMAN: seats // 2, MAN: seats // 2}


@dataclass(frozen=True)
class Limit:
    """Seats kept for kinds of people; the others are for everybody.

    The sets that it lets in are the independent sets of a matroid: what fits goes on fitting when
    somebody is taken out, and any order of asking fills as many seats.
    """

    attribute: str
    kept: dict[str, int]
    seats: int

    def holds(self, people: Iterable[Candidate]) -> bool:
        """Return whether all of them can have a seat."""
        counts = _counts(people, self.attribute)
        beyond = sum(max(0, number - self.kept.get(kind, 0)) for kind, number in counts.items())
        free = max(0, self.seats - sum(self.kept.values()))
        return beyond <= free and counts.total() <= self.seats


class Seats:
    """The seats of a vote as they are filled: `taken`, in the order in which they were given."""

    def __init__(self, quota: Quota):
        self.taken: list[Candidate] = []
        kept = {"gender": quota.genders, "region": quota.regions}
        # One limit says how many seats there are; where it keeps none for a kind, it is the one.
        asked = {name: seats for name, seats in kept.items() if any(seats.values())}
        self.limits = [
            Limit(name, seats, quota.available) for name, seats in (asked or {"code": {}}).items()
        ]

    def has_one_for(self, who: Candidate) -> bool:
        """Return whether a seat is left that they may take."""
        return all(limit.holds([*self.taken, who]) for limit in self.limits)

    def give(self, who: Candidate) -> None:
        """Give them a seat."""
        self.taken.append(who)

    def may_have_one_after(self, who: Candidate, others: Iterable[Candidate]) -> bool:
        """Return whether a seat may be left for them once the others took what they can.

        Exact under one limit, where it is the same whoever of them comes first; under two it says
        yes where it cannot be known.
        """
        return len(self.limits) > 1 or self.has_one_anyway(who, others)

    def has_one_anyway(self, who: Candidate, others: Iterable[Candidate]) -> bool:
        """Return whether a seat is left for them whichever of the others take theirs first."""
        others = [other for other in others if other != who]
        return all(self._is_sure(limit, who, others) for limit in self.limits)

    def _is_sure(self, limit: Limit, who: Candidate, others: list[Candidate]) -> bool:
        filled = list(self.taken)
        for other in others:
            if limit.holds([*filled, other]):
                filled.append(other)
        return limit.holds([*filled, who])


def empty_seats(quota: Quota, elected: Iterable[Candidate]) -> dict:
    """Return how many seats stay empty: `seats` in all, and of those kept by `genders`, `regions`.

    One empty seat can be one kept for women and one kept for a region at once.
    """
    elected = list(elected)
    seats = quota.available - len(elected)
    return {"seats": seats} | {
        name: {
            kind: missing
            for kind, number in kept.items()
            if (missing := min(seats, number - _counts(elected, attribute)[kind])) > 0
        }
        for name, attribute, kept in (
            ("genders", "gender", quota.genders),
            ("regions", "region", quota.regions),
        )
    }


def broken_by(candidates: Iterable[Candidate], quota: Quota) -> list[tuple[str, str, int, int]]:
    """Return what a slate breaks: kind ("seats", "gender", "region"), for whom, how many, of what.

    Empty where every candidate of it can be seated. "gender" and "region" name whose seats the
    others would take: how many of them the slate has, and how many seats are kept.
    """
    candidates = list(candidates)
    found = []
    if len(candidates) > quota.available:
        found.append(("seats", "", len(candidates), quota.available))
    for attribute, kept in (("gender", quota.genders), ("region", quota.regions)):
        if Limit(attribute, kept, quota.available).holds(candidates):
            continue
        counts = _counts(candidates, attribute)
        found += [
            (attribute, kind, counts[kind], number)
            for kind, number in kept.items()
            if counts[kind] < number
        ]
    return found


def unpaired(candidates: Iterable[Candidate]) -> list[str]:
    """Return the organisations, in order, that do not name a woman and a man each."""
    named: dict[str, Counter] = {}
    for candidate in candidates:
        named.setdefault(candidate.organisation, Counter())[candidate.gender] += 1
    return sorted(
        organisation for organisation, genders in named.items() if genders != {WOMAN: 1, MAN: 1}
    )


def _counts(people: Iterable[Candidate], attribute: str) -> Counter:
    return Counter(getattr(person, attribute) for person in people)
