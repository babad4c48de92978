"""Pages with kits, drawn for real as soon as something is published."""

import pytest
from django.core.files.storage import storages

from cms.core.models import ConsentText
from cms.sharing.models import ShareKit
from cms.sharing.services import kits, marking
from cms.sharing.tasks import make_kit
from tests.factories.pages import make_statement


@pytest.fixture
def drawn(site, monkeypatch, on_commit_at_once, unindexed):
    """What is published has its cards drawn, at once."""
    monkeypatch.setattr(marking, "_enqueue", lambda page_id: make_kit.call(page_id))


@pytest.fixture
def statement(site):
    """A position of today, with a kit."""
    page = make_statement(title="Bread and roses", slug="bread-and-roses", kind="resolution")
    kits.make(page_id=page.pk)
    return page


@pytest.fixture
def consent(db):
    return ConsentText.objects.create(purpose="share-kits", texts={"en": "I agree."})


def kit_of(page) -> ShareKit | None:
    """Return the kit of a page as it stands in the data base."""
    return ShareKit.objects.filter(page=page.pk).first()


def exist(files) -> list[bool]:
    """Return of each file whether it is there."""
    return [storages["private"].exists(name) for name in files.values()]


def status(client, url: str, **options) -> int:
    """Return how an address answers, its file closed again."""
    response = client.get(url, **options)
    response.close()
    return response.status_code
