"""What is confidential leaves no trace in what others get: not in a count, not in an order."""

import dataclasses

import pytest

from search.engines.base import Query
from search.models import EntryFacet, Word

pytestmark = pytest.mark.django_db

PUBLIC = frozenset({"public"})
QUERIES = ("", "water", "budget", "secret", '"secret budget"', "-secret", "water secret paper")


def answers(engine):
    """Return all that an anonymous reader can get out of the engine, times left out."""
    found = []
    for text in QUERIES:
        for facets in ({}, {"topic": ("peace",)}, {"kind": ("paper",), "topic": ("peace",)}):
            for page in (1, 2):
                results = engine.search(Query(text, "en", facets=facets, page=page))
                found.append(dataclasses.replace(results, took_ms=0))
    for text in ("se", "secret", "budget pap", "wat", "water "):
        found.append(engine.suggest(text, "en", PUBLIC))
    for text in ("secrett", "budgett", "watter", "confidentiall", "papr"):
        found.append(engine.did_you_mean(text, "en", PUBLIC))
    return found


def add_public(add):
    for number in range(12):
        add(
            title=f"Water paper {number}",
            text=f"The public budget of {number} wells.",
            facets={"topic": ["peace" if number % 2 else "climate"], "kind": ["paper"]},
        )


def test_a_hundred_confidential_entries_change_nothing_for_the_public(engine, add):
    add_public(add)
    before = answers(engine)
    for number in range(100):
        add(
            title=f"Secret budget {number}",
            text="Confidential words on water, wells, papers and the public budget.",
            facets={"topic": ["peace", "coup"], "kind": ["paper", "minutes"]},
            audiences=("member", f"body:{number % 7}"),
        )
    assert answers(engine) == before


def test_a_member_finds_what_is_public_and_what_is_theirs(engine, add):
    add(title="Water for all")
    add(title="Water for members", audiences=("member",))
    add(title="Water for the board", audiences=("body:1",))
    add(title="Water for another board", audiences=("body:11",))

    def found(*audiences):
        results = engine.search(Query("water", "en", audiences=frozenset(audiences)))
        assert results.total == len(results.hits)
        return {hit.title.removeprefix("Water for ") for hit in results.hits}

    assert found("public") == {"all"}
    assert found("public", "member") == {"all", "members"}
    assert found("public", "member", "body:1") == {"all", "members", "the board"}
    assert found("body:1") == {"the board"}
    assert found() == set()


def test_words_of_others_are_not_offered_to_a_member(engine, add):
    add(title="Water", audiences=("member",))
    add(title="Confidential merger", audiences=("body:1",))
    member = frozenset({"public", "member"})
    assert engine.did_you_mean("mergerr", "en", member) is None
    assert engine.did_you_mean("watter", "en", member) == "Water"
    assert engine.did_you_mean("mergerr", "en", member | {"body:1"}) == "merger"
    assert engine.suggest("conf", "en", member) == []


def test_what_becomes_confidential_leaves_the_public_words(engine, add):
    entry = add(title="Water")
    entry.audiences = ["member"]
    entry.version += 1
    entry.save()
    engine.write([entry])
    assert engine.search(Query("water", "en")).total == 0
    assert engine.did_you_mean("watter", "en", PUBLIC) is None
    assert engine.check().clean


def test_audiences_are_no_facet(engine, add):
    add(title="Water", audiences=("public", "member"))
    results = engine.search(Query("water", "en", facets={"audience": ("member",)}))
    assert results.total == 1
    assert "audience" not in results.facets
    assert EntryFacet.objects.filter(name=EntryFacet.AUDIENCE).count() == 2
    assert Word.objects.filter(is_open=False).count() == 0
