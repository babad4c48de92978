"""The database engine finds, counts and marks; on SQLite and on PostgreSQL alike."""

import datetime

import pytest

from search.engines.base import FacetValue, Query
from search.engines.database import words
from search.models import Entry, Synonym

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def titles(engine, text, language="en", **kwargs):
    """Return the titles found, best first."""
    return [hit.title for hit in engine.search(Query(text, language, **kwargs)).hits]


def test_accents_elisions_and_endings_do_not_matter(engine, add):
    add("fr", title="L’Égalité salariale entre femmes et hommes")
    add("fr", title="Le climat")
    for typed in ("egalite salariale", "L'Égalité", "l’egalite", "ÉGALITÉS SALARIALES", "salaria"):
        assert titles(engine, typed, "fr") == ["L’Égalité salariale entre femmes et hommes"]


def test_only_the_language_asked_for_is_searched(engine, add):
    add("en", title="Nation")
    add("fr", title="Nation")
    assert engine.search(Query("nation", "fr")).total == 1


def test_ano_and_anyo_keep_apart_and_find_each_other(engine, add):
    add("es", title="El año")
    add("es", title="El ano")
    assert titles(engine, "año", "es")[0] == "El año"
    assert titles(engine, "ano", "es")[0] == "El ano"
    assert len(titles(engine, "ano", "es")) == 2


def test_acronyms_keep_apart(engine, add):
    add("es", title="MAS-IPSP de Bolivia")
    add("es", title="PS de Chile")
    add("es", title="Más y más")
    assert titles(engine, "PS", "es") == ["PS de Chile"]
    assert titles(engine, "IPSP", "es") == ["MAS-IPSP de Bolivia"]
    assert titles(engine, "MASIPSP", "es") == ["MAS-IPSP de Bolivia"]
    assert titles(engine, "mas-ipsp", "es")[0] == "MAS-IPSP de Bolivia"


def test_british_and_american_spellings_are_one(engine, add):
    add(title="Labour organisations of the centre")
    assert titles(engine, "labor organization center")
    assert titles(engine, "labour organisation centre")


def test_compounds_are_found_whole_and_in_parts(engine, add):
    add(title="Co-operation in the post-war order")
    for typed in ("cooperation", "co-operation", "war", "postwar", "post-war"):
        assert titles(engine, typed), typed


def test_half_a_title_finds_it(engine, add):
    add(title="Declaration on the rights of migrant domestic workers")
    add(title="Declaration on peace")
    assert titles(engine, "declaration on the rights of migr")[0].startswith("Declaration on the")


def test_a_quoted_phrase_must_stand_there(engine, add):
    add(title="The right to strike", text="Workers strike. The right to rest.")
    add(title="Strike a right balance")
    assert titles(engine, '"right to strike"') == ["The right to strike"]
    assert titles(engine, '"strike a right') == titles(engine, "strike a right")


def test_a_quoted_phrase_that_stands_nowhere_is_looked_for_as_words(engine, add):
    add(title="The right to strike")
    results = engine.search(Query('"strike right"', "en"))
    assert (results.total, results.relaxed) == (1, True)
    assert not engine.search(Query('"right to strike"', "en")).relaxed
    assert not engine.search(Query("nothing", "en")).relaxed


def test_a_word_with_minus_must_not(engine, add):
    add(title="Peace in Sudan")
    add(title="Peace in Colombia")
    assert titles(engine, "peace -sudan") == ["Peace in Colombia"]
    assert titles(engine, 'peace -"in Colombia"') == ["Peace in Sudan"]
    assert titles(engine, "-sudan") == ["Peace in Colombia"]


def test_common_words_alone_are_looked_for(engine, add):
    add(title="Who we are")
    add(title="Peace")
    assert titles(engine, "who are we") == ["Who we are"]


def test_signs_alone_find_nothing_and_nothing_finds_all(engine, add):
    add(title="Peace")
    assert engine.search(Query("¿?! ***", "en")).total == 0
    assert engine.search(Query("", "en")).total == 1
    assert engine.search(Query("  ", "en")).total == 1


def test_what_stands_comes_first_then_superseded_then_withdrawn(engine, add):
    for state in ("withdrawn", "superseded", "current"):
        add(title="Position on water", state=state, summary=state)
    found = engine.search(Query("water", "en")).hits
    assert [hit.state for hit in found] == ["current", "superseded", "withdrawn"]


def test_of_equals_the_newer_comes_first_but_words_count_more(engine, add):
    today = datetime.date.today()
    add(title="Water", date=today.replace(year=today.year - 9), summary="old")
    add(title="Water", date=today, summary="new")
    add(title="Something", text="A word on water among many others in a text.", date=today)
    found = engine.search(Query("water", "en")).hits
    assert [hit.date and hit.date.year for hit in found][:2] == [today.year, today.year - 9]
    assert found[2].title == "Something"


def test_by_date_the_newest_comes_first(engine, add):
    for year in (2019, 2024, 2021):
        add(title=f"Water {year}", date=datetime.date(year, 1, 1))
    add(title="Water, undated")
    assert titles(engine, "water", sort="date") == [
        "Water 2024",
        "Water 2021",
        "Water 2019",
        "Water, undated",
    ]


def test_facets_any_within_all_across_and_the_chosen_ones_other_counts_stay(engine, add):
    for topic, place in (("peace", "SD"), ("peace", "CL"), ("climate", "CL"), ("climate", "FR")):
        add(title="Position", facets={"topic": [topic], "place": [place], "kind": ["resolution"]})
    found = engine.search(
        Query("position", "en", facets={"topic": ("peace",), "place": ("CL", "FR")})
    )
    assert found.total == 1
    assert found.facets["topic"] == [FacetValue("climate", 2), FacetValue("peace", 1, chosen=True)]
    assert set(found.facets["place"]) == {
        FacetValue("CL", 1, chosen=True),
        FacetValue("SD", 1),
        FacetValue("FR", 0, chosen=True),
    }
    assert found.facets["kind"] == [FacetValue("resolution", 1)]


def test_pages_follow_each_other_to_the_last(engine, add):
    for number in range(25):
        add(title=f"Water {number}")
    pages = [titles(engine, "water", page=page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({title for page in pages for title in page}) == 25


def test_marks_are_escaped(engine, add):
    add(title="<b>Peace</b> & war", text="A <script>alert('peace')</script>.")
    hit = engine.search(Query("peace", "en")).hits[0]
    assert hit.title_html == "&lt;b&gt;<mark>Peace</mark>&lt;/b&gt; &amp; war"
    assert "<script>" not in hit.snippet_html
    assert "<mark>peace</mark>" in hit.snippet_html


def test_the_sentence_that_answers_is_shown(engine, add):
    filler = "Nothing to see in this sentence at all. " * 200
    add(
        title="Report",
        summary="About many things.",
        text=f"{filler}Political prisoners in Nicaragua must be freed. {filler}",
    )
    hit = engine.search(Query("nicaragua prisoner", "en")).hits[0]
    assert hit.snippet_html == (
        "Political <mark>prisoners</mark> in <mark>Nicaragua</mark> must be freed."
    )


@pytest.mark.parametrize(
    ("language", "typed", "text", "marked"),
    [
        ("fr", "oeuvre", "Une œuvre commune.", "œuvre"),
        ("en", "postwar", "The post-war order.", "post-war"),
        ("en", "post-war", "The postwar order.", "postwar"),
        ("fr", "5000", "Plus de 5 000 personnes.", "5 000"),
        ("fr", "30%", "Près de 30 pour cent ici.", "30 pour cent"),
        ("fr", "délégués", "Les délégué·e·s votent.", "délégué·e·s"),
        ("fr", "déclaration", "La de\u0301claration commune.", "déclaration"),
        ("fr", "internation", "La solidarité internationale.", "internationale"),
    ],
)
def test_what_is_found_is_marked(engine, add, language, typed, text, marked):
    add(language, title="X", summary="Autre.", text=f"{'Rien. ' * 300}{text}{' Rien.' * 300}")
    hit = engine.search(Query(typed, language)).hits[0]
    assert f"<mark>{marked}</mark>" in hit.snippet_html


def test_the_sentence_that_answers_is_shown_wherever_it_stands(engine, add):
    half = "Nicaragua is a land. Prisoners wait. " * 900
    add(title="Report", summary="On Nicaragua.", text=f"{half}Prisoners in Nicaragua left. {half}")
    hit = engine.search(Query("nicaragua prisoner", "en")).hits[0]
    assert hit.snippet_html == "<mark>Prisoners</mark> in <mark>Nicaragua</mark> left."


def test_synonyms_act_at_once(engine, add):
    add(title="The gender pay gap")
    assert not titles(engine, "wage inequality")
    Synonym.objects.create(language="en", words="pay gap, wage inequality")
    assert titles(engine, "wage inequality") == ["The gender pay gap"]


def test_suggestions_go_on_like_what_is_typed(engine, add):
    add("fr", title="Égalité salariale")
    add("fr", title="Salaires et égalité")
    add("fr", title="Le climat", text="égalité salariale")
    public = frozenset({"public"})
    assert [one.text for one in engine.suggest("egalité sal", "fr", public)] == [
        "Égalité salariale",
        "Salaires et égalité",
    ]
    assert len(engine.suggest("éga", "fr", public)) == 2
    assert engine.suggest("", "fr", public) == []


def test_a_typing_error_is_seen(engine, add):
    add(title="Political prisoners in Nicaragua", text="In Nicaragua, prisoners wait.")
    public = frozenset({"public"})
    assert engine.did_you_mean("nicaraga prisonners", "en", public) == "Nicaragua prisoners"
    assert engine.did_you_mean("nicaragua prisoner", "en", public) is None
    assert engine.did_you_mean("xyzzyq", "en", public) is None


def test_edits_counts_swaps_once():
    assert words.edit_distance("peace", "paece", 2) == 1
    assert words.edit_distance("peace", "peaces", 2) == 1
    assert words.edit_distance("peace", "water", 2) == 3


def test_an_older_version_changes_nothing(engine, add):
    entry = add(title="Old words")
    entry.version += 5
    entry.title = "New words"
    entry.save()
    engine.write([entry])
    late = Entry.objects.get(pk=entry.pk)
    late.version -= 1
    late.title = "Older words"
    engine.write([late])
    assert titles(engine, "older") == []
    assert titles(engine, "new") == ["New words"]


def test_check_sees_what_is_missing_stale_or_too_much_and_repair_mends_it(engine, add):
    missing, stale, gone, fine = (add(title=f"Word {number}") for number in range(4))
    assert engine.check().clean
    engine.delete([missing.pk])
    Entry.objects.filter(pk=stale.pk).update(version=99, title="Changed")
    Entry.objects.filter(pk=gone.pk).update(deleted=True)
    diff = engine.check()
    assert (diff.missing, diff.stale, diff.orphans) == ((missing.pk,), (stale.pk,), (gone.pk,))
    engine.repair(diff)
    assert engine.check().clean
    assert titles(engine, "changed") == ["Changed"]
    assert fine.title in titles(engine, "word")


def test_rebuild_writes_everything_anew(engine, add):
    entries = [add(title=f"Word {number}") for number in range(3)]
    engine.delete([entry.pk for entry in entries])
    seen = []
    assert engine.rebuild(lambda done, total: seen.append((done, total))) == 3
    assert seen == [(3, 3)]
    assert engine.check().clean
    assert len(titles(engine, "word")) == 3


def test_an_entry_that_is_deleted_takes_its_words_along(engine, add):
    add(title="Peace").delete()
    assert engine.check().clean
    assert engine.search(Query("peace", "en")).total == 0


def test_a_very_long_text_is_held(engine, add):
    add(title="Long", text=" ".join(f"word{number}" for number in range(60_000)))
    assert titles(engine, "word29000") == ["Long"]


def test_a_search_asks_few_questions_of_the_database(engine, add, django_assert_max_num_queries):
    for number in range(20):
        add(title=f"Water {number}", facets={"topic": ["peace"]})
    with django_assert_max_num_queries(4):
        engine.search(Query("water", "en", facets={"topic": ("peace",)}))
