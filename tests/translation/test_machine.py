"""Machine translation: off by default, read by a person, and never told what is held back."""

import pytest
from wagtail_localize.machine_translators import get_machine_translator

from cms.publishing.models import SecurityHold
from cms.translation.completeness import untranslated_texts
from tests.factories.pages import make_statement
from tests.home.editing import colleague, signed_in, start_translation
from tests.translation.test_desk import by_source, desk_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]
DUMMY = "wagtail_localize.machine_translators.dummy.DummyTranslator"


@pytest.fixture
def switched_on(settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translation.machine.GuardedTranslator",
        "OPTIONS": {"CLASS": DUMMY},
    }


@pytest.fixture
def client(site, roles):
    return signed_in(colleague("translators"))


def ask(client, record) -> str:
    address = f"/admin/localize/translate/{record.pk}/machine_translate/"
    response = client.post(address, follow=True)
    return "\n".join(str(message) for message in response.context.get("messages", ()))


def test_there_is_none_by_default(client):
    assert get_machine_translator() is None
    _draft, record = start_translation(make_statement(title="Peace now"), "fr")
    assert "machine_translate" not in client.get(desk_url(record)).content.decode()
    address = f"/admin/localize/translate/{record.pk}/machine_translate/"
    client.post(address)
    assert by_source(record)["Peace now"].kept is None


def test_what_it_wrote_is_to_be_confirmed(client, switched_on):
    _draft, record = start_translation(make_statement(title="Peace now"), "fr")
    assert "machine_translate" in client.get(desk_url(record)).content.decode()
    assert "read and confirm it" in ask(client, record)
    text = by_source(record)["Peace now"]
    assert (text.kept.data, text.state) == ("now Peace", "machine")
    assert text.is_unfinished
    assert untranslated_texts(record) is not None


def test_what_is_held_back_is_not_sent(client, switched_on):
    SecurityHold.objects.create(name="Ana Lima", reason="She is in hiding.")
    _draft, record = start_translation(make_statement(title="Peace now"), "fr")
    assert "read and confirm it" in ask(client, record)
    page = make_statement(title="Peace for all")
    _draft, record = start_translation(page, "fr")
    # A draft that names somebody holds back what is published already, too.
    page.title = "Free Ana Lima"
    page.save_revision()
    assert "held back" in ask(client, record)
    assert by_source(record)["Peace for all"].kept is None
    assert "machine_translate" not in client.get(desk_url(record)).content.decode()


def test_a_service_that_fails_is_said_in_words(client, switched_on, monkeypatch):
    def fail(*_args):
        raise ConnectionError

    monkeypatch.setattr(f"{DUMMY}.translate", fail)
    _draft, record = start_translation(make_statement(title="Peace now"), "fr")
    assert "did not answer" in ask(client, record)
