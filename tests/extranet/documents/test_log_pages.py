"""The pages of the log of readings: for whom, at what cost."""

import pytest

from cms.directory.models import Body
from extranet.core.models import AuditEntry
from extranet.documents.services import log
from tests.extranet.documents.tools import address
from tests.factories.directory import BodyFactory, UserFactory
from tests.factories.extranet import (
    DocumentFactory,
    delegate,
    secretary,
)
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def test_logs_come_out_for_the_secretariat(client, body):
    client.force_login(secretary())
    document = DocumentFactory(body=body)
    for path in (address("documents-log", body.code), address("document-log", document.pk)):
        assert client.get(path).status_code == 200


def test_the_log_is_for_the_secretariat_and_the_auditor(client, body):
    document = DocumentFactory(body=body, title="=cmd()|x")
    reader = delegate(body)
    reader.first_name = "@Amina"
    reader.save()
    log.record(version=document.current, user=reader, action="seen")
    log.record(version=document.current, user=reader, action="downloaded", copy_id="7K2M-9QXD")
    paths = [address("document-log", document.pk), address("documents-log", body.code)]
    office = delegate(BodyFactory(kind=Body.Kind.OFFICE), "auditor")
    for user in (secretary(), delegate(body, "auditor"), office):
        client.force_login(user)
        for path in paths:
            text = client.get(path).content.decode()
            assert "2 readings" in text
            assert "7K2M-9QXD" in text
            assert "1 reading" in client.get(path, {"action": "seen"}).content.decode()
            assert "0 readings" in client.get(path, {"who": "nobody"}).content.decode()
            assert "0 readings" in client.get(path, {"until": "2020-01-01"}).content.decode()
    table = client.get(paths[1], {"format": "csv"})
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    rows = table.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "'=cmd()|x" in rows[1]
    assert "'@Amina" in rows[1]
    assert AuditEntry.objects.filter(action="log.exported").count() == 1
    for user in (reader, delegate(body, "chair"), delegate()):
        client.force_login(user)
        for path in paths:
            assert client.get(path).status_code == 404


def test_the_log_costs_the_same_however_long(client, body):
    client.force_login(secretary())
    document = DocumentFactory(body=body)
    path = address("documents-log", body.code)

    def grow(count):
        for _n in range(count):
            log.record(version=document.current, user=UserFactory(), action="seen")

    grow(4)
    client.get(path)
    few = len(queries_of(client, path))
    grow(40)
    assert len(queries_of(client, path)) == few <= 25
