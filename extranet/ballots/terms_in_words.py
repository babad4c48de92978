"""The rule of a ballot in words, as facts that stand beside its question."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from extranet.ballots.counting.terms import Majority, Method, Quorum, Terms, Tie
from extranet.ballots.models import choices


def facts(terms: Terms) -> list[dict]:
    """Return the terms as facts for the component `fact-list`, in the active language."""
    told = [
        (pgettext("ballot", "How one votes"), _how(terms)),
        (_("Who has a vote"), choices.Unit(terms.unit).label),
        (_("Majority"), majority(terms)),
        (_("Abstentions"), _abstentions(terms)),
        (_("Quorum"), quorum(terms)),
        (_("At a tie"), _tie(terms)),
        (_("Proxies"), _proxies(terms)),
    ]
    return [{"term": term, "entries": [{"text": text}]} for term, text in told if text]


def majority(terms: Terms) -> str:
    """Return what adopts, in words: the share and what it is reckoned of."""
    if terms.majority == Majority.CONSENSUS:
        if not terms.fallback:
            return _("consensus: nobody objects")
        return _("consensus: nobody objects; where somebody does, a vote follows: %(majority)s") % {
            "majority": _share(terms.fallback, terms.fallback_base or terms.base)
        }
    if terms.majority == Majority.SIMPLE and terms.method not in (Method.MOTION, Method.SLATE):
        return _("who has most votes is elected")
    return _share(terms.majority, terms.base)


def _share(majority: str, base: str) -> str:
    """Return a share and its base."""
    share = choices.Majority(majority).label
    if majority == Majority.SIMPLE:
        return _("more votes in favour than against")
    return _("%(majority)s of: %(base)s") % {
        "majority": share,
        "base": choices.Base(base).label,
    }


def quorum(terms: Terms) -> str:
    """Return what makes a decision valid, in words."""
    if terms.quorum == Quorum.NONE:
        return _("none asked for")
    if terms.quorum == Quorum.PRESENCE:
        text = _("%(percent)d %% of the roll are present, %(when)s")
    else:
        text = _("%(percent)d %% of the roll hand in a ballot, %(when)s")
    when = choices.When(terms.quorum_at).label
    return text % {"percent": terms.quorum_percent, "when": when}


def _how(terms: Terms) -> str:
    seen = _("secretly") if terms.secret else _("by name")
    if terms.majority == Majority.CONSENSUS:
        return _("one agrees, objects with a reason, or abstains; %(seen)s") % {"seen": seen}
    return f"{choices.Method(terms.method).label}; {seen}"


def _abstentions(terms: Terms) -> str:
    if terms.majority == Majority.CONSENSUS or terms.method not in (Method.MOTION, Method.SLATE):
        return ""
    return choices.Abstentions(terms.abstentions).label


def _tie(terms: Terms) -> str:
    return "" if terms.majority == Majority.CONSENSUS else choices.Tie(Tie(terms.tie)).label


def _proxies(terms: Terms) -> str:
    if not terms.proxies:
        return pgettext("proxies", "none")
    text = ngettext("one may hold %(count)d", "one may hold up to %(count)d", terms.proxies)
    return text % {"count": terms.proxies}
