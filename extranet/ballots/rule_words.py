"""The rule of a decision as sentences, in the active language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extranet.ballots.counting.terms import (
    Abstentions,
    Base,
    Majority,
    Method,
    Quorum,
    Terms,
    Tie,
    Unit,
    When,
)


def sentences(terms: Terms) -> list[str]:
    """Return what terms say: how one votes, what adopts, quorum, tie, who votes and how openly."""
    said = [_voting(terms), _adopting(terms)]
    if terms.majority != Majority.CONSENSUS and terms.abstentions != Abstentions.ASIDE:
        said.append(
            {
                Abstentions.IN_BASE: _("Abstentions count in what it is reckoned of."),
                Abstentions.AGAINST: _("Abstentions count as votes against."),
            }[terms.abstentions]
        )
    said.append(_quorum(terms))
    if terms.majority != Majority.CONSENSUS or terms.fallback:
        said.append(_tie(terms))
    said += [_who(terms), _openness(terms)]
    return [sentence for sentence in said if sentence]


def _voting(terms: Terms) -> str:
    if terms.method == Method.SLATE:
        return _("One votes yes or no on a list of candidates as a whole, or abstains.")
    if terms.method == Method.PLURALITY:
        return ngettext(
            "One votes for %(seats)s candidate.",
            "One votes for %(seats)s candidates at most.",
            terms.seats,
        ) % {"seats": terms.seats}
    if terms.method == Method.APPROVAL:
        return ngettext(
            "%(seats)s seat is filled; one votes for as many candidates as one likes.",
            "%(seats)s seats are filled; one votes for as many candidates as one likes.",
            terms.seats,
        ) % {"seats": terms.seats}
    if terms.method == Method.RANKED:
        return ngettext(
            "%(seats)s seat is filled; one puts candidates in the order of preference.",
            "%(seats)s seats are filled; one puts candidates in the order of preference.",
            terms.seats,
        ) % {"seats": terms.seats}
    return _("One votes yes or no, or abstains.")


def _adopting(terms: Terms) -> str:
    if terms.method in (Method.MOTION, Method.SLATE):
        if terms.majority != Majority.CONSENSUS:
            return _majority(terms.majority, terms.base)
        return " ".join(filter(None, _consensus(terms)))
    if terms.majority == Majority.SIMPLE:
        return _("Those with the most votes are elected.")
    return " ".join(
        (_("Those are elected who reach the majority."), _majority(terms.majority, terms.base))
    )


def _consensus(terms: Terms):
    yield _("Adopted by consensus: nobody objects.")
    if terms.objection_days:
        yield ngettext(
            "In writing one can object for %(days)s day at least.",
            "In writing one can object for %(days)s days at least.",
            terms.objection_days,
        ) % {"days": terms.objection_days}
    if terms.fallback:
        base = Base(terms.fallback_base) if terms.fallback_base else terms.base
        yield _("Where consensus fails a vote follows.")
        yield _majority(Majority(terms.fallback), base)


def _majority(majority: Majority, base: Base) -> str:
    if majority == Majority.SIMPLE:
        return _("More votes in favour than against.")
    said = {
        Majority.ABSOLUTE: _("More than half %(of_base)s."),
        Majority.TWO_THIRDS: _("Two thirds %(of_base)s, at least."),
        Majority.THREE_QUARTERS: _("Three quarters %(of_base)s, at least."),
    }[majority]
    return said % {
        "of_base": {
            Base.YES_NO: _("of the votes in favour and against"),
            Base.VALID: _("of the valid votes"),
            Base.CAST: _("of the votes handed in"),
            Base.PRESENT: _("of those present"),
            Base.ENTITLED: _("of those entitled to vote"),
        }[base]
    }


def _quorum(terms: Terms) -> str:
    if terms.quorum == Quorum.NONE:
        return ""
    if terms.quorum == Quorum.PARTICIPATION:
        said = _("Valid if %(percent)s%% of the roll vote.")
    else:
        said = {
            When.OPENING: _("Valid if %(percent)s%% of the roll are present when it opens."),
            When.CLOSE: _("Valid if %(percent)s%% of the roll are present when it closes."),
            When.BOTH: _("Valid if %(percent)s%% of the roll are present from opening to close."),
        }[terms.quorum_at]
    return said % {"percent": terms.quorum_percent}


def _tie(terms: Terms) -> str:
    candidates = terms.method not in (Method.MOTION, Method.SLATE)
    return {
        Tie.REJECTED: _("At a tie nobody is elected.") if candidates else _("A tie rejects it."),
        Tie.CHAIR: _("At a tie the chair decides."),
        Tie.RUNOFF: _("At a tie the vote is repeated."),
        Tie.LOT: _("At a tie a lot is drawn, on record."),
    }[terms.tie]


def _who(terms: Terms) -> str:
    said = (
        _("Every organisation has one vote.")
        if terms.unit == Unit.ORGANISATION
        else _("Every seat has one vote.")
    )
    if not terms.proxies:
        return said
    held = ngettext(
        "One can hold %(count)s proxy.", "One can hold %(count)s proxies.", terms.proxies
    )
    return f"{said} {held % {'count': terms.proxies}}"


def _openness(terms: Terms) -> str:
    if not terms.secret:
        return _("Votes are named.")
    if terms.trackers:
        return _("The vote is secret; voters can find theirs in the published list.")
    return _("The vote is secret, and nobody can prove how they voted.")
