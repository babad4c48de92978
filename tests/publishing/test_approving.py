"""The small screen on which a draft is approved or sent back, and the way to it."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from cms.publishing import rules
from cms.publishing.models import RequiredEyes
from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import colleague, signed_in
from tests.home.test_workflow import submit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site", "roles", "on_commit_at_once"),
]


@pytest.fixture
def editor(site, roles):
    return colleague("editors", first_name="Ana", last_name="Lima")


@pytest.fixture
def waiting(editor):
    """A draft of a published statement that waits for approval."""
    page = make_statement(title="Peace", kind="press_release", owner=editor)
    page.title, page.summary = "Peace now", "A new summary."
    page.corrections = [
        ("correction", {"date": page.date, "note": "More."}),
    ]
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return fresh(page)


def fresh(page):
    return StatementPage.objects.get(pk=page.pk)


def url(page):
    return reverse("publishing_approve", args=[page.pk])


def decide(client, page, action, comment="", **changes):
    html = client.get(url(page)).content.decode()
    found = re.search(r'name="wording" value="(\w+)"', html)
    data = {"action": action, "comment": comment, "wording": found[1] if found else ""}
    return client.post(url(page), data | changes, follow=True)


@pytest.fixture
def unruled(monkeypatch):
    """Nothing but four eyes is asked: corrections have tests of their own."""
    from cms.publishing.four_eyes import lacks_eyes

    monkeypatch.setattr(rules, "_rules", [lacks_eyes])


def test_it_says_what_changes_and_publishes(waiting, unruled):
    client = signed_in(colleague("coordinators"))
    html = client.get(url(waiting)).content.decode()
    assert "Ana Lima" in html
    assert '<span class="addition">' in html
    assert url(waiting) in client.get("/admin/").content.decode()
    decide(client, waiting, "approve")
    page = fresh(waiting)
    assert page.title == "Peace now"
    assert not page.workflow_in_progress


def test_it_is_sent_back_with_a_comment(waiting):
    client = signed_in(colleague("secretariat"))
    html = decide(client, waiting, "reject").content.decode()
    assert "Write what has to be changed" in html
    decide(client, waiting, "reject", "Name the body.")
    state = fresh(waiting).current_workflow_state
    assert state.status == "needs_changes"
    assert state.current_task_state.comment == "Name the body."


def test_what_was_changed_since_is_not_approved_unread(waiting, editor):
    client = signed_in(colleague("coordinators"))
    html = client.get(url(waiting)).content.decode()
    seen = re.search(r'name="wording" value="(\w+)"', html)[1]
    draft = waiting.get_latest_revision_as_object()
    draft.title = "War now"
    draft.save_revision(user=editor)
    html = decide(client, waiting, "approve", "Typed", wording=seen).content.decode()
    assert "read it again" in html
    assert "Typed" in html
    assert fresh(waiting).title == "Peace"


def test_what_was_edited_after_it_was_sent_is_approved_as_it_was_read(waiting, editor, unruled):
    draft = waiting.get_latest_revision_as_object()
    draft.title = "Peace at last"
    draft.save_revision(user=editor)
    decide(signed_in(colleague("coordinators")), waiting, "approve")
    assert fresh(waiting).title == "Peace at last"
    assert not fresh(waiting).workflow_in_progress


def test_a_refusal_is_shown_and_the_task_stays_open(waiting, monkeypatch):
    monkeypatch.setattr(rules, "_rules", [lambda publication: ["Not on a Sunday."]])
    client = signed_in(colleague("coordinators"))
    html = decide(client, waiting, "approve", "Fine").content.decode()
    assert "Not on a Sunday." in html
    assert "Fine" in html
    assert fresh(waiting).workflow_in_progress
    assert fresh(waiting).title == "Peace"


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_last_editor_reads_why_there_are_no_buttons(action):
    author = colleague("superuser")
    page = make_statement(live=False)
    page.title = "Mine"
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    client = signed_in(author)
    html = client.get(url(page)).content.decode()
    assert "You made the last change" in html
    assert 'value="approve"' not in html
    from cms.publishing.wording import wording_of

    forged = {"action": action, "comment": "x", "wording": wording_of(page.get_latest_revision())}
    html = client.post(url(page), forged).content.decode()
    assert "somebody else has to approve" in html
    assert fresh(page).workflow_in_progress


@pytest.mark.parametrize(
    ("role", "may"),
    [("editors", False), ("translators", False), ("coordinators", True), ("secretariat", True)],
)
def test_who_sees_it(waiting, role, may):
    response = signed_in(colleague(role)).get(url(waiting))
    assert (response.status_code == 200) is may


def test_what_does_not_wait_any_more_leads_home(waiting):
    waiting.current_workflow_state.cancel()
    response = signed_in(colleague("coordinators")).get(url(waiting), follow=True)
    assert "does not wait for approval" in response.content.decode()


def test_who_is_signed_out_signs_in_first(waiting, client):
    response = client.get(url(waiting))
    assert response.status_code == 302
    assert f"next={url(waiting)}" in response.url


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "waits to be approved"),
        ("fr", "attend d’être approuvé"),
        ("es", "espera su aprobación"),
    ],
)
def test_the_mail_leads_there_in_its_readers_language(editor, language, words):
    reader = colleague("coordinators", language=language)
    page = submit(signed_in(editor), make_statement(live=False, owner=editor))
    message = next(message for message in mail.outbox if message.to == [reader.email])
    assert url(page) in message.body
    assert words in message.body
    assert "Ana Lima" in message.body


class TestRequiredEyes:
    """The setting."""

    url = "/admin/who-must-approve/"

    @pytest.mark.parametrize(
        ("role", "may"), [("coordinators", False), ("secretariat", True), ("superuser", True)]
    )
    def test_who_sets_it(self, role, may):
        client = signed_in(colleague(role))
        assert (client.get(self.url).status_code == 200) is may
        assert (self.url in client.get("/admin/").content.decode()) is may

    def test_it_keeps_what_was_chosen(self):
        client = signed_in(colleague("secretariat"))
        form = client.get(self.url).context["form"]
        data = {name: field.initial for name, field in form.fields.items()}
        assert data["home.statementpage:resolution"] == 2
        client.post(self.url, data | {"home.eventpage": 2, "home.statementpage:resolution": 1})
        assert dict(RequiredEyes.objects.values_list("kind", "people")) == {
            "home.eventpage": 2,
            "home.statementpage:resolution": 1,
        }
        response = client.post(self.url, data | {"home.eventpage": 9})
        assert response.status_code == 200
        assert response.context["form"].errors
