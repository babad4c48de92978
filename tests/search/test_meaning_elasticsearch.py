"""Ranking by meaning does with Elasticsearch what it does with the database engine."""

# ruff: noqa: F401
import pytest

from tests.search.test_meaning import (
    test_by_date_and_in_other_languages_nothing_changes,
    test_confidential_texts_change_nothing_for_the_public,
    test_it_costs_one_query,
    test_pages_of_what_was_ordered_hold_everything_once,
    test_vectors_of_another_encoder_are_ignored_and_made_anew,
    test_words_and_weighted_meaning_rank_together,
)

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def engine(elasticsearch):
    """The engine that these tests run on."""
    return elasticsearch
