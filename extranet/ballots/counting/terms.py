"""The terms of a ballot: everything that its count hangs on, frozen when it is opened."""

from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum

YES, NO, ABSTAIN = "yes", "no", "abstain"


class Method(StrEnum):
    """How one votes."""

    MOTION = "motion"  # yes, no or abstain
    SLATE = "slate"  # yes, no or abstain, on a list of candidates as a whole
    PLURALITY = "plurality"  # as many candidates as there are seats, at most
    APPROVAL = "approval"  # any number of candidates
    RANKED = "ranked"  # candidates in the order of preference


class Majority(StrEnum):
    """What share of the base adopts."""

    SIMPLE = "simple"  # yes > no
    ABSOLUTE = "absolute"  # 2 × yes > base
    TWO_THIRDS = "two_thirds"  # 3 × yes ≥ 2 × base
    THREE_QUARTERS = "three_quarters"  # 4 × yes ≥ 3 × base
    CONSENSUS = "consensus"  # nobody objects


class Base(StrEnum):
    """What the share is reckoned of."""

    YES_NO = "yes_no"  # yes + no
    VALID = "valid"  # yes + no + abstentions, as these count
    CAST = "cast"  # all ballots handed in, blank ones too
    PRESENT = "present"  # everybody on the roll who is present
    ENTITLED = "entitled"  # everybody on the roll


class Abstentions(StrEnum):
    """How an abstention counts."""

    ASIDE = "aside"  # in no base but those of who is present or entitled
    IN_BASE = "in_base"  # in the base of valid and cast votes
    AGAINST = "against"  # as a no


class Quorum(StrEnum):
    """What a decision needs to be valid."""

    NONE = "none"
    PRESENCE = "presence"  # a share of the roll is present
    PARTICIPATION = "participation"  # a share of the roll hands in a ballot


class When(StrEnum):
    """When the quorum is asked for."""

    OPENING = "opening"
    CLOSE = "close"
    BOTH = "both"


class Tie(StrEnum):
    """What settles a tie."""

    REJECTED = "rejected"
    CHAIR = "chair"
    RUNOFF = "runoff"
    LOT = "lot"


class Unit(StrEnum):
    """Who has one vote."""

    SEAT = "seat"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Terms:
    """The terms of a ballot; `to_json` is what is frozen, kept and published.

    `quorum_percent` is a whole percentage of the roll; `proxies` how many one may hold;
    `fallback` the majority of the vote that follows where consensus fails, or nothing;
    `objection_days` how long an objection can be raised in writing, at least; `seats` how many
    are elected.
    """

    method: Method = Method.MOTION
    majority: Majority = Majority.SIMPLE
    base: Base = Base.YES_NO
    abstentions: Abstentions = Abstentions.ASIDE
    quorum: Quorum = Quorum.NONE
    quorum_percent: int = 0
    quorum_at: When = When.CLOSE
    tie: Tie = Tie.REJECTED
    secret: bool = False
    unit: Unit = Unit.SEAT
    proxies: int = 0
    trackers: bool = True
    fallback: str = ""
    fallback_base: str = ""
    objection_days: int = 0
    seats: int = 1

    def to_json(self) -> dict:
        """Return the terms as JSON values."""
        return {name: getattr(value, "value", value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: dict) -> "Terms":
        """Return the terms that `to_json` gave; raise ValueError for what they cannot be."""
        known = {field.name: field for field in fields(cls)}
        if unknown := set(data) - set(known):
            raise ValueError(f"no such terms: {', '.join(sorted(unknown))}")
        values = {}
        for name, value in data.items():
            kind = type(known[name].default)
            if issubclass(kind, StrEnum):
                values[name] = kind(value)
            elif type(value) is kind:
                values[name] = value
            else:
                raise ValueError(f"{name}: {value!r}")
        return cls(**values)


def fallback_terms(terms: Terms) -> Terms:
    """Return the terms of the vote that follows where consensus failed, all else being equal.

    Raise ValueError where the rule has no fallback, or one that is consensus again.
    """
    if terms.majority != Majority.CONSENSUS or not terms.fallback:
        raise ValueError("these terms have no fallback")
    majority = Majority(terms.fallback)
    if majority == Majority.CONSENSUS:
        raise ValueError("consensus cannot follow where consensus failed")
    base = Base(terms.fallback_base) if terms.fallback_base else terms.base
    return replace(
        terms, majority=majority, base=base, fallback="", fallback_base="", objection_days=0
    )
