"""The address of a translation: it follows the translated title until readers know it."""

import pytest

from cms.translation.addresses import address_of
from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import NOTE, publish_translation, published, signed_in, start_translation
from tests.translation.test_desk import by_source, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]


@pytest.fixture
def client(coordinator):
    return signed_in(coordinator)


def translate_all(client, record, **typed):
    every = {
        source: f"{source} (fr)"
        for source, text in by_source(record).items()
        if not text.is_address and not text.kept
    }
    return send(client, record, every | typed)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("L’Œuvre de la paix", "loeuvre-de-la-paix"),
        ("¿Qué mañana?", "que-manana"),
        ("Мир", "mir"),
        ("…", ""),
    ],
)
def test_an_address_is_written_in_plain_letters(title, address):
    assert address_of(title) == address


def test_it_follows_the_title_and_a_complete_page_reports_success(client):
    draft, record = start_translation(make_statement(title="Peace"), "fr")
    translate_all(client, record, Peace="La paix")
    translate_all(client, record, Peace="La paix, enfin")
    html = publish_translation(client, draft).content.decode()
    assert "missing translations" not in html
    assert "Published " in html
    french = StatementPage.objects.get(pk=draft.pk)
    assert french.slug == "la-paix-enfin"


def test_it_is_free_among_the_pages_beside_it(client):
    make_statement("fr", title="La paix", slug="la-paix")
    draft, record = start_translation(make_statement(title="Peace"), "fr")
    translate_all(client, record, Peace="La paix")
    publish_translation(client, draft)
    assert StatementPage.objects.get(pk=draft.pk).slug == "la-paix-1"


def test_a_published_address_stays(client):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    translate_all(client, record, Peace="La paix")
    publish_translation(client, draft)
    page = StatementPage.objects.get(pk=page.pk)
    page.title, page.slug = "Peace now", "peace-now"
    published(page)
    send(client, record, {"Peace now": "La paix maintenant", NOTE["en"]: NOTE["fr"]})
    publish_translation(client, draft)
    french = StatementPage.objects.get(pk=draft.pk)
    assert (french.title, french.slug) == ("La paix maintenant", "la-paix")
    # The desk does not take another one.
    address = next(text for text in by_source(record).values() if text.is_address)
    client.post(f"/admin/translations/{record.pk}/", {f"text-{address.key}": "other"})
    assert next(t for t in by_source(record).values() if t.is_address).kept.data == "la-paix"


def test_one_that_a_person_set_does_not_follow(client):
    draft, record = start_translation(make_statement(title="Peace"), "fr")
    send(client, record, {"Peace": "La paix"})
    address = next(text for text in by_source(record).values() if text.is_address)
    assert address.kept.data == "la-paix"
    send(client, record, {address.source: "Paix 2026"})
    translate_all(client, record, Peace="La paix, enfin")
    publish_translation(client, draft)
    assert StatementPage.objects.get(pk=draft.pk).slug == "paix-2026"


def test_what_needs_no_words_does_not_stand_in_the_way_of_success(client):
    draft, record = start_translation(make_statement(title="Peace", text=("2024",)), "fr")
    send(client, record, {"Peace": "La paix", "A summary.": "Un résumé."})
    assert by_source(record)["2024"].state == "no_words"
    html = publish_translation(client, draft).content.decode()
    assert "missing translations" not in html
    assert StatementPage.objects.get(pk=draft.pk).live
