"""What Elasticsearch holds ends as what the entries say, whatever happens to it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import EngineUnavailable, Query, Refused
from search.engines.elasticsearch import deep_paging, mapping
from search.models import Entry
from tests.search.test_query_properties import NASTY

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

PUBLIC = frozenset({"public"})
MEMBER = frozenset({"public", "member"})


@pytest.fixture
def engine(elasticsearch):
    """The engine that these tests run on."""
    return elasticsearch


def found(engine, text="", **kwargs):
    """Return the titles found now."""
    engine.refresh()
    return sorted(hit.title for hit in engine.search(Query(text, "en", **kwargs)).hits)


def change(entry, **fields):
    """Give an entry a later version; return it as the database has it, not yet written."""
    for name, value in {"version": entry.version + 100, **fields}.items():
        setattr(entry, name, value)
    entry.save()
    return entry


def stored(engine, language="en", place="open"):
    """Return what an index holds, tombstones among them, by id."""
    engine.refresh()
    answer = engine.client.search(index=engine.indices.alias(language, place), size=1000)
    return {int(hit["_id"]): hit["_source"] for hit in answer["hits"]["hits"]}


def test_a_late_write_loses_also_against_a_tombstone(engine, add):
    entry = add(title="Peace")
    old = Entry.objects.get(pk=entry.pk)
    engine.write([change(entry, deleted=True, audiences=[])])
    engine.write([old])
    assert found(engine) == []
    assert stored(engine)[entry.pk]["deleted"] is True
    assert engine.check().clean


def test_what_becomes_confidential_leaves_the_public_index_for_good(engine, add):
    entry = add(title="Peace")
    old = Entry.objects.get(pk=entry.pk)
    engine.write([change(entry, audiences=["member"])])
    engine.write([old])
    assert found(engine) == []
    assert found(engine, audiences=MEMBER) == ["Peace"]
    assert "title" not in stored(engine)[entry.pk]
    engine.write([change(entry, audiences=["public"])])
    assert found(engine) == ["Peace"]
    assert stored(engine, place="closed") == {}
    assert engine.check().clean


def test_a_public_query_never_touches_the_confidential_index(engine, add):
    add(title="Budget")
    add(title="Secret budget", audiences=["member"])
    engine.client.indices.close(index=engine.indices.alias("en", "closed"))
    assert found_without_refresh(engine, "budget") == ["Budget"]
    assert [s.text for s in engine.suggest("bud", "en", PUBLIC)] == ["Budget"]
    with pytest.raises(EngineUnavailable):
        engine.search(Query("budget", "en", audiences=MEMBER))


def found_without_refresh(engine, text, **kwargs):
    return sorted(hit.title for hit in engine.search(Query(text, "en", **kwargs)).hits)


def test_check_sees_every_difference_and_repair_mends_it(engine, add):
    kept, missing, stale, orphans, moved, ahead = (add(title=f"Thing {n}") for n in range(6))
    engine.delete([missing.pk])
    change(stale, title="Renamed")
    change(moved, audiences=["member"])
    Entry.objects.filter(pk=orphans.pk).delete()
    diff = engine.check()
    assert diff.missing == (missing.pk,)
    assert diff.stale == (stale.pk, moved.pk)
    assert diff.orphans == (orphans.pk,)
    engine.repair(diff)
    assert engine.check().clean
    assert found(engine) == ["Renamed", "Thing 0", "Thing 1", "Thing 5"]
    # As after a backup of the database was put back.
    Entry.objects.filter(pk=ahead.pk).update(version=1, title="Older")
    Entry.objects.filter(pk=kept.pk).update(version=1)
    engine.repair(engine.check())
    assert engine.check().clean
    assert "Older" in found(engine)


def test_an_index_that_refuses_writes_loses_nothing(engine, add):
    add(title="Before")
    alias = engine.indices.alias("en", "open")
    engine.client.indices.add_block(index=alias, block="write")
    entry = Entry.objects.create(
        kind="thing", object_id="x", language="en", version=5, title="During", audiences=["public"]
    )
    with pytest.raises(Refused):
        engine.write([entry])
    engine.client.indices.put_settings(index=alias, settings={"index.blocks.write": False})
    assert engine.check().missing == (entry.pk,)
    engine.repair(engine.check())
    assert found(engine) == ["Before", "During"]


def test_an_index_with_another_mapping_is_not_used_until_it_is_rebuilt(engine, add, monkeypatch):
    add(title="Peace")
    monkeypatch.setattr(mapping, "fingerprint", lambda language: "of another version")
    engine.rebuild(languages=["en"])
    monkeypatch.undo()
    engine.indices.forget()
    with pytest.raises(EngineUnavailable):
        engine.search(Query("peace", "en"))
    diff = engine.check()
    assert len(diff.missing) == 1
    engine.repair(diff)
    assert engine.check().clean
    assert found(engine, "peace") == ["Peace"]


def test_an_index_that_is_gone_is_made_anew_by_repair_and_never_by_a_write(engine, add):
    entry = add(title="Peace")
    names = engine.indices.behind(engine.indices.alias("en", "open"))
    engine.client.indices.delete(index=names)
    engine.indices.forget()
    with pytest.raises(EngineUnavailable):
        engine.write([entry])
    with pytest.raises(EngineUnavailable):
        engine.search(Query("peace", "en"))
    engine.repair(engine.check())
    assert engine.check().clean
    assert found(engine) == ["Peace"]


def test_a_write_before_the_first_rebuild_makes_no_index(engine, add):
    entry = Entry.objects.create(
        kind="thing", object_id="x", language="fr", version=5, title="Paix", audiences=["public"]
    )
    plain = type(engine).__mro__[1]
    with pytest.raises(EngineUnavailable):
        plain.write(engine, [entry])
    assert not engine.client.indices.exists(index=engine.indices.alias("fr", "closed"))
    engine.repair(engine.check())
    assert engine.check().clean


def test_an_index_that_has_taken_the_name_of_an_alias_goes(engine, add):
    add(title="Peace")
    for place in ("open", "closed"):
        alias = engine.indices.alias("en", place)
        engine.client.indices.delete(index=engine.indices.behind(alias))
        engine.client.indices.create(index=alias)
    engine.indices.forget()
    with pytest.raises(EngineUnavailable):
        engine.search(Query("peace", "en"))
    engine.repair(engine.check())
    assert engine.check().clean
    assert found(engine) == ["Peace"]


def test_a_rebuild_swaps_and_leaves_nothing_behind(engine, add):
    add(title="Peace")
    before = engine.indices.behind(engine.indices.alias("en", "open"))
    told = []
    assert engine.rebuild(lambda done, total: told.append((done, total)), languages=["en"]) == 1
    after = engine.indices.behind(engine.indices.alias("en", "open"))
    assert before != after
    assert told == [(1, 1)]
    every = engine.client.indices.get_alias(index=f"{engine.indices.prefix}-*")
    assert len(every) == 2
    assert all(len(one["aliases"]) == 1 for one in every.values())


def test_what_is_written_during_a_rebuild_is_there_after_it(engine, add):
    first, second = add(title="First"), add(title="Second")
    fill, swap = engine._fill, engine.indices.swap

    def while_filling(*args):
        done = fill(*args)
        add(title="Written while it was filled")
        engine.write([change(first, title="First, changed")])
        engine.write([change(second, deleted=True, audiences=[])])
        return done

    def while_swapping(built):
        add(title="Written before the swap")
        return swap(built)

    engine._fill, engine.indices.swap = while_filling, while_swapping
    engine.rebuild(languages=["en"])
    assert found(engine) == [
        "First, changed",
        "Written before the swap",
        "Written while it was filled",
    ]
    assert engine.check().clean


def test_a_rebuild_that_fails_changes_nothing(engine, add, monkeypatch):
    add(title="Peace")

    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(engine, "_fill", broken)
    with pytest.raises(RuntimeError):
        engine.rebuild(languages=["en"])
    assert found(engine) == ["Peace"]
    assert len(engine.client.indices.get(index=f"{engine.indices.prefix}-*")) == 2


def test_pages_go_on_beyond_the_window(engine, add, monkeypatch):
    monkeypatch.setattr(deep_paging, "WINDOW", 7)
    monkeypatch.setattr(deep_paging, "STEP", 3)
    for number in range(30):
        add(title=f"Thing {number}")
    seen = []
    for page in range(1, 8):
        results = engine.search(Query("thing", "en", page=page, size=5))
        assert results.total == 30
        seen += [hit.entry_id for hit in results.hits]
    assert len(seen) == len(set(seen)) == 30


def test_nobody_walks_to_a_page_that_is_not_there(engine, add, monkeypatch):
    add(title="Thing")
    monkeypatch.setattr(deep_paging, "page", None)
    assert engine.search(Query("thing", "en", page=999_999_999)).total == 1


def test_the_database_has_the_last_word(engine, add):
    gone, closed = add(title="Gone thing"), add(title="Closed thing")
    add(title="Kept thing")
    Entry.objects.filter(pk=gone.pk).delete()
    Entry.objects.filter(pk=closed.pk).update(audiences=["member"], is_open=False)
    results = engine.search(Query("thing", "en"))
    assert [hit.title for hit in results.hits] == ["Kept thing"]
    assert results.total == 1
    assert [one.text for one in engine.suggest("th", "en", PUBLIC)] == ["Kept thing"]


def test_any_string_has_an_answer(engine, add):
    add(title="Peace and a title")
    for text in NASTY:
        results = engine.search(Query(text, "en"))
        assert results.total >= len(results.hits)
        engine.suggest(text, "en", PUBLIC)
        engine.did_you_mean(text, "en", PUBLIC)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60) | st.text('"-*ab:()\\/~^ «»’', max_size=40))
def test_any_made_up_string_has_an_answer(engine, text):
    results = engine.search(Query(text, "en"))
    assert results.total >= len(results.hits)
    engine.suggest(text, "en", PUBLIC)


def test_what_is_sent_holds_no_text_to_be_read_back(engine, add):
    entry = add(title="Peace", text="A long text.")
    assert set(stored(engine)[entry.pk]) >= {"pk", "audiences", "facets"}
    assert "content" not in stored(engine)[entry.pk]
