"""Who owes which translation by when: in the report, and on the first page of the admin."""

import datetime

import pytest
from django.utils.timezone import localdate

from cms.translation.services.assignments import assign
from home.dashboard.panel import TodoPanel
from tests.factories.pages import make_statement
from tests.home.editing import colleague, signed_in, start_translation
from tests.translation.test_desk import by_source, desk_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]
REPORT = "/admin/reports/languages/"


@pytest.fixture
def translator(site, roles):
    return colleague("translators", language="es", first_name="Ana", last_name="Ruiz")


def owed(translator, language, days=None, **fields):
    _draft, record = start_translation(make_statement(**fields), language)
    due_on = localdate() + datetime.timedelta(days) if days is not None else None
    assign(translation=record, by=translator, assignee=translator, due_on=due_on)
    return record


def sections(user) -> dict:
    found = TodoPanel(type(user).objects.get(pk=user.pk)).get_context_data({})["sections"]
    return {section.name: section for section in found}


def test_the_dashboard_has_ones_own_work_first_by_language(translator, coordinator):
    late = owed(translator, "fr", -2, title="Late")
    owed(translator, "fr", title="No day")
    owed(translator, "es", 5, title="Own language")
    owed(translator, "es", 1, title="Own language, sooner")
    rows = sections(translator)["owed"].rows
    assert next(iter(sections(translator))) == "owed"
    assert [row.title for row in rows] == [
        "Own language, sooner",
        "Own language",
        "Late",
        "No day",
    ]
    assert rows[2].note == "overdue"
    assert rows[2].url == desk_url(late)
    seen = sections(coordinator)
    assert "owed" not in seen
    assert [(row.title, row.note) for row in seen["overdue"].rows] == [("Late", "Ana Ruiz")]
    # Handed over, it waits for the coordinator, who gets to the desk.
    typed = {s: f"{s} (fr)" for s, text in by_source(late).items() if not text.is_address}
    send(signed_in(translator), late, typed, action="hand_over")
    assert "Late (fr)" not in [row.title for row in sections(translator)["owed"].rows]
    seen = sections(coordinator)
    assert "overdue" not in seen
    assert [(row.title, row.url) for row in seen["review"].rows] == [("Late (fr)", desk_url(late))]


def test_the_report_says_whose_approval_is_waited_for(translator, coordinator):
    _draft, record = start_translation(make_statement(title="Peace"), "fr")
    assign(translation=record, by=coordinator, assignee=translator, approver=coordinator)
    typed = {s: f"{s} (fr)" for s, text in by_source(record).items() if not text.is_address}
    send(signed_in(translator), record, typed, action="hand_over")
    html = signed_in(coordinator).get(REPORT + "?fr=review").content.decode()
    assert f"waits for {coordinator.name}" in html


def test_the_report_says_who_owes_what(translator, coordinator):
    late = owed(translator, "fr", -2, title="Late")
    owed(coordinator, "es", 9, title="Other")
    make_statement(title="Nobody's")
    client = signed_in(translator)
    html = client.get(REPORT).content.decode()
    assert "Ana Ruiz" in html
    assert "era para el" in html
    assert desk_url(late) in html

    def titles(query):
        return [row.title for row in client.get(REPORT + query).context["object_list"]]

    assert titles("?owed=mine") == ["Late"]
    assert titles("?owed=overdue") == ["Late"]
    assert titles("?owed=anybody") == ["Late", "Other"]
    rows = client.get(f"{REPORT}?owed=mine&export=csv")
    data = b"".join(rows.streaming_content) if rows.streaming else rows.content
    assert "Ana Ruiz" in data.decode()
    assert str(localdate() - datetime.timedelta(2)) in data.decode()
