"""What was decided of somebody, and what happened on which day, the database keeps as it was."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.solidarity.models import CaseEvent, ConsentDecision
from tests.campaigns.solidarity.conftest import settle

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [{"show_name": False}, {"show_picture": True}, {"agreed_by": "lawyer"}],
    ids=lambda change: next(iter(change)),
)
def test_a_decision_is_never_changed(person, change):
    settle(person, "name")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        ConsentDecision.objects.update(**change)


@pytest.mark.parametrize("change", [{"date": YESTERDAY}, {"state": "released"}], ids=str)
def test_an_event_is_never_changed(case, change):
    CaseEvent.objects.create(case=case, state="arrested")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        CaseEvent.objects.update(**change)


def test_an_event_is_taken_back_once(case):
    CaseEvent.objects.create(case=case, state="arrested")
    now = timezone.now()
    CaseEvent.objects.update(taken_back_at=now)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        CaseEvent.objects.update(taken_back_at=None)


def test_words_may_change_for_names_are_withdrawn_from_them(person):
    settle(person, "name", note="Maria told us.")
    assert ConsentDecision.objects.update(note="Somebody told us.") == 1


def test_a_case_goes_with_all_that_belongs_to_it(case, person):
    settle(person, "name")
    CaseEvent.objects.create(case=case, state="arrested")
    case.delete()
    assert not ConsentDecision.objects.exists()
    assert not CaseEvent.objects.exists()
