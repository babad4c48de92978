"""Elasticsearch keeps what the database engine promises: the same tests, run on it."""

# ruff: noqa: F401
import pytest

from tests.search.test_audiences import (
    test_a_hundred_confidential_entries_change_nothing_for_the_public,
    test_a_member_finds_what_is_public_and_what_is_theirs,
    test_audiences_are_no_facet,
    test_words_of_others_are_not_offered_to_a_member,
)
from tests.search.test_database_engine import (
    test_a_quoted_phrase_must_stand_there,
    test_a_quoted_phrase_that_stands_nowhere_is_looked_for_as_words,
    test_a_search_asks_few_questions_of_the_database,
    test_a_typing_error_is_seen,
    test_a_word_with_minus_must_not,
    test_accents_elisions_and_endings_do_not_matter,
    test_acronyms_keep_apart,
    test_an_older_version_changes_nothing,
    test_ano_and_anyo_keep_apart_and_find_each_other,
    test_british_and_american_spellings_are_one,
    test_by_date_the_newest_comes_first,
    test_common_words_alone_are_looked_for,
    test_compounds_are_found_whole_and_in_parts,
    test_facets_any_within_all_across_and_the_chosen_ones_other_counts_stay,
    test_half_a_title_finds_it,
    test_marks_are_escaped,
    test_of_equals_the_newer_comes_first_but_words_count_more,
    test_only_the_language_asked_for_is_searched,
    test_pages_follow_each_other_to_the_last,
    test_signs_alone_find_nothing_and_nothing_finds_all,
    test_suggestions_go_on_like_what_is_typed,
    test_synonyms_act_at_once,
    test_the_sentence_that_answers_is_shown,
    test_what_stands_comes_first_then_superseded_then_withdrawn,
)
from tests.search.test_writing import (
    test_both_genders_are_found_by_either_and_by_all_signs,
    test_composed_and_decomposed_accents_are_one,
    test_percentages_find_each_other,
    test_quotation_marks_of_all_languages_and_within_each_other_make_a_phrase,
    test_thousands_find_each_other,
    test_what_shares_only_beginnings_of_words_comes_last_and_says_so,
)

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def engine(elasticsearch):
    """The engine that these tests run on."""
    return elasticsearch
