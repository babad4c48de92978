"""What the extranet holds is kept from the public by Elasticsearch as well."""

# ruff: noqa: F401
import pytest

from search.engines.base import Query
from tests.factories.extranet import delegate
from tests.search.test_extranet_public import (
    test_a_hundred_documents_change_nothing_for_the_public,
)

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def engine(elasticsearch, monkeypatch):
    """The engine that these tests run on, fed by whatever is read."""
    monkeypatch.setattr("search.services.sync.remote_engines", lambda: [elasticsearch])
    return elasticsearch
