"""The pages of documents: what stands on them, for whom, at what cost."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone, translation

from extranet.core.standing import standing_of
from extranet.documents import services as documents
from extranet.documents.models import Document, DocumentVersion, Reading, Share
from extranet.documents.views.rows import paper_row, paper_rows
from tests.extranet.documents.tools import address, pdf
from tests.factories.directory import LONG_AGO, BodyFactory
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    FolderFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
    make_version,
)
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


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


CANARY = "zanzibar-heron"


def test_canaries_are_found_by_nobody_else(client, body):
    document = DocumentFactory(
        body=body,
        title=f"Title {CANARY}",
        content=pdf(f"Text {CANARY}"),
        content__name=f"{CANARY}.pdf",
        content__note=f"Note {CANARY}",
    )
    folder = document.folder
    folder.labels = {"en": f"Folder {CANARY}"}
    folder.save()
    paths = [
        address("documents"),
        address("documents-body", body.code),
        address("folder", folder.pk),
        address("document", document.pk),
        address("document-version", document.pk, 1),
        address("document-text", document.pk, 1),
        address("document-open", document.pk, 1),
        address("document-download", document.pk, 1),
        address("document-original", document.pk, 1),
        address("document-log", document.pk),
        address("documents-log", body.code),
        address("document-edit", document.pk),
        address("document-shares", document.pk),
        address("folder-edit", folder.pk),
    ]
    superuser = get_user_model().objects.create_superuser("root@example.org", "password")
    expired = delegate(body, starts_on=LONG_AGO, ends_on=LONG_AGO)
    for user in (None, delegate(), delegate(BodyFactory(), "chair"), superuser, expired):
        client.logout()
        if user:
            client.force_login(user)
        for path in paths:
            response = client.get(path)
            assert response.status_code in (200, 302, 404), path
            assert path == address("documents") or response.status_code != 200, path
            assert CANARY not in response.content.decode() + str(response.headers), path
    client.force_login(delegate(body, "observer"))
    for path in paths:
        assert CANARY not in client.get(path).content.decode(), path


def test_a_share_opens_the_document_and_none_beside_it(client, body):
    folder = FolderFactory(body=body)
    shared, hidden = (DocumentFactory(folder=folder, title=text) for text in ("Shared", "Hidden"))
    other = FolderFactory(body=body, labels={"en": "Secret folder"})
    DocumentFactory(folder=other)
    reader = delegate()
    Share.objects.create(
        document=shared, person=reader.person, until=timezone.now() + datetime.timedelta(hours=1)
    )
    client.force_login(reader)
    assert client.get(address("document", shared.pk)).status_code == 200
    assert client.get(address("document", hidden.pk)).status_code == 404
    assert client.get(address("folder", other.pk)).status_code == 404
    for path in (address("documents"), address("documents-body", body.code)):
        text = client.get(path).content.decode()
        assert "Shared" in text
        assert "Hidden" not in text
        assert "Secret folder" not in text


def test_translations_share_a_row_the_readers_language_first(client, body, member):
    english = DocumentFactory(body=body, title="The budget")
    french = DocumentFactory(
        folder=english.folder, title="Le budget", language="fr", translation_of=english
    )
    for language, title, other in (("en", "The budget", "Le"), ("fr", "Le budget", "The")):
        text = client.get(address("documents", language=language)).content.decode()
        assert text.count('class="paper-row"') == 1
        assert title in text
        assert f"{other} budget" not in text
    page = client.get(address("document", french.pk, language="fr")).content.decode()
    assert address("document", english.pk, language="fr") in page
    Document.objects.filter(pk=english.pk).update(state="withdrawn")
    assert "Le budget" in client.get(address("documents")).content.decode()


def test_filters_narrow_the_list(client, body, member):
    DocumentFactory(body=body, title="English text")
    DocumentFactory(body=body, title="Texte en français", language="fr")
    text = client.get(address("documents"), {"language": "fr"}).content.decode()
    assert "Texte en français" in text
    assert "English text" not in text
    assert "1 document · French" in text
    assert client.get(address("documents"), {"body": "nobody", "page": "x"}).status_code == 200


def test_an_old_version_says_so_and_leads_to_the_newest(client, body, member):
    document = DocumentFactory(body=body)
    second = make_version(document, pdf("second"), note="Figures corrected")
    Document.objects.filter(pk=document.pk).update(current=second)
    newest = DocumentFactory(body=body, title="The one that counts")
    old = client.get(address("document-version", document.pk, 1)).content.decode()
    assert "Version 1 is not the newest" in old
    assert f'href="{address("document", document.pk)}"' in old
    assert "not the newest" not in client.get(address("document", document.pk)).content.decode()
    documents.supersede(document=document, by_document=newest, by=None)
    for path in (address("document", document.pk), address("document-version", document.pk, 1)):
        text = client.get(path).content.decode()
        assert "This document is superseded" in text
        assert "The one that counts" in text


def test_the_text_view_is_a_reading(client, body, member):
    document = DocumentFactory(body=body)
    path = address("document-text", document.pk, 1)
    assert client.get(path).status_code == 404
    DocumentVersion.objects.update(text="First\fSecond <b>", text_status="done")
    text = client.get(path).content.decode()
    assert "Page 2" in text
    assert "Second &lt;b&gt;" in text
    assert Reading.objects.get().action == "seen"


def test_rows_pin_papers_to_the_version_tabled(body):
    item = AgendaItemFactory(meeting=MeetingFactory(body=body))
    english = DocumentFactory(body=body, title="The budget")
    french = DocumentFactory(folder=english.folder, language="fr", translation_of=english)
    hidden = DocumentFactory(body=body)
    Document.objects.filter(pk=hidden.pk).update(state="draft")
    papers = [
        PaperFactory(item=item, version=document.current, late=True)
        for document in (english, french, hidden)
    ]
    second = make_version(english, pdf("second"))
    Document.objects.filter(pk=english.pk).update(current=second)
    reader = delegate(body)
    Reading.objects.create(version=english.current, user=reader, name="x", action="seen")
    with translation.override("en"):
        (row,) = paper_rows(papers, standing_of(reader))
    assert row.url == address("document-version", english.pk, 1)
    assert (row.pinned, row.late, row.newer, row.seen) == (True, True, True, True)
    assert [link["code"] for link in row.links] == ["en", "fr"]
    assert paper_row(hidden, standing_of(reader)) is None
    assert paper_row(english, standing_of(delegate())) is None


@pytest.mark.parametrize("role", ["member", "chair"])
def test_pages_cost_the_same_at_ten_times_as_many(client, body, role):
    user = delegate(body, role)
    client.force_login(user)
    folder = FolderFactory(body=body)

    def grow(count):
        for _n in range(count):
            document = DocumentFactory(folder=folder)
            DocumentFactory(folder=folder, language="fr", translation_of=document)
            Reading.objects.create(version=document.current, user=user, name="x", action="seen")
        FolderFactory.create_batch(count, body=body)
        return document

    document = grow(5)
    paths = [
        address("documents"),
        address("documents-body", body.code),
        address("folder", folder.pk),
        address("document", document.pk),
    ]
    if role == "chair":
        paths += [
            address("documents-upload", body.code),
            address("documents-drafts", body.code),
            address("documents-folders", body.code),
            address("document-edit", document.pk),
            address("document-shares", document.pk),
        ]
    for path in paths:
        client.get(path)
    few = [len(queries_of(client, path)) for path in paths]
    grow(45)
    many = [len(queries_of(client, path)) for path in paths]
    assert few == many
    assert max(many) <= 25
