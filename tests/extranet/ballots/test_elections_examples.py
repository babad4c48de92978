"""The worked examples of docs/elections.md, each counted as it stands there."""

import re

import pytest

from extranet.ballots.counting.elections import reckon_election, settled
from extranet.ballots.counting.quota import Candidate, Quota, halves
from extranet.ballots.counting.terms import Terms
from tests.architecture.tools import ROOT

PAGE = ROOT / "docs/elections.md"
GENDERS = {"w": "woman", "m": "man", "o": "other"}


def examples() -> list[dict[str, str]]:
    """Return the rows of the table of worked examples, by heading."""
    lines = PAGE.read_text(encoding="utf-8").partition("## Worked examples")[2].splitlines()
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if line[:1] == "|"]
    heads, _rule, *body = rows
    return [dict(zip(heads, row, strict=True)) for row in body]


EXAMPLES = examples()


def parts(text: str) -> list[list[str]]:
    """Return what stands between commas, by words."""
    return [part.split() for part in text.split(",") if part.strip()]


def quota_of(row: dict) -> Quota:
    seats = int(row["Seats"])
    fields = {"genders": {}, "regions": {}}
    for words in parts(row["Kept"]):
        if words == ["lists"]:
            fields["genders"] = halves(seats)
        elif words[0] in ("cap", "taken"):
            fields[words[0]] = int(words[1])
        else:
            kind = "genders" if words[0] in GENDERS.values() else "regions"
            fields[kind][words[0]] = int(words[1])
    return Quota(seats, **fields)


def votes_of(row: dict) -> list[list[str]]:
    return [
        [] if names == "-" else list(names)
        for number, names in parts(row["Votes"])
        for _ in range(int(number))
    ]


@pytest.mark.parametrize("row", EXAMPLES, ids=[row["What it shows"] for row in EXAMPLES])
def test_worked_example(row):
    majority, base, tie = (words[0] for words in parts(row["Majority, base, tie"]))
    terms = Terms.from_json({"method": "approval", "majority": majority, "base": base, "tie": tie})
    candidates = [
        Candidate(code, GENDERS[gender], *region)
        for code, gender, *region in parts(row["Candidates"])
    ]
    count = reckon_election(terms, votes_of(row), candidates, quota_of(row))
    assert count.elected == row["Elected"].split()
    found = {"empty": 0, "tie": "", "waits": "", "runoff": ""}
    kept = {}
    for words in parts(row["Else"]):
        if words[0] == "lot":
            done = settled(terms, count, list(words[1]))
            assert done.elected == words[3:]
        elif words[0] in found:
            found[words[0]] = type(found[words[0]])(words[1])
        else:
            kept[words[0]] = int(words[1])
    said = count.empty["genders"] | count.empty["regions"]
    assert "".join("".join(tie) for tie in count.ties) == found["tie"]
    assert "".join(count.waiting) == found["waits"]
    assert "".join(count.runoff) == found["runoff"]
    # Where a tie is still open, what stays empty is not known.
    if count.outcome != "tie":
        assert count.empty["seats"] == found["empty"]
        assert said == kept


def test_the_examples_are_many_and_each_has_a_name():
    names = [row["What it shows"] for row in EXAMPLES]
    assert len(set(names)) == len(names) > 20
    assert re.search(r"test_elections_examples", PAGE.read_text(encoding="utf-8"))
