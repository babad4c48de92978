"""A decision becomes the draft of a statement in one click, for who may write one."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.accounts.roles import ROLES
from cms.core.errors import Refused
from extranet.records.services import statements as service
from home.models import StatementPage
from tests.extranet.records.tools import decided
from tests.factories.extranet import delegate, secretary

TEXT = "First <b>paragraph</b>.\n\nSecond & last,\nin two lines."


@pytest.fixture
def secretariat(site, roles):
    return secretary()


@pytest.fixture
def decision(site, meeting):
    texts = {"en": TEXT, "fr": "Le texte."}
    return decided(meeting, titles={"en": "The vaccines", "fr": "Les vaccins"}, texts=texts)


def test_it_is_drafted_in_the_languages_of_the_decision(secretariat, decision):
    page = service.draft(decision=decision, authentic_language="fr", by=secretariat)
    drafts = StatementPage.objects.filter(translation_key=page.translation_key)
    assert {row.locale.language_code: row.title for row in drafts} == {
        "en": "The vaccines",
        "fr": "Les vaccins",
    }
    assert page.locale.language_code == "fr"
    for row in drafts:
        assert (row.live, row.authentic_language) == (False, "fr")
        assert (row.date, row.adopted_by) == (decision.taken_on, decision.body)
        assert row.decision_reference == decision.reference
        assert row.latest_revision is not None
    english = next(row for row in drafts if row.locale.language_code == "en")
    assert [str(block.value) for block in english.body] == [
        "<p>First &lt;b&gt;paragraph&lt;/b&gt;.</p>",
        "<p>Second &amp; last,<br/>in two lines.</p>",
    ]


def test_twice_makes_two_drafts_with_addresses_of_their_own(secretariat, decision):
    pages = [
        service.draft(decision=decision, authentic_language="en", by=secretariat) for _ in "12"
    ]
    assert len({page.url_path for page in pages}) == 2


def test_a_language_that_the_decision_lacks_is_refused(secretariat, decision):
    with pytest.raises(Refused) as refused:
        service.draft(decision=decision, authentic_language="es", by=secretariat)
    assert refused.value.field == "authentic_language"
    assert not StatementPage.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 200), ("chair", 404), ("editor", 404), ("member", 404)]
)
def test_who_may_draft(client, roles, decision, secretariat, who, status):
    editor = delegate(decision.body)
    editor.groups.add(Group.objects.get(name=ROLES["editors"].name))
    users = {
        "secretariat": secretariat,
        "chair": delegate(decision.body, "chair"),
        "member": delegate(decision.body),
        # May write statements, but does not keep the register.
        "editor": editor,
    }
    client.force_login(users[who])
    address = reverse("extranet:decision-statement", args=[decision.pk])
    page = client.get(reverse("extranet:decision", args=[decision.pk])).content.decode()
    assert (address in page) is (status == 200)
    assert client.get(address).status_code == status
    answer = client.post(address, {"authentic_language": "en"})
    if status == 200:
        page = StatementPage.objects.get(locale__language_code="en")
        assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    else:
        assert answer.status_code == 404
        assert not StatementPage.objects.exists()
