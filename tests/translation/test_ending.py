"""A translation ends by who may publish, for a reason; the page is an independent text then."""

import pytest
from wagtail.models import PageLogEntry

from cms.translation.completeness import untranslated
from cms.translation.models import IndependentText
from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import colleague, edit_url, signed_in, start_translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "roles")]


@pytest.fixture
def begun(site):
    """The draft of a translation, and its record."""
    return start_translation(make_statement(), "fr")


def address(record) -> str:
    return f"/admin/localize/translate/{record.pk}/disable/"


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("editors", False),
        ("translators", False),
        ("coordinators", True),
        ("secretariat", True),
        ("superuser", True),
    ],
)
def test_only_publishers_end_it(begun, role, may):
    draft, record = begun
    signed_in(colleague(role)).post(address(record), {"reason": "Written anew for France."})
    record.refresh_from_db()
    assert record.enabled is not may
    assert IndependentText.objects.filter(page=draft).exists() is may


def test_it_asks_for_the_reason_and_ends_nothing_without(begun):
    draft, record = begun
    client = signed_in(colleague("coordinators"))
    asked = client.post(address(record))
    assert asked.status_code == 200
    assert "independent text" in asked.content.decode()
    assert not asked.context["form"].errors
    refused = client.post(address(record), {"reason": "  "})
    assert refused.context["form"].errors
    record.refresh_from_db()
    assert record.enabled
    assert untranslated(draft)


def test_the_page_may_say_what_it_likes_until_the_translation_goes_on(begun):
    draft, record = begun
    boss = colleague("coordinators")
    client = signed_in(boss)
    client.post(address(record), {"reason": "Written anew for France."})
    assert untranslated(draft) == []
    draft.get_latest_revision().publish(user=boss)
    assert StatementPage.objects.get(pk=draft.pk).live
    entry = PageLogEntry.objects.get(page=draft.pk, action="translation.end")
    assert (entry.user, entry.data) == (boss, {"reason": "Written anew for France."})
    client.post(edit_url(draft), {"localize-restart-translation": "1"})
    assert not IndependentText.objects.exists()
    assert untranslated(draft)
