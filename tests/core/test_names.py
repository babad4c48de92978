"""A name is taken out of a text exactly where it would be found in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.names import Names
from cms.core.text import name_words

MARIA = Names(name_words(text) for text in ("Māria Łopez-Ñandú", "Lopez, Maria", "Masha"))


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("We thank Maria Lopez Nandu.", "We thank a person."),
        ("MARÍA ŁÓPEZ-ÑANDÚ spoke.", "A person spoke."),
        ("Ma<b>ria</b> Lo\u00adpez\u00a0Ñandú", "A person<b></b>"),
        ("<p>It is over. <i>Lopez, Maria</i></p>", "<p>It is over. <i>A person</i></p>"),
        ('<a href="/masha/">About her</a>', "About her"),
        ("free-masha-now", "free-a person-now"),
        ("Mashable and Maria Lopezia", "Mashable and Maria Lopezia"),
    ],
)
def test_other_words_take_its_place(text, done):
    assert MARIA.replaced(text, "a person") == done


def test_nothing_is_longer_than_its_field():
    assert len(MARIA.replaced("Masha " * 40, "somebody else", 100)) <= 100


@given(
    st.lists(st.sampled_from(["Māria", "maria", "ŁOPEZ", "lopez", "Ñandú", "nandu", "Masha", "x",
                              " ", "-", ", ", "\u00ad", "\u0301", "<b>", "</b>", "_", "ß", "."]),
             max_size=12)
)  # fmt: skip
def test_it_finds_what_the_gate_finds_and_leaves_nothing(parts):
    text = "".join(parts)
    words = f" {name_words(text.replace('<b>', '').replace('</b>', ''))} "
    if any(f" {spelling} " in words for spelling in MARIA.spellings):
        assert MARIA.are_in(text)
    left = MARIA.replaced(text, "a person")
    words = f" {name_words(left.replace('<b>', '').replace('</b>', ''))} "
    assert not any(f" {spelling} " in words for spelling in MARIA.spellings)


@given(st.text(min_size=3, max_size=12))
def test_every_name_is_found_as_it_is_written(name):
    # A sign that stands for several words, such as a fraction, is no part of a name.
    whole = all(len(name_words(char).split()) == 1 for char in name)
    if whole and len(name_words(name)) >= 3:
        assert Names([name_words(name)]).are_in(f"For {name}.")
