"""A site for the public has none of the sample's accounts."""

import pytest
from django.core.checks import run_checks

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [str(error) for error in run_checks(databases=["default"]) if error.id == "home.E001"]


def test_an_account_of_the_sample_stops_a_site_for_the_public(settings):
    user = UserFactory(email="delegate@example.org")
    UserFactory(email="somebody@example.org")
    assert found() == []
    settings.SAMPLE_ACCOUNTS = False
    assert len(found()) == 1
    assert "delegate@example.org" in found()[0]
    assert "somebody" not in found()[0]
    user.is_active = False
    user.save()
    assert found() == []


def test_a_database_without_tables_is_none(settings, monkeypatch):
    settings.SAMPLE_ACCOUNTS = False
    UserFactory(email="delegate@example.org")
    monkeypatch.setattr(
        "django.db.backends.base.introspection.BaseDatabaseIntrospection.table_names",
        lambda self, *args, **kwargs: [],
    )
    assert found() == []
