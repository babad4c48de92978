"""Terms and names: kept in the admin, shown beside the texts, held against translations."""

import pytest
from django.core.exceptions import ValidationError

from cms.translation.glossary import Glossary
from cms.translation.models import GlossaryTerm
from tests.factories.pages import make_statement
from tests.home.editing import colleague, publish_translation, signed_in, start_translation
from tests.translation.test_desk import by_source, desk_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]


@pytest.fixture
def terms(db):
    GlossaryTerm.objects.create(term="PES", never_translated=True)
    GlossaryTerm.objects.create(term="Olof Palme", never_translated=True)
    GlossaryTerm.objects.create(term="board", translations={"fr": "bureau"}, note="Not “conseil”.")


def test_hits_are_whole_words_and_names_keep_their_capitals(terms):
    glossary = Glossary("en")
    found = glossary.hits("The <b>Board</b> &amp; PES", "fr", "Le Bureau et le PSE")
    assert {hit.term.term: hit.used for hit in found} == {"board": True, "PES": False}
    assert [hit.wanted for hit in glossary.hits("Boards, pes, PES's", "fr")] == ["PES"]
    assert glossary.hits("The board", "es")[0].wanted == ""
    assert Glossary("fr").hits("The board of PES", "es") == []


def test_what_is_only_names_is_the_same_everywhere(terms):
    assert Glossary("en").is_only_names("Olof Palme, PES (2026)")
    assert not Glossary("en").is_only_names("Olof Palme and PES")
    assert not Glossary("en").is_only_names("pes")


def test_a_text_of_names_needs_no_translation(terms, coordinator):
    client = signed_in(coordinator)
    draft, record = start_translation(make_statement(title="Peace", text=("Olof Palme",)), "fr")
    send(client, record, {"Peace": "Paix", "A summary.": "Un résumé."})
    assert by_source(record)["Olof Palme"].state == "no_words"
    publish_translation(client, draft)
    draft.refresh_from_db()
    assert draft.live


def test_the_desk_shows_them_beside_the_text(terms, site, roles):
    client = signed_in(colleague("translators"))
    _draft, record = start_translation(make_statement(title="The board of PES"), "fr")
    html = client.get(desk_url(record)).content.decode()
    assert "bureau" in html
    assert "Not “conseil”." in html
    assert "never translated" in html
    send(client, record, {"The board of PES": "Le conseil du PSE"})
    html = client.get(desk_url(record)).content.decode()
    assert html.count("not found in the translation") == 2
    assert "Names that are never translated are missing" in html


def test_a_name_never_translated_has_no_translations():
    term = GlossaryTerm(term="PES", never_translated=True, translations={"fr": "PSE"})
    with pytest.raises(ValidationError):
        term.full_clean()


MAY = {
    "editors": False,
    "translators": True,
    "coordinators": False,
    "secretariat": True,
    "superuser": True,
}


@pytest.mark.parametrize("role", MAY)
def test_who_keeps_the_glossary(site, roles, role):
    client = signed_in(colleague(role))
    form = {"term": "board", "language": "en", "translations_en": "", "translations_fr": "bureau"}
    form |= {"translations_es": "", "note": ""}
    client.post("/admin/snippets/translation/glossaryterm/add/", form)
    assert GlossaryTerm.objects.filter(translations={"fr": "bureau"}).exists() == MAY[role]
    listed = client.get("/admin/snippets/translation/glossaryterm/?export=csv")
    assert (listed.status_code == 200) == MAY[role]
    if MAY[role]:
        assert "bureau" in listed.content.decode()
