"""Counts in the words of the reader's language; in English where there is no Django."""

from .outcomes import Outcome, Reckoning
from .terms import Abstentions, Base, Majority, Quorum, Terms, When


def gettext(text: str) -> str:
    """Return a text in the active language; in English without Django, or without settings."""
    try:
        from django.conf import settings
        from django.utils import translation
    except ImportError:
        return text
    return translation.gettext(text) if settings.configured else text


def in_words(reckoning: Reckoning, terms: Terms) -> list[str]:
    """Return sentences on a count: majority, base and formula, abstentions, quorum."""
    said = [_majority(reckoning, terms)]
    if reckoning.abstain:
        said.append(_abstentions(reckoning, terms))
    said += _quorum(reckoning, terms)
    if reckoning.outcome == Outcome.NO_QUORUM:
        said.append(gettext("Without the quorum nothing is decided."))
    return said


def outcome_in_words(outcome: str) -> str:
    """Return an outcome as it stands in a heading; one of elections' own as it is."""
    return {
        Outcome.ADOPTED: gettext("Adopted"),
        Outcome.REJECTED: gettext("Rejected"),
        Outcome.NO_DECISION: gettext("No decision"),
        Outcome.NO_QUORUM: gettext("No quorum"),
        Outcome.OBJECTED: gettext("Consensus failed"),
        Outcome.TIE: gettext("Tie"),
    }.get(outcome, str(outcome))


def _majority(reckoning: Reckoning, terms: Terms) -> str:
    if terms.majority == Majority.CONSENSUS:
        return _consensus(reckoning)
    if reckoning.base == 0:
        return gettext("The base is 0, so there is no decision: %(base)s.") % {
            "base": base_in_words(reckoning.base_kind)
        }
    if terms.majority == Majority.SIMPLE:
        said = (
            gettext("More votes in favour than against: %(formula)s – reached")
            if reckoning.reached
            else gettext("More votes in favour than against: %(formula)s – not reached")
        )
        return said % {"formula": reckoning.formula}
    said = (
        gettext("%(share)s %(of_base)s: %(formula)s – reached")
        if reckoning.reached
        else gettext("%(share)s %(of_base)s: %(formula)s – not reached")
    )
    return said % {
        "share": {
            Majority.ABSOLUTE: gettext("More than half"),
            Majority.TWO_THIRDS: gettext("Two thirds"),
            Majority.THREE_QUARTERS: gettext("Three quarters"),
        }[terms.majority],
        "of_base": {
            Base.YES_NO: gettext("of the votes in favour and against"),
            Base.VALID: gettext("of the valid votes"),
            Base.CAST: gettext("of the votes handed in"),
            Base.PRESENT: gettext("of those present"),
            Base.ENTITLED: gettext("of those entitled to vote"),
        }[reckoning.base_kind],
        "formula": reckoning.formula,
    }


def base_in_words(kind: Base) -> str:
    """Return what a share is reckoned of."""
    return {
        Base.YES_NO: gettext("votes in favour and against"),
        Base.VALID: gettext("valid votes"),
        Base.CAST: gettext("votes handed in"),
        Base.PRESENT: gettext("those present"),
        Base.ENTITLED: gettext("those entitled to vote"),
    }[kind]


def _consensus(reckoning: Reckoning) -> str:
    if reckoning.base == 0:
        return gettext("Nobody was entitled to vote, so there is no decision.")
    if reckoning.reached:
        return gettext("Consensus: nobody objects – reached")
    return gettext("Consensus: not reached, there are objections (%(formula)s)") % {
        "formula": reckoning.formula
    }


def _abstentions(reckoning: Reckoning, terms: Terms) -> str:
    if terms.abstentions == Abstentions.AGAINST:
        return gettext("Abstentions count as votes against: %(number)s.") % {
            "number": reckoning.abstain
        }
    inside = {
        Abstentions.ASIDE: (Base.PRESENT, Base.ENTITLED),
        Abstentions.IN_BASE: (Base.VALID, Base.CAST, Base.PRESENT, Base.ENTITLED),
    }[terms.abstentions]
    said = (
        gettext("Abstentions count in the base: %(number)s.")
        if reckoning.base_kind in inside and terms.majority != Majority.CONSENSUS
        else gettext("Abstentions do not count: %(number)s.")
    )
    return said % {"number": reckoning.abstain}


def _quorum(reckoning: Reckoning, terms: Terms) -> list[str]:
    """Return what the quorum asks for and whether it is met, a sentence each time it is asked."""
    if terms.quorum == Quorum.NONE:
        return []
    if terms.quorum == Quorum.PARTICIPATION or reckoning.present is None:
        asked = [(gettext("Quorum: %(needed)s of %(roll)s take part"), reckoning.participated)]
    else:
        opening = (
            gettext("Quorum: %(needed)s of %(roll)s are present at the opening"),
            reckoning.present_at_opening,
        )
        close = (
            gettext("Quorum: %(needed)s of %(roll)s are present at the close"),
            reckoning.present,
        )
        asked = {When.OPENING: [opening], When.CLOSE: [close], When.BOTH: [opening, close]}[
            terms.quorum_at
        ]
    numbers = {"needed": reckoning.quorum_needed, "roll": reckoning.entitled}
    return [_compared(said % numbers, number, reckoning.quorum_needed) for said, number in asked]


def _compared(said: str, number: int, needed: int) -> str:
    met = (
        gettext("%(said)s: %(number)s ≥ %(needed)s – reached")
        if number >= needed
        else gettext("%(said)s: %(number)s < %(needed)s – not reached")
    )
    return met % {"said": said, "number": number, "needed": needed}
