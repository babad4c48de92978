"""What the admin's front page says waits, to each of those who work there."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from cms.accounts.services import sync_roles
from home.dashboard.panel import TodoPanel
from home.models import StatementPage
from tests.conftest import at_once
from tests.factories.pages import make_site, make_statement, translate
from tests.home.editing import (
    colleague,
    edit_url,
    published,
    signed_in,
    start_translation,
    statement_form,
    translate_texts,
)
from tests.home.test_workflow import act, submit
from tests.query_counts import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]


def fresh(page):
    return StatementPage.objects.get(pk=page.pk)


def todo(user) -> dict[str, list[str]]:
    """Return the titles of what waits for `user`, by section."""
    sections = TodoPanel(type(user).objects.get(pk=user.pk)).get_context_data({})["sections"]
    return {section.name: [row.title for row in section.rows] for section in sections}


def test_an_editor_sees_drafts_and_what_came_back(site, roles):
    editor, coordinator = colleague("editors"), colleague("coordinators")
    for title in ("Kept", "Sent", "Returned"):
        page = make_statement(title=title, live=False, owner=editor)
        page.save_revision(user=editor)
    client = signed_in(editor)
    sent, returned = (
        StatementPage.objects.get(title="Sent"),
        StatementPage.objects.get(title="Returned"),
    )
    submit(client, sent)
    returned = submit(client, returned)
    act(signed_in(coordinator), returned, "reject", "Name the body.")
    seen = todo(editor)
    assert seen["drafts"] == ["Kept"]
    assert seen["returned"] == ["Returned"]
    assert "review" not in seen
    assert todo(coordinator)["review"] == ["Sent"]
    html = client.get("/admin/").content.decode()
    assert "Name the body." in html
    assert edit_url(returned) in html


def test_translations_are_told_apart(site, roles):
    translator, coordinator = colleague("translators", language="es"), colleague("coordinators")
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    start_translation(page, "es")
    translate_texts(signed_in(coordinator), record)
    sections = {
        section.name: section for section in TodoPanel(translator).get_context_data({})["sections"]
    }
    rows = sections["translations"].rows
    assert [(row.language, row.note) for row in rows] == [
        ("Español", "texts left to translate"),
        ("Français", "complete, to hand over"),
    ]
    assert draft.pk
    assert set(sections) <= {"translations", "outdated", "missing"}


def test_what_is_out_of_date_and_missing_is_counted(site, roles):
    translator = colleague("translators")
    page = make_statement(title="Peace")
    translate(page, "fr", title="Paix")
    page.title = "Peace now"
    published(page)
    seen = todo(translator)
    assert seen["outdated"] == ["Paix"]
    assert [title.split(":")[0] for title in seen["missing"]] == ["Español"]


def test_what_is_scheduled_and_withdrawn_is_shown(site, roles):
    coordinator = colleague("coordinators")
    page = make_statement(title="Tomorrow", live=False)
    form = statement_form(
        page, go_live_at=f"{timezone.now() + datetime.timedelta(1):%Y-%m-%d %H:%M}"
    )
    signed_in(coordinator).post(edit_url(page), form | {"action-publish": "1"})
    make_statement(
        title="Gone", withdrawn_on=timezone.localdate(), withdrawal_reason="It was wrong."
    )
    make_statement(
        title="Gone long ago",
        withdrawn_on=datetime.date(2020, 1, 1),
        withdrawal_reason="It was wrong.",
    )
    seen = todo(coordinator)
    assert seen["scheduled"] == ["Tomorrow"]
    assert seen["withdrawn"] == ["Gone"]
    assert "drafts" not in seen


def test_nothing_waits_is_said_in_plain_words(site, roles):
    editor = colleague("editors")
    html = signed_in(editor).get("/admin/").content.decode()
    assert "Nothing waits for you" in html


def test_it_takes_the_place_of_wagtails_panels(site, roles):
    coordinator = colleague("coordinators")
    editor = colleague("editors")
    page = make_statement(live=False, owner=editor, title="Sent")
    submit(signed_in(editor), page)
    html = signed_in(coordinator).get("/admin/").content.decode()
    assert "Awaiting your review" not in html
    assert "Waiting for your approval" in html


def queries_of(user) -> int:
    """Return how many queries the panel costs `user`."""
    user = type(user).objects.get(pk=user.pk)
    with queries() as asked:
        TodoPanel(user).render_html({"request": None})
    return len(asked)


def fill(editor, count: int) -> None:
    """Make `count` of everything that may wait."""
    for _number in range(count):
        make_statement(live=False, owner=editor).save_revision(user=editor)
        sent = make_statement(live=False, owner=editor)
        sent.save_revision(user=editor)
        sent.get_workflow().start(sent, editor)
        page = make_statement()
        translate(page, "fr")
        page.title = f"{page.title} again"
        published(page)
        start_translation(make_statement(), "fr")


DESKS = ["editors", "translators", "coordinators", "secretariat"]


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """By role, how many queries the panel costs when one of everything waits, and when four do."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", at_once)
        make_site()
        sync_roles()
        editor, users = colleague("editors"), {role: colleague(role) for role in DESKS}
        found = {role: [] for role in DESKS}
        for more in (1, 3):
            fill(editor, more)
            for role, user in users.items():
                queries_of(user)
                found[role].append(queries_of(user))
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("role", DESKS)
def test_its_cost_does_not_grow(costs, role):
    few, many = costs[role]
    assert many == few
    assert few <= 16


def test_the_report_shows_where_each_text_stands(site, roles):
    client = signed_in(colleague("translators"))
    page = make_statement(title="Peace")
    translate(page, "fr", title="Paix")
    start_translation(page, "es")
    page.title = "Peace now"
    published(page)
    html = client.get("/admin/reports/languages/").content.decode()
    assert "Peace now" in html
    listed = client.get("/admin/reports/languages/?fr=outdated&es=draft").context["object_list"]
    assert [row.title for row in listed] == ["Peace now"]
    assert [cell["state"] for cell in listed[0].cells] == ["published", "outdated", "draft"]
    assert list(client.get("/admin/reports/languages/?fr=missing").context["object_list"]) == []
    assert client.get("/admin/reports/languages/?state=outdated").context["object_list"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_report_can_be_taken_along(site, roles, kind):
    client = signed_in(colleague("coordinators"))
    make_statement(title="Peace")
    response = client.get(f"/admin/reports/languages/?export={kind}")
    assert response.status_code == 200
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "csv":
        assert "Peace" in data.decode()
        assert "missing" in data.decode()


def test_statements_have_a_list_of_their_own(site, roles):
    client = signed_in(colleague("editors"))
    make_statement(title="Peace", kind="resolution")
    make_statement(title="Justice", kind="report")
    html = client.get("/admin/statements/?kind=resolution").content.decode()
    assert "Peace" in html
    assert "Justice" not in html
    assert "Resolution" in html or "resolution" in html
