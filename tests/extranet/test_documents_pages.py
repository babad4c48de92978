"""The pages of documents: what stands on them, for whom, at what cost."""

import pytest
from django.urls import reverse
from django.utils import translation

from extranet.models import Document
from tests.extranet.documents import pdf
from tests.factories.directory import BodyFactory
from tests.factories.extranet import (
    DocumentFactory,
    delegate,
    make_version,
    secretary,
)

pytestmark = pytest.mark.django_db


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"extranet:{name}", args=args)


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def chair(body, client):
    user = delegate(body, "chair")
    client.force_login(user)
    return user


@pytest.fixture
def member(body, client):
    user = delegate(body)
    client.force_login(user)
    return user


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_page_comes_out_for_who_keeps_the_documents(client, body, chair, language):
    document = DocumentFactory(body=body, content=pdf())
    make_version(document, pdf("second"))
    draft = DocumentFactory(body=body)
    Document.objects.filter(pk=draft.pk).update(state="draft")
    for path in (
        address("documents", language=language),
        address("documents-body", body.code, language=language),
        address("documents-upload", body.code, language=language),
        address("documents-drafts", body.code, language=language),
        address("documents-folders", body.code, language=language),
        address("folder", document.folder_id, language=language),
        address("folder-edit", document.folder_id, language=language),
        address("document", document.pk, language=language),
        address("document-version", document.pk, 1, language=language),
        address("document-edit", document.pk, language=language),
        address("document-add-version", document.pk, language=language),
        address("document-withdraw", document.pk, language=language),
        address("document-supersede", document.pk, language=language),
        address("document-shares", document.pk, language=language),
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        assert response["Cache-Control"] == "private, no-store", path


def test_logs_come_out_for_the_secretariat(client, body):
    client.force_login(secretary())
    document = DocumentFactory(body=body)
    for path in (address("documents-log", body.code), address("document-log", document.pk)):
        assert client.get(path).status_code == 200
