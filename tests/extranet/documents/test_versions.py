"""Versions and readings never change, and uploads at the same moment do not collide."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.core.errors import Refused
from extranet.documents import services as documents
from extranet.documents.models import DocumentVersion, Reading
from extranet.documents.services import log
from tests.extranet.documents.tools import file, pdf
from tests.factories.directory import UserFactory
from tests.factories.extranet import (
    DocumentFactory,
    FolderFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def refused_by_the_database(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", 7),
        ("name", "other.pdf"),
        ("size", 1),
        ("sha256", "0" * 64),
        ("file", "versions/other"),
        ("content_type", "text/html"),
        ("scan", "clean"),
        ("note", "changed"),
        ("uploaded_at", timezone.now()),
    ],
)
def test_the_database_refuses_to_change_a_version(body, field, value):
    version = DocumentFactory(body=body).current
    rows = DocumentVersion.objects.filter(pk=version.pk)
    refused_by_the_database(lambda: rows.update(**{field: value}))
    version.refresh_from_db()
    assert getattr(version, field) != value


def test_the_database_refuses_to_delete_versions_and_readings(body, by):
    version = DocumentFactory(body=body).current
    log.record(version=version, user=by, action="seen")
    for model in (DocumentVersion, Reading):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            refused_by_the_database(lambda c=cursor, t=table: c.execute(f"DELETE FROM {t}"))
    refused_by_the_database(lambda: Reading.objects.update(name="Somebody else"))
    refused_by_the_database(lambda: Reading.objects.update(user=UserFactory()))


def test_what_is_not_the_version_itself_may_change(body, by):
    version = DocumentFactory(body=body).current
    log.record(version=version, user=by, action="seen")
    DocumentVersion.objects.update(text="read", text_status="done", uploaded_by=None)
    version.refresh_from_db()
    version.save()
    by.delete()
    assert Reading.objects.get().user is None
    assert Reading.objects.get().name


def test_readings_are_one_an_hour(body, by):
    version = DocumentFactory(body=body).current
    for action in ("seen", "seen", "downloaded", "seen"):
        log.record(version=version, user=by, action=action)
    log.record(version=version, user=UserFactory(), action="seen")
    assert Reading.objects.count() == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_get_two_numbers():
    document = DocumentFactory(content=pdf("one"))
    by = UserFactory()
    start = threading.Barrier(2, timeout=20)
    numbers, errors = [], []

    def upload(text):
        try:
            start.wait()
            version = documents.add_version(document=document, upload=file(pdf(text)), by=by)
            numbers.append(version.number)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload, args=[text]) for text in ("two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert sorted(numbers) == [2, 3]
    document.refresh_from_db()
    assert document.current.number == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_at_once_is_stored_once():
    folder, by = FolderFactory(), UserFactory()
    start = threading.Barrier(2, timeout=20)
    outcomes = []

    def upload():
        try:
            start.wait()
            documents.add_document(
                folder=folder, upload=file(pdf("same")), title="Same", language="en", by=by
            )
            outcomes.append("stored")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=upload) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["refused", "stored"]
    assert DocumentVersion.objects.count() == 1
