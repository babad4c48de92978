"""Counts motions: yes, no, abstain or blank. Every rule with numbers: docs of worked examples."""

from collections import Counter
from collections.abc import Iterable

from .outcomes import Outcome, Reckoning
from .published import Facts
from .terms import (
    ABSTAIN,
    NO,
    YES,
    Abstentions,
    Base,
    Majority,
    Quorum,
    Terms,
    Tie,
    When,
    fallback_terms,
)
from .words import in_words

__all__ = ["Outcome", "Reckoning", "fallback_terms", "in_words", "reckon", "recount", "tally"]

BLANK = "blank"
# Adopted where share[0] × yes ≥ share[1] × base.
_SHARES = {Majority.TWO_THIRDS: (3, 2), Majority.THREE_QUARTERS: (4, 3)}


def tally(terms: Terms, choices: Iterable[list[str]]) -> dict[str, int]:
    """Return how many chose what, as "yes", "no", "abstain" and "blank".

    Raise ValueError for a choice that is none of these.
    """
    counted = Counter()
    for choice in choices:
        if choice not in ([], [YES], [NO], [ABSTAIN]):
            raise ValueError(f"no such choice: {choice!r}")
        counted[choice[0] if choice else BLANK] += 1
    return {name: counted[name] for name in (YES, NO, ABSTAIN, BLANK)}


def reckon(
    terms: Terms,
    tally: dict[str, int],
    *,
    entitled: int,
    present: int | None,
    participated: int,
    present_at_opening: int | None = None,
) -> Reckoning:
    """Return what a tally comes to under the terms.

    All numbers are votes on the roll: those `entitled`, those `present` at the close and at the
    opening (None where it is held in writing: then who takes part is present), those that handed
    in a ballot. Raise ValueError for numbers that cannot be.
    """
    _check(tally, entitled, present, participated, present_at_opening)
    there = max(present or 0, participated)
    base_kind = _base_kind(terms)
    base = _base(terms, base_kind, tally, present=there, entitled=entitled)
    against = _against(terms, tally)
    reached, needed, formula = _compare(terms, tally[YES], against, base)
    attending = [there]
    if terms.quorum == Quorum.PRESENCE and present is not None:
        attending = _attending(terms.quorum_at, present_at_opening, there)
    elif terms.quorum == Quorum.PARTICIPATION:
        attending = [participated]
    percent = 0 if terms.quorum == Quorum.NONE else terms.quorum_percent
    quorum_met = all(100 * number >= percent * entitled for number in attending)
    return Reckoning(
        outcome=_outcome(terms, quorum_met, base, reached, tally[YES] == against),
        **{name: tally[name] for name in (YES, NO, ABSTAIN, BLANK)},
        base=base,
        base_kind=base_kind,
        needed=needed,
        reached=reached,
        quorum_needed=-(-percent * entitled // 100),
        quorum_met=quorum_met,
        formula=formula if base else "",
        entitled=entitled,
        participated=participated,
        present=None if present is None else there,
        present_at_opening=present_at_opening,
    )


def recount(record: dict) -> dict:
    """Return the count of a published record of a motion, from its votes and roll alone.

    Raise ValueError, KeyError or TypeError where it cannot be counted.
    """
    facts = Facts.of(record)
    reckoning = reckon(
        facts.terms,
        tally(facts.terms, facts.choices),
        entitled=facts.entitled,
        present=facts.present,
        participated=facts.participated,
        present_at_opening=facts.present_at_opening,
    )
    return reckoning.to_json()


def _check(tally, entitled, present, participated, present_at_opening) -> None:
    """Raise ValueError unless the numbers go together."""
    numbers = [*tally.values(), entitled, participated, present or 0, present_at_opening or 0]
    if set(tally) != {YES, NO, ABSTAIN, BLANK} or any(number < 0 for number in numbers):
        raise ValueError("a count has votes for, against, abstentions and blank ones")
    if sum(tally.values()) != participated:
        raise ValueError(f"{sum(tally.values())} votes of {participated} that took part")
    if max(participated, present or 0, present_at_opening or 0) > entitled:
        raise ValueError(f"more votes than the {entitled} on the roll")


def _base_kind(terms: Terms) -> Base:
    """Return the base that holds: some majorities leave no choice."""
    return {Majority.SIMPLE: Base.YES_NO, Majority.CONSENSUS: Base.ENTITLED}.get(
        terms.majority, terms.base
    )


def _against(terms: Terms, tally: dict[str, int]) -> int:
    counts = terms.abstentions == Abstentions.AGAINST
    return tally[NO] + (tally[ABSTAIN] if counts else 0)


def _base(terms: Terms, kind: Base, tally: dict[str, int], *, present: int, entitled: int) -> int:
    decided = tally[YES] + _against(terms, tally)
    # Those that count as votes against are in it already.
    abstained = tally[ABSTAIN] if terms.abstentions == Abstentions.IN_BASE else 0
    return {
        Base.YES_NO: decided,
        Base.VALID: decided + abstained,
        Base.CAST: decided + abstained + tally[BLANK],
        Base.PRESENT: present,
        Base.ENTITLED: entitled,
    }[kind]


def _compare(terms: Terms, yes: int, against: int, base: int) -> tuple[bool, int, str]:
    """Return whether the majority is reached, how many votes it takes, and the formula."""
    if terms.majority == Majority.CONSENSUS:
        return against == 0, 0, f"{against} {'>' if against else '='} 0"
    if terms.majority == Majority.SIMPLE:
        sign = ">" if yes > against else "=" if yes == against else "<"
        return yes > against, against + 1, f"{yes} {sign} {against}"
    if terms.majority == Majority.ABSOLUTE:
        reached = 2 * yes > base
        return reached, base // 2 + 1, f"2 × {yes} {'>' if reached else '≤'} {base}"
    times, share = _SHARES[terms.majority]
    reached = times * yes >= share * base
    sign = "≥" if reached else "<"
    return reached, -(-share * base // times), f"{times} × {yes} {sign} {share} × {base}"


def _attending(when: When, at_opening: int | None, at_close: int) -> list[int]:
    """Return the numbers of those present that a quorum of presence asks for, in a meeting."""
    if when == When.CLOSE:
        return [at_close]
    if at_opening is None:
        raise ValueError("it is not known who was present at the opening")
    return [at_opening] if when == When.OPENING else [at_opening, at_close]


def _outcome(terms: Terms, quorum_met: bool, base: int, reached: bool, even: bool) -> Outcome:
    if not quorum_met:
        return Outcome.NO_QUORUM
    if base == 0:
        return Outcome.NO_DECISION
    if reached:
        return Outcome.ADOPTED
    if terms.majority == Majority.CONSENSUS:
        return Outcome.OBJECTED
    # Half of a base is no tie: that majority is not reached.
    if terms.majority == Majority.SIMPLE and even and terms.tie != Tie.REJECTED:
        return Outcome.TIE
    return Outcome.REJECTED
