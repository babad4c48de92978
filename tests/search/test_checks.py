"""A database that cannot search texts is told of before anybody searches."""

import pytest
from django.db import connections

from search import checks
from search.engines.database.sqlite import has_fts5


@pytest.mark.django_db
def test_the_database_of_the_tests_will_do():
    assert checks.check_full_text(None, databases=["default"]) == []


@pytest.mark.django_db
def test_an_sqlite_without_fts5_is_an_error(monkeypatch):
    if connections["default"].vendor != "sqlite":
        pytest.skip("SQLite alone can lack it")
    assert has_fts5("default")
    monkeypatch.setattr(checks, "has_fts5", lambda alias: False)
    assert [error.id for error in checks.check_full_text(None, databases=["default"])] == [
        "search.E002"
    ]


@pytest.mark.django_db
def test_without_a_database_nothing_is_checked():
    assert checks.check_full_text(None, databases=None) == []
