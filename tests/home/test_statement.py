import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.models import StatementIndexPage, StatementPage
from tests.factories.pages import make_statement, translate

pytestmark = pytest.mark.django_db


def test_it_stands_only_below_a_list_and_has_nothing_below(site):
    assert StatementPage.allowed_parent_page_models() == [StatementIndexPage]
    assert StatementPage.allowed_subpage_models() == []


def test_both_say_that_one_replaces_the_other(site):
    old = make_statement(title="Old")
    new = make_statement(title="New", supersedes=old)
    assert old.state == "superseded"
    assert old.successor == new
    assert new.state == "current"
    assert new.predecessor == old


def test_a_draft_replaces_nothing_yet(site):
    old = make_statement()
    make_statement(supersedes=old, live=False)
    assert old.state == "current"


def test_the_replacement_holds_in_each_language_that_both_have(site):
    old = make_statement(title="Old")
    new = make_statement(title="New", supersedes=old)
    old_fr, new_fr = translate(old, "fr"), translate(new, "fr")
    assert old_fr.successor == new_fr
    assert new_fr.predecessor == old_fr


def test_withdrawn_wins_over_superseded(site):
    old = make_statement(withdrawn_on=datetime.date(2025, 1, 1), withdrawal_reason="An error.")
    make_statement(supersedes=old)
    assert old.state == "withdrawn"


def test_a_withdrawal_needs_its_reason_in_the_form_and_in_the_database(site):
    page = make_statement()
    page.withdrawn_on = datetime.date(2025, 1, 1)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "withdrawal_reason" in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementPage.objects.filter(pk=page.pk).update(withdrawn_on=datetime.date(2025, 1, 1))


def test_it_cannot_replace_itself(site):
    page = make_statement()
    page.supersedes = page
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "supersedes" in refused.value.message_dict


def test_a_withdrawn_position_is_still_there_with_its_reason(client, site):
    page = make_statement(
        title="Hasty",
        withdrawn_on=datetime.date(2025, 1, 1),
        withdrawal_reason="The figures were wrong.",
    )
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "The figures were wrong." in answer.content.decode()
