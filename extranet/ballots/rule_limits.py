"""Which terms of a rule do not go together, and why."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from extranet.ballots.counting.terms import (
    Abstentions,
    Base,
    Majority,
    Method,
    Quorum,
    Tie,
    When,
)

# Where the whole is adopted or not; the others choose among candidates.
YES_OR_NO = (Method.MOTION, Method.SLATE)
MOST_PROXIES = 10


def problems(terms: Mapping) -> dict[str, str]:
    """Return what is impossible in the terms of a rule, in words, by the term to change.

    `terms` has every term of `counting.terms.Terms`, as plain values.
    """
    return {
        **_of_majority(terms),
        **_of_fallback(terms),
        **_of_quorum(terms),
        **_of_the_rest(terms),
    }


def _of_majority(terms: Mapping) -> dict[str, str]:
    found = {}
    consensus = terms["majority"] == Majority.CONSENSUS
    if consensus and terms["method"] not in YES_OR_NO:
        found["majority"] = _("There is no consensus among candidates: choose a majority.")
    if consensus and terms["secret"]:
        found["secret"] = _("Consensus is never secret: who objects says so and why.")
    if terms["abstentions"] == Abstentions.IN_BASE and terms["base"] == Base.YES_NO:
        found["abstentions"] = _(
            "Votes in favour and against hold no abstentions: choose another base, or let them "
            "not count."
        )
    if terms["objection_days"] and not consensus:
        found["objection_days"] = _("Objections are raised where consensus is asked for only.")
    return found


def _of_fallback(terms: Mapping) -> dict[str, str]:
    found = {}
    if terms["fallback"] == Majority.CONSENSUS:
        found["fallback"] = _("Where consensus fails a majority follows, not consensus again.")
    elif terms["fallback"] and terms["majority"] != Majority.CONSENSUS:
        found["fallback"] = _("Only where consensus is asked for another majority can follow.")
    if terms["fallback"] and not terms["fallback_base"]:
        found["fallback_base"] = _("Say what the majority that follows is reckoned of.")
    if terms["fallback_base"] and not terms["fallback"]:
        found["fallback_base"] = _("No majority follows, so nothing is reckoned here.")
    return found


def _of_quorum(terms: Mapping) -> dict[str, str]:
    found = {}
    if terms["quorum"] == Quorum.NONE and terms["quorum_percent"]:
        found["quorum_percent"] = _("There is no quorum, so no percentage: write 0.")
    if terms["quorum"] != Quorum.NONE and not 1 <= terms["quorum_percent"] <= 100:
        found["quorum_percent"] = _("A quorum is 1 to 100 percent of the roll.")
    if terms["quorum"] == Quorum.PARTICIPATION and terms["quorum_at"] != When.CLOSE:
        found["quorum_at"] = _("Votes handed in can be counted at the close only.")
    return found


def _of_the_rest(terms: Mapping) -> dict[str, str]:
    found = {}
    if terms["tie"] == Tie.CHAIR and terms["secret"]:
        found["tie"] = _("The chair’s vote cannot decide a secret ballot: it would be known.")
    if not 1 <= terms["seats"] <= 1000:
        found["seats"] = _("One seat at least is filled, and 1000 at most.")
    elif terms["method"] == Method.MOTION and terms["seats"] != 1:
        found["seats"] = _("A motion fills no seats: write 1.")
    if terms["proxies"] > MOST_PROXIES:
        found["proxies"] = _("Nobody can hold more than %(most)s proxies.") % {"most": MOST_PROXIES}
    return found
