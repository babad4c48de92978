from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.core.text import by_name, fold, shorten, slug_of, sort_key, tidy


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("L’Égalité", "l'egalite"),
        ("  Año   Nuevo ", "ano nuevo"),
        ("Ｐarti", "parti"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
    ],
)
def test_fold_takes_accents_capitals_and_spaces_away(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Åland", "Albania", "Côte d’Ivoire", "Cuba", "Łódź", "Lublin"]),
        ("fr", ["Écosse", "Égypte", "Emirats", "Océan", "Œuvre", "Oman", "Zambie"]),
        ("es", ["Nusa", "Ñuble", "Oaxaca", "Peniche", "Penza", "Peña", "Perú"]),
    ],
)
def test_names_are_sorted_as_the_reader_s_language_sorts_them(language, names):
    with override(language):
        assert sorted(set(names), key=sort_key) == names


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_no_break_spaces_are_typography_and_stay():
    assert tidy("  Pourquoi\u202f? \n\t Parce que\u00a0: ") == "Pourquoi\u202f? Parce que\u00a0:"
    assert shorten("Pourquoi\u202f? Parce que.", 40) == "Pourquoi\u202f? Parce que."


def test_shorten_cuts_at_a_sentence():
    text = "We stand with the workers of the harbour. They have been on strike since May. More."
    assert shorten(text, 60) == "We stand with the workers of the harbour."


def test_shorten_cuts_at_a_word_where_the_sentence_is_long():
    assert shorten("one two three four five six seven", 15) == "one two three…"


@given(st.text(max_size=400), st.integers(min_value=1, max_value=120))
def test_shorten_keeps_the_limit(text, limit):
    assert len(shorten(text, limit)) <= limit + 1


def test_a_dash_in_a_title_is_a_hyphen_in_its_address():
    assert slug_of("Plan 2024–2025: peace — now") == "plan-2024-2025-peace-now"
    assert slug_of("Égalité/dignité") == "égalité-dignité"


def test_accented_names_stand_where_readers_look_for_them():
    names = [SimpleNamespace(label=one) for one in ("Zambia", "Éire", "Ñandú", "Nubia", "Egypt")]
    for language, order in (
        ("es", "Egypt Éire Nubia Ñandú Zambia"),
        ("fr", "Egypt Éire Ñandú Nubia Zambia"),
    ):
        with override(language):
            assert " ".join(one.label for one in by_name(names)) == order
