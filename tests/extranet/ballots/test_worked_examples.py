"""The worked examples of docs/ballots-rules-worked-examples.md, each counted as it stands there."""

import re

import pytest
from django.utils.translation import override

from extranet.ballots.counting.methods import settled
from extranet.ballots.counting.motions import fallback_terms, reckon
from extranet.ballots.counting.terms import (
    Abstentions,
    Base,
    Majority,
    Method,
    Quorum,
    Terms,
    Tie,
    When,
)
from extranet.ballots.models import choices
from tests.architecture.tools import ROOT

PAGE = ROOT / "docs/ballots-rules-worked-examples.md"
QUORUM = re.compile(r"(?P<percent>\d+) % (?P<of>of .+?) (?P<at>at .+)")


def tables() -> list[list[dict[str, str]]]:
    """Return the tables of the page, each as rows by heading."""
    found, lines = [], []
    for line in [*PAGE.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            lines.append([cell.strip() for cell in line.strip("|").split("|")])
        elif lines:
            heads, _rule, *rows = lines
            found.append([dict(zip(heads, row, strict=True)) for row in rows])
            lines = []
    return found


TABLES = tables()
COUNTS = [row for table in TABLES for row in table if "Formula" in row]
TIES = [row for table in TABLES for row in table if "Settled for" in row]
FALLBACKS = [row for table in TABLES for row in table if "Consensus, else" in row]


def named(kind, words: str):
    """Return the value that a screen of the site calls by these words, in English."""
    with override("en"):
        labels = {str(label): value for value, label in getattr(choices, kind.__name__).choices}
    return kind(labels[words])


def terms_of(row: dict, **fields) -> Terms:
    if match := QUORUM.fullmatch(row["Quorum"]):
        fields |= {
            "quorum": named(Quorum, match["of"]),
            "quorum_percent": int(match["percent"]),
            "quorum_at": named(When, match["at"]),
        }
    else:
        assert row["Quorum"] == "none"
    return Terms(
        majority=named(Majority, row["Majority"]),
        base=named(Base, row["Reckoned of"]),
        abstentions=named(Abstentions, row["Abstentions"]),
        tie=named(Tie, row["Tie"]),
        **fields,
    )


def title(row: dict) -> str:
    return f"{row['Majority']}, {row['Formula'] or 'base 0'}, {row['Outcome']}"


@pytest.mark.parametrize("method", [Method.MOTION, Method.SLATE])
@pytest.mark.parametrize("row", COUNTS, ids=title)
def test_an_example_counts_to_what_the_page_says(row, method):
    votes = {name: int(row[name.title()]) for name in ("yes", "no", "abstain", "blank")}
    opening = present = None
    if row["Present"] != "in writing":
        opening, present = map(int, row["Present"].split(" / "))
    got = reckon(
        terms_of(row, method=method),
        votes,
        entitled=int(row["Roll"]),
        present=present,
        present_at_opening=opening,
        participated=sum(votes.values()),
    )
    said = (row["Base"], row["Formula"], row["Outcome"].replace(" ", "_"))
    assert (str(got.base), got.formula, got.outcome) == said


@pytest.mark.parametrize("row", TIES, ids=str)
def test_a_tie_is_settled_as_the_page_says(row):
    terms = Terms(tie=named(Tie, row["Tie"]))
    votes = {"yes": 5, "no": 5, "abstain": 0, "blank": 0}
    count = reckon(terms, votes, entitled=20, present=None, participated=10).to_json()
    assert count["outcome"] == row["Count"]
    if row["Settled for"] != "nothing":
        count = settled(terms, count, [row["Settled for"]])
    assert count["outcome"] == row["Outcome"]


@pytest.mark.parametrize("row", FALLBACKS, ids=str)
def test_where_consensus_fails_the_vote_that_follows_is_as_the_page_says(row):
    base = "" if row["Reckoned of"] == "as before" else named(Base, row["Reckoned of"])
    terms = Terms(
        majority=Majority.CONSENSUS,
        fallback=named(Majority, row["Consensus, else"]),
        fallback_base=base,
    )
    after = fallback_terms(terms)
    assert after.majority == named(Majority, row["Majority that follows"])
    assert after.base == named(Base, row["Reckoned of then"])


def test_the_page_has_an_example_of_every_rule():
    met = [terms_of(row) for row in COUNTS]
    for name, kind in (
        ("majority", Majority),
        ("base", Base),
        ("abstentions", Abstentions),
        ("quorum", Quorum),
        ("quorum_at", When),
        ("tie", Tie),
    ):
        assert {getattr(terms, name) for terms in met} == set(kind), name
    outcomes = {row["Outcome"] for row in COUNTS}
    assert outcomes == {"adopted", "rejected", "no decision", "no quorum", "objected", "tie"}
