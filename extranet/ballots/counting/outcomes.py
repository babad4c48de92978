"""What a count comes to: the outcome, and the numbers that it rests on."""

from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from .terms import Base


class Outcome(StrEnum):
    """What follows from the numbers."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_DECISION = "no_decision"  # the base is 0
    NO_QUORUM = "no_quorum"
    OBJECTED = "objected"  # consensus failed
    TIE = "tie"  # to be settled by the chair, by lot, or by voting again


@dataclass(frozen=True)
class Reckoning:
    """The count of a motion.

    `base` is the number that the share is reckoned of, `needed` the least number of votes in
    favour that adopts with this base (for consensus the number of objections allowed, 0),
    `reached` whether the majority is reached, whatever becomes of the quorum. `formula` is the
    comparison in numbers, as it holds ("3 × 6 ≥ 2 × 9"); empty where the base is 0. `present` is
    None where the vote was held in writing.
    """

    outcome: Outcome
    yes: int
    no: int
    abstain: int
    blank: int
    base: int
    base_kind: Base
    needed: int
    reached: bool
    quorum_needed: int
    quorum_met: bool
    formula: str
    entitled: int
    participated: int
    present: int | None = None
    present_at_opening: int | None = None

    def to_json(self) -> dict:
        """Return it as JSON values."""
        return {name: getattr(value, "value", value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: dict) -> "Reckoning":
        """Return what `to_json` gave; raise ValueError for what it cannot have given."""
        names = {field.name: field.type for field in fields(cls)}
        if set(data) != set(names):
            raise ValueError(f"not a count: {', '.join(sorted(set(data) ^ set(names)))}")
        values = dict(data)
        for name, kind in names.items():
            if kind in (Outcome, Base):
                values[name] = kind(data[name])
            elif not (type(data[name]) is kind or (kind == int | None and _whole(data[name]))):
                raise ValueError(f"{name}: {data[name]!r}")
        return cls(**values)


def _whole(value) -> bool:
    return value is None or type(value) is int
