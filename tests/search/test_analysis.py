"""Texts become words: the same for texts and queries, for any string, in linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import analyse, fold_word, stem, tokens
from search.highlight import Matcher, mark, snippet
from search.query import MOST_WORDS, clean, parse
from search.spelling_variants import american

LANGUAGES = ("en", "fr", "es", "pt-br", "xx")


def exact(text, language):
    return analyse(text, language).exact


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("L’Égalité", "fr", ["egalite"]),
        ("qu'elle jusqu’ici", "fr", ["elle", "ici"]),
        ("aujourd’hui", "fr", ["aujourd", "hui", "aujourdhui"]),
        ("œuvre e\u0301te\u0301", "fr", ["oeuvre", "ete"]),
        ("año Ano", "es", ["año", "ano"]),
        ("MAS-IPSP", "es", ["mas", "ipsp", "masipsp"]),
        ("the party’s P.S.O.E.", "en", ["the", "party", "psoe"]),
        ("d’Alema", "en", ["alema"]),
        ("soft\u00adly 2030 a_b", "en", ["softly", "2030", "a", "b"]),
        ("العدالة", "en", ["العدالة"]),
    ],
)
def test_words_of_a_text(text, language, words):
    assert exact(text, language) == words


def test_stems_are_the_same_with_and_without_accents():
    for word in ("égalité", "égalités", "salariées", "déclaration"):
        assert analyse(word, "fr").stems == analyse(fold_word(word), "fr").stems


def test_a_party_named_like_a_stop_word_is_none():
    assert analyse("el MAS y más", "es").stems == ["mas"]


@pytest.mark.parametrize(
    ("british", "same"),
    [
        ("labour", "labor"),
        ("organisations", "organizations"),
        ("organising", "organizing"),
        ("programmes", "programs"),
        ("centre", "center"),
        ("defence", "defense"),
        ("neighbouring", "neighboring"),
        ("analysed", "analyzed"),
    ],
)
def test_british_words_become_american(british, same):
    assert american(british) == same
    assert stem(british, "en") == stem(same, "en")


@pytest.mark.parametrize("word", ["promise", "exercise", "raised", "wise", "enterprises", "rise"])
def test_other_words_stay(word):
    assert american(word) == word


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_any_text_has_words_that_both_engines_can_hold(text, language):
    words = analyse(text, language)
    for word in (*words.stems, *words.exact, *words.prefixes):
        assert word.isalnum()
        assert len(word) <= 40
    for pair in words.pairs:
        assert pair.count("_") == 1
    for word in tokens(text, language):
        for token in word:
            assert 0 <= token.start < token.end <= len(text)


@given(st.text(max_size=2000), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_any_query_is_understood(text, language):
    parsed = parse(text, language)
    assert parsed.is_blank == (clean(text) == "")
    assert len(parsed.exact) <= MOST_WORDS
    assert "\x00" not in parsed.shown


@given(st.text(max_size=200), st.text(max_size=100))
@settings(deadline=None)
def test_marks_change_no_letter_and_let_no_markup_through(text, query):
    matcher = Matcher(parse(query, "en"))
    marked = mark(text, matcher)
    bare = marked.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert marked.count("<mark>") == marked.count("</mark>")
    snippet(text, "", matcher)


@pytest.mark.parametrize(
    "unit",
    ["a", "a ", '"', "-", "'", "a'", "a-", "a.", "é", "\u0301", "\ufdfa", "_", "🙂", "ñ-", "\n"],
)
def test_time_is_linear_in_the_length(unit):
    def seconds(times):
        text = unit * times
        best = 9.0
        for _attempt in range(3):
            began = time.process_time()
            analyse(text, "es")
            matcher = Matcher(parse("a é ñ", "es"))
            snippet(text, "", matcher)
            parse(text, "es")
            best = min(best, time.process_time() - began)
        return best

    seconds(100)
    # Ten times as long takes at most about ten times as long; quadratic would take a hundred.
    assert seconds(40_000) < 30 * max(seconds(4_000), 0.002)
