"""What tests of rules of decisions share."""

from hypothesis import strategies as st

from extranet.ballots.counting import terms as t
from extranet.ballots.counting.terms import Terms


def any_terms() -> st.SearchStrategy[dict]:
    """Return the terms of a rule as a form gives them, possible or not."""
    percent = st.one_of(st.sampled_from([0, 50, 100, 101]), st.integers(0, 120))
    majority = st.sampled_from([*t.Majority])
    parts = {
        "method": st.sampled_from([*t.Method]),
        "majority": majority,
        "base": st.sampled_from([*t.Base]),
        "abstentions": st.sampled_from([*t.Abstentions]),
        "quorum": st.sampled_from([*t.Quorum]),
        "quorum_percent": percent,
        "quorum_at": st.sampled_from([*t.When]),
        "tie": st.sampled_from([*t.Tie]),
        "secret": st.booleans(),
        "unit": st.sampled_from([*t.Unit]),
        "proxies": st.integers(0, 12),
        "trackers": st.booleans(),
        "fallback": st.one_of(st.just(""), majority),
        "fallback_base": st.one_of(st.just(""), st.sampled_from([*t.Base])),
        "objection_days": st.sampled_from([0, 14]),
        "seats": st.sampled_from([0, 1, 1, 1, 35]),
    }
    assert set(parts) == set(Terms.__dataclass_fields__)
    plain = {
        name: part.map(lambda value: getattr(value, "value", value)) for name, part in parts.items()
    }
    return st.fixed_dictionaries(plain)


def possible_terms() -> st.SearchStrategy[dict]:
    """Return terms, each set made possible by the fewest changes."""

    def mended(terms: dict) -> dict:
        if terms["quorum"] == "none":
            terms["quorum_percent"] = 0
        else:
            terms["quorum_percent"] = min(max(terms["quorum_percent"], 1), 100)
        if terms["quorum"] == "participation":
            terms["quorum_at"] = "close"
        if terms["method"] not in ("motion", "slate") and terms["majority"] == "consensus":
            terms["majority"] = "simple"
        if terms["majority"] == "consensus":
            terms["secret"] = False
            if terms["fallback"] == "consensus":
                terms["fallback"] = "two_thirds"
            if terms["fallback"]:
                terms["fallback_base"] = terms["fallback_base"] or "valid"
        else:
            terms |= {"fallback": "", "objection_days": 0}
        if not terms["fallback"]:
            terms["fallback_base"] = ""
        if terms["base"] == "yes_no" and terms["abstentions"] == "in_base":
            terms["abstentions"] = "aside"
        if terms["secret"] and terms["tie"] == "chair":
            terms["tie"] = "lot"
        terms["seats"] = 1 if terms["method"] == "motion" else max(terms["seats"], 1)
        terms["proxies"] = min(terms["proxies"], 10)
        return terms

    return any_terms().map(mended)
