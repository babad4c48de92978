"""Any string gets an answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import Query
from search.query import clean
from search.services.find import did_you_mean, find, suggest

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

NASTY = [
    '"',
    '""',
    '"a" "',
    "-",
    "--",
    '-"',
    "*",
    "a*",
    "NEAR(a b)",
    "a AND NOT b OR",
    "title : a",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%s %(a)s %%",
    "\x00",
    "a\x00b",
    "\ud800",
    "🙂🙂",
    "‮שלום",
    "العدالة الاجتماعية",
    "社会主义",
    "e\u0301" * 500,
    "a" * 10_000,
    "a " * 5_000,
    '"' * 10_000,
    "a-b-" * 2_500,
    "\\",
    "':*",
    "!|&()<->",
    "ß İ ŉ ﷺ",
]


def ask(text, facets=None):
    """Ask for `text` in every way."""
    results = find(Query(text, "fr", facets=facets or {}))
    assert results.total >= len(results.hits)
    suggest(text, "fr")
    did_you_mean(text, "fr")


@pytest.mark.parametrize("text", NASTY)
def test_nasty_strings(add, text):
    add("fr", title="a b title NEAR AND égalité")
    ask(text, facets={text: (text,), "topic": (text, "peace")})


@given(st.text(max_size=80) | st.text(alphabet="ab\"-* '()|&:éñ’", max_size=60))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_string(db, text):
    ask(text)


@pytest.mark.parametrize("page", [-5, 0, 1, 10**6])
def test_any_page(add, page):
    add("fr", title="égalité")
    results = find(Query("égalité", "fr", page=page))
    assert results.total == 1
    assert len(results.hits) == (page < 2)


def test_what_is_typed_is_read_to_its_two_hundredth_character():
    assert clean("a" * 500) == "a" * 200
