"""Codes: which signs, how they are typed, and what happens when one is taken."""

import re
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, models
from hypothesis import given
from hypothesis import strategies as st

from cms.core import codes

SIGNS = st.text(codes.ALPHABET, min_size=1, max_size=40)


def test_no_two_signs_of_the_alphabet_look_alike():
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) == 23
    for alike in ("0OQD", "1ILJ", "2Z", "5S", "6G", "8B", "UV"):
        assert len(set(alike) & set(codes.ALPHABET)) == 1, alike
    assert not set("AEIOU") & set(codes.ALPHABET)


def test_a_code_is_as_hard_to_guess_as_it_says():
    drawn = {codes.new_code() for _ in range(500)}
    assert len(drawn) == 500
    assert all(re.fullmatch(f"[{codes.ALPHABET}]{{16}}", code) for code in drawn)
    # Every sign comes at every place: none is left out or stands still.
    assert all(len({code[place] for code in drawn}) == 23 for place in range(16))


@given(SIGNS)
def test_a_code_is_found_however_it_is_typed(code):
    assert codes.normalise(codes.grouped(code)) == code
    assert codes.normalise(f"  {codes.grouped(code).lower().replace('-', ' – ')}\n") == code
    assert codes.same_code(code, codes.grouped(code).lower())


@given(SIGNS)
def test_signs_that_look_alike_are_taken_for_each_other(code):
    misread = code.translate(str.maketrans("852VD6", "BSZUOG"))
    assert codes.normalise(misread) == code
    assert codes.normalise(code.replace("D", "0")) == code


@given(st.text())
def test_what_is_typed_is_a_code_or_nothing(typed):
    once = codes.normalise(typed)
    assert set(once) <= set(codes.ALPHABET)
    assert codes.normalise(once) == once


@given(SIGNS, SIGNS)
def test_two_codes_are_the_same_when_their_signs_are(one, other):
    assert codes.same_code(one, other) == (one == other)


def test_nothing_is_no_code():
    assert not codes.same_code("", "")
    assert not codes.same_code("-", " ")


def test_groups_are_of_four():
    assert codes.grouped("23456789CD") == "2345-6789-CD"


@pytest.fixture
def receipts(table):
    class Receipt(codes.CodedModel):
        holder = models.CharField(max_length=20, unique=True)

        class Meta:
            app_label = "core"

        def __str__(self):
            return self.shown_code

    return table(Receipt)


@pytest.fixture
def drawn(monkeypatch):
    """Let the codes be those that a list names, in turn; the list is what remains."""
    left = []
    monkeypatch.setattr(codes, "new_code", lambda: left.pop(0))
    return left


def test_a_row_gets_a_code_and_keeps_it(receipts):
    receipt = receipts.objects.create(holder="Ana")
    code = receipt.code
    receipt.holder = "Ana Ruiz"
    receipt.save()
    assert receipts.objects.get().code == code
    assert str(receipt) == codes.grouped(code)


def test_a_code_that_is_taken_is_drawn_again(receipts, drawn):
    drawn += ["2" * 16, "2" * 16, "2" * 16, "3" * 16, "4" * 16]
    receipts.objects.create(holder="Ana")
    assert receipts.objects.create(holder="Ben").code == "3" * 16
    assert drawn == ["4" * 16]


def test_it_gives_up_when_nothing_is_free(receipts, drawn):
    drawn += ["2" * 16] * 7
    receipts.objects.create(holder="Ana")
    with pytest.raises(IntegrityError):
        receipts.objects.create(holder="Ben")
    assert len(drawn) == 1


def test_another_error_is_no_reason_to_draw_again(receipts, drawn):
    drawn += ["2" * 16, "3" * 16, "4" * 16]
    receipts.objects.create(holder="Ana")
    with pytest.raises(IntegrityError):
        receipts.objects.create(holder="Ana")
    assert drawn == ["4" * 16]


def test_the_drawing_has_a_name_and_no_style():
    svg = codes.qr_svg("https://alliance.example/en/c/2345", name='Check "this" <b>')
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root[0].tag.endswith("title")
    assert root[0].text == 'Check "this" <b>'
    assert "style" not in svg
    assert "<script" not in svg
    assert 'class="qr-code"' in svg


def test_the_squares_are_those_of_the_drawing():
    rows = codes.qr_rows("https://alliance.example/en/c/2345")
    assert all(len(row) == len(rows) for row in rows)
    # The three marks by which a reader finds it.
    mark = [True] * 7
    assert rows[0][:7] == rows[0][-7:] == rows[-1][:7] == mark
    side = len(rows) + 8
    assert f'viewBox="0 0 {side} {side}"' in codes.qr_svg(
        "https://alliance.example/en/c/2345", name="x"
    )
