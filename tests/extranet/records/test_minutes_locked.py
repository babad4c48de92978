"""The database itself keeps revisions, approved minutes and decisions, on SQLite and PostgreSQL."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from cms.directory.models import Mandate
from extranet.records.models import Correction, Decision, DecisionNote, Minutes, MinutesRevision
from extranet.records.services import decisions, minutes
from tests.extranet.records.tools import approved, circulated, decided, held
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def chair(body):
    return delegate(body, Mandate.Role.CHAIR)


@pytest.fixture
def open_minutes(body, chair):
    return circulated(held(body), chair)


@pytest.fixture
def locked(body, chair):
    made = circulated(held(body), chair)
    asked = minutes.correct(minutes=made, text="It was the 3rd.", by=delegate(body))
    minutes.settle(correction=asked, accepted=False, answer="No.", by=chair)
    return minutes.approve(minutes=made, at=held(body, days=-2), by=chair)


def refused(sql: str, *params) -> bool:
    """Return whether the database refuses plain SQL; what it does not refuse is undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            transaction.set_rollback(True)
    except (IntegrityError, InternalError):
        return True
    return False


@pytest.mark.parametrize(
    "change",
    [
        "text = 'another'",
        "number = 7",
        "summary = 'another'",
        "written_at = '2020-01-01 00:00:00+00:00'",
        "minutes_id = minutes_id + 1",
    ],
)
def test_a_revision_never_changes(open_minutes, change):
    assert refused(f"UPDATE records_minutesrevision SET {change}")


def test_a_revision_is_never_deleted(open_minutes):
    assert refused("DELETE FROM records_minutesrevision")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        open_minutes.delete()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records_minutes SET state = 'draft' WHERE id = %s",
        "UPDATE records_minutes SET language = 'fr' WHERE id = %s",
        "UPDATE records_minutes SET approved_at_id = meeting_id WHERE id = %s",
        "UPDATE records_minutes SET locked_at = NULL, state = 'circulated' WHERE id = %s",
        "DELETE FROM records_minutes WHERE id = %s",
        "UPDATE records_correction SET text = 'other' WHERE minutes_id = %s",
        "UPDATE records_correction SET state = 'accepted' WHERE minutes_id = %s",
        "DELETE FROM records_correction WHERE minutes_id = %s",
        "INSERT INTO records_minutesrevision (minutes_id, number, text, summary, written_at) "
        "VALUES (%s, 9, 'x', '', '2026-01-01 00:00:00+00:00')",
        "INSERT INTO records_correction "
        "(minutes_id, revision_id, person_id, passage, text, state, answer, asked_at) "
        "SELECT minutes_id, revision_id, person_id, '', 'x', 'open', '', asked_at "
        "FROM records_correction WHERE minutes_id = %s",
    ],
)
def test_plain_sql_changes_nothing_of_approved_minutes(locked, sql):
    assert refused(sql, locked.pk)


def test_a_correction_cannot_be_moved_to_approved_minutes(body, chair, locked):
    other = circulated(held(body, days=-5), chair)
    asked = minutes.correct(minutes=other, text="Otherwise.", by=delegate(body))
    move = "UPDATE records_correction SET minutes_id = %s WHERE id = %s"
    assert refused(move, locked.pk, asked.pk)


def test_django_changes_nothing_of_approved_minutes_either(locked):
    for attempt in (
        lambda: Minutes.objects.filter(pk=locked.pk).update(state="draft"),
        lambda: locked.save(),
        lambda: locked.delete(),
        lambda: MinutesRevision.objects.create(minutes=locked, number=8, text="x"),
        lambda: Correction.objects.filter(minutes=locked).update(answer="x"),
    ):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            attempt()


def test_who_wrote_can_be_forgotten_and_nothing_else(locked, chair):
    chair.delete()
    revision = locked.revisions.get()
    assert revision.written_by is None
    assert locked.corrections.get().settled_by is None


@pytest.mark.parametrize(
    "change", ["number = 9", 'texts = \'{"en": "no"}\'', "majority = 'simple'", "year = 1999"]
)
def test_a_decision_is_never_rewritten(body, change):
    decided(held(body))
    assert refused(f"UPDATE records_decision SET {change}")


def test_a_decision_is_never_deleted_nor_its_notes(body, chair):
    made = decided(held(body), by=chair)
    decisions.note(decision=made, text="Read 2027.", language="en", by=chair)
    assert refused("DELETE FROM records_decision")
    assert refused("DELETE FROM records_decisionnote")
    assert refused("UPDATE records_decisionnote SET text = 'x'")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Decision.objects.all().delete()
    made.save()
    chair.delete()
    assert DecisionNote.objects.get().written_by is None
    assert Decision.objects.get().recorded_by is None


def test_approved_minutes_are_read_as_they_were(body, chair):
    assert approved(held(body), chair, text="As it was.").revisions.get().text == "As it was."
