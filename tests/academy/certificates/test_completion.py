"""Who completes a cohort: worked examples of docs/academy-certificates.md, exceptions, closing."""

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from academy.certificates import completion
from academy.certificates.completion import Requirement
from academy.certificates.models import CompletionDecision
from academy.certificates.services import completing
from academy.core.models import Cohort, HistoryEntry
from cms.core.errors import Refused
from tests.academy.certificates.world import counted, enrol, make_cohort, reached, staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("done", "total", "percent", "needed"),
    [(6, 7, 80, 6), (5, 7, 80, 6), (0, 0, 100, 0), (2, 3, 66, 2), (2, 3, 67, 3), (4, 5, 80, 4)],
)
def test_a_share_is_reached_in_whole_numbers(done, total, percent, needed):
    rule = Requirement("sessions", "Live sessions", done, total, percent)
    assert rule.needed == needed
    assert rule.is_met == (done >= needed)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 100))
def test_what_is_needed_is_the_least_that_is_enough(done, total, percent):
    rule = Requirement("tests", "Tests", done, total, percent)
    assert rule.is_met == (done >= rule.needed)
    assert rule.needed <= total


def test_rules_that_ask_for_nothing_are_no_requirement(monkeypatch):
    cohort = make_cohort(attendance_needed=80, tests_needed=0, tasks_needed=100)
    row = enrol(cohort)
    reached(monkeypatch, {row.pk: counted(sessions=(6, 7), tests=(0, 4), tasks=(1, 2))})
    (one,) = completion.judge(cohort)
    assert [(rule.code, rule.is_met) for rule in one.requirements] == [
        ("sessions", True),
        ("tasks", False),
    ]
    assert not one.by_rules


def test_closing_says_of_everybody_whether_they_completed(monkeypatch, on_commit_at_once):
    cohort, by = make_cohort(tests_needed=50), staff()
    rows = [enrol(cohort) for _number in range(4)]
    gone = enrol(cohort, state="no_show")
    passed = counted(tests=(1, 2))
    reached(monkeypatch, {row.pk: counted(tests=(0, 2)) for row in rows} | {rows[0].pk: passed})
    completing.decide(enrolment=rows[1], by=by, completed=True, reason="Was ill; passed orally")
    assert completing.close(cohort=cohort, by=by) == 2
    for row in (*rows, gone):
        row.refresh_from_db()
    assert [row.state for row in (*rows, gone)] == [
        *("completed", "completed", "not_completed", "not_completed"),
        "no_show",
    ]
    assert Cohort.objects.get(pk=cohort.pk).closed_at is not None
    judged = HistoryEntry.objects.get(enrolment=rows[1], action="judged")
    assert judged.details == {"by_rules": False, "reached": {"tests": [0, 2]}}
    assert "ill" not in str(list(HistoryEntry.objects.values_list("details", flat=True)))
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(row.email for row in rows[:2])
    assert f"/en/learn/certificates/{mail_key(mail.outbox[0], rows)}/" in mail.outbox[0].body


def mail_key(sent, rows) -> int:
    return next(row.pk for row in rows if row.email == sent.to[0])


def test_a_cohort_is_closed_once_and_after_its_last_day():
    by = staff()
    with pytest.raises(Refused, match="last day"):
        completing.close(cohort=make_cohort("running", days=0), by=by)
    cohort = make_cohort()
    row = enrol(cohort)
    assert completing.close(cohort=cohort, by=by) == 1
    with pytest.raises(Refused, match="closed"):
        completing.close(cohort=cohort, by=by)
    with pytest.raises(Refused, match="closed"):
        completing.decide(enrolment=row, by=by, completed=False, reason="Late")


def test_an_exception_has_a_reason_and_can_be_taken_back(monkeypatch):
    cohort, by = make_cohort(tests_needed=100), staff()
    row = enrol(cohort)
    reached(monkeypatch, {row.pk: counted(tests=(0, 1))})
    with pytest.raises(Refused, match="why"):
        completing.decide(enrolment=row, by=by, completed=True, reason="  ")
    completing.decide(enrolment=row, by=by, completed=True, reason="Passed orally")
    assert completion.judge(cohort)[0].completed
    completing.follow_rules(enrolment=row, by=by)
    assert not completion.judge(cohort)[0].completed
    with pytest.raises(Refused):
        completing.follow_rules(enrolment=row, by=by)
    with pytest.raises(Refused, match="take part"):
        completing.decide(
            enrolment=enrol(cohort, state="no_show"), by=by, completed=True, reason="So"
        )


@pytest.mark.parametrize("change", [{"completed": False}, {"reason": "Another"}])
def test_a_decision_stands_once_the_cohort_is_closed(change):
    cohort, by = make_cohort(), staff()
    row = enrol(cohort)
    completing.decide(enrolment=row, by=by, completed=True, reason="Passed orally")
    completing.close(cohort=cohort, by=by)
    rows = CompletionDecision.objects.filter(enrolment=row)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    rows.update(reason="")
    by.delete()
    assert rows.get().decided_by is None
