"""The pages on which documents and folders are changed."""

import datetime

import pytest
from django.utils import timezone

from extranet.documents.models import Folder
from tests.extranet.documents.tools import address
from tests.factories.directory import BodyFactory
from tests.factories.extranet import (
    DocumentFactory,
    delegate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(body, client):
    user = delegate(body, "chair")
    client.force_login(user)
    return user


def test_a_document_is_changed_shared_and_withdrawn_through_its_pages(client, body, chair):
    document = DocumentFactory(body=body)
    other = DocumentFactory(body=body)
    data = {"title": "New title", "language": "en", "folder": document.folder_id}
    data |= {"translation_of": "", "keep_until": "2031-01-31", "open_to_guests": "on"}
    assert client.post(address("document-edit", document.pk), data).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.open_to_guests) == ("New title", True)
    assert document.keep_until == datetime.date(2031, 1, 31)
    wrong = client.post(address("document-edit", document.pk), data | {"title": ""})
    assert wrong.status_code == 422

    shares = address("document-shares", document.pk)
    until = timezone.localdate() + datetime.timedelta(days=3)
    assert client.post(shares, {"until": until}).status_code == 422
    to_body = {"body": BodyFactory().pk, "until": until.isoformat()}
    assert client.post(shares, to_body).status_code == 302
    share = document.shares.get()
    revoke = address("document-share-revoke", document.pk, share.pk)
    assert client.get(revoke).status_code == 405
    assert client.post(revoke).status_code == 302
    share.refresh_from_db()
    assert share.revoked_at

    replace = address("document-supersede", document.pk)
    assert client.post(replace, {"superseded_by": other.pk}).status_code == 302
    document.refresh_from_db()
    assert document.superseded_by == other
    assert client.post(address("document-withdraw", document.pk), {"reason": ""}).status_code == 302
    document.refresh_from_db()
    assert document.state == "withdrawn"


def test_folders_are_kept_through_their_pages(client, body, chair):
    path = address("documents-folders", body.code)
    assert client.post(path, {"usual": "1"}).status_code == 302
    assert Folder.objects.filter(body=body).count() == 3
    names = {"labels_en": "Budget", "labels_fr": "Budget", "labels_es": "Presupuesto"}
    assert client.post(path, names | {"parent": ""}).status_code == 302
    made = Folder.objects.latest("pk")
    edit = address("folder-edit", made.pk)
    first = Folder.objects.filter(body=body).first()
    assert client.post(edit, names | {"parent": first.pk, "position": 2}).status_code == 302
    made.refresh_from_db()
    assert (made.parent, made.position) == (first, 2)
    wrong = client.post(edit, names | {"parent": made.pk, "position": 2})
    assert "cannot lie in itself" in wrong.content.decode()
    assert client.post(edit, names | {"parent": "", "remove": "1"}).status_code == 302
    assert not Folder.objects.filter(pk=made.pk).exists()
    client.force_login(delegate(body))
    assert client.get(path).status_code == 404
    assert client.get(address("folder-edit", first.pk)).status_code == 404
