"""Which addresses are one mailbox, and which are thrown away."""

import pytest

from cms.core.mail_addresses import canonical, domain_of, is_disposable


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ana.Lopez@gmail.com", "analopez@googlemail.com", " an.a.lopez+appeal@GMAIL.com "),
        ("ana@example.org", "ANA@Example.ORG", "ana@example.org."),
        ("ana@bücher.example", "ANA@xn--bcher-kva.example", "ana@BÜCHER.example"),
        ("ana@protonmail.com", "a-n.a@pm.me", "ana+x@proton.me"),
        ("ana@me.com", "ana+1@icloud.com"),
        ("a.na@ya.ru", "a-na@yandex.com"),
        ("ana-x@yahoo.com", "ana@yahoo.com"),
        ("josé@example.org", "jose\u0301@example.org"),
    ],
)
def test_one_mailbox(spellings):
    assert len({canonical(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ana.lopez@example.org", "analopez@example.org"),
        ("ana+x@example.org", "ana@example.org"),
        ("a.na@outlook.com", "ana@outlook.com"),
        ("ana@outlook.com", "ana@hotmail.com"),
        ("ana-x@gmail.com", "ana@gmail.com"),
    ],
)
def test_two_mailboxes(one, other):
    assert canonical(one) != canonical(other)


def test_a_local_part_that_is_only_a_tag_is_kept():
    assert canonical("+x@gmail.com") == "+x@gmail.com"


def test_throw_away_addresses_are_known_below_their_domain_too():
    assert is_disposable("x@mailinator.com")
    assert is_disposable("x@inbox.Mailinator.com")
    assert not is_disposable("x@example.org")
    assert not is_disposable("x@gmail.com")


def test_a_domain_that_is_none_is_left_as_it_is():
    assert domain_of("x@a..b") == "a..b"
