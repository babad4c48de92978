"""Assigning a translation, handing it over to its workflow, and what comes of that."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import PageLogEntry

from cms.core.personal_data.sources import all_sources, subject_of
from cms.translation.models import Assignment, GlossaryTerm
from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import (
    NOTE,
    colleague,
    publish_translation,
    published,
    signed_in,
    start_translation,
)
from tests.translation.test_desk import by_source, desk_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]


@pytest.fixture
def translator(site, roles):
    return colleague("translators", first_name="Ana", last_name="Ruiz")


@pytest.fixture
def client(translator):
    return signed_in(translator)


def translated(record) -> dict[str, str]:
    return {
        source: f"{source} (fr)"
        for source, text in by_source(record).items()
        if not text.is_address
    }


def test_what_lacks_texts_is_not_handed_over(client):
    draft, record = start_translation(make_statement(title="Peace"), "fr")
    html = send(client, record, {"Peace": "Paix"}, action="hand_over").content.decode()
    assert "It is not ready" in html
    assert "We stand together." in html
    draft.refresh_from_db()
    assert draft.current_workflow_state is None
    assert by_source(record)["Peace"].kept.data == "Paix"


def test_a_complete_one_goes_to_review_and_both_are_named(client, translator, coordinator):
    draft, record = start_translation(make_statement(title="Peace"), "fr")
    response = send(client, record, translated(record), action="hand_over")
    assert "It is under review" in response.content.decode()
    draft.refresh_from_db()
    assert draft.workflow_in_progress
    assert draft.current_workflow_state.requested_by == translator
    assert draft.get_latest_revision_as_object().title == "Peace (fr)"
    given = Assignment.objects.get(translation=record)
    assert (given.assignee, given.handed_over_by) == (translator, translator)
    assert not given.is_owed
    # While it is under review the translator reads; nothing is kept, nothing typed is lost.
    response = send(client, record, {"Peace": "La paix"})
    html = response.content.decode()
    assert "La paix</textarea>" in html
    assert "locked" in html
    assert by_source(record)["Peace"].kept.data == "Peace (fr)"
    # The approver finds the way to approve on the desk, and is named afterwards.
    approver = signed_in(coordinator)
    html = approver.get(desk_url(record)).content.decode()
    state = draft.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    assert address in html
    assert address not in client.get(desk_url(record)).content.decode()
    approver.post(address, {"comment": ""})
    assert StatementPage.objects.get(pk=draft.pk).live
    history = client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).content.decode()
    assert "Translation by Ana Ruiz handed over for review" in history
    assert PageLogEntry.objects.filter(page=draft.pk, action="translation.hand_over").count() == 1


def test_sent_back_it_can_be_handed_over_again(client, coordinator):
    draft, record = start_translation(make_statement(title="Peace"), "fr")
    send(client, record, translated(record), action="hand_over")
    draft.refresh_from_db()
    state = draft.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "reject", state.pk])
    signed_in(coordinator).post(address, {"comment": "The title is too long."})
    assert "The title is too long." in client.get(desk_url(record)).content.decode()
    assert Assignment.objects.owed().exists()
    send(client, record, {"Peace": "Paix"}, action="hand_over")
    draft = StatementPage.objects.get(pk=draft.pk)
    assert draft.workflow_in_progress
    assert draft.get_latest_revision_as_object().title == "Paix"


def test_a_published_page_keeps_its_text_while_the_new_one_is_reviewed(client, coordinator):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    send(client, record, translated(record), action="hand_over")
    draft.refresh_from_db()
    state = draft.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    signed_in(coordinator).post(address, {"comment": ""})
    page = StatementPage.objects.get(pk=page.pk)
    page.title = "Peace now"
    published(page)
    texts = {"Peace now": "La paix maintenant", NOTE["en"]: NOTE["fr"]}
    send(client, record, texts, action="hand_over")
    french = StatementPage.objects.get(pk=draft.pk)
    assert french.workflow_in_progress
    assert french.title == "Peace (fr)"
    assert french.get_latest_revision_as_object().title == "La paix maintenant"


def test_words_nobody_has_approved_do_not_go_out_with_a_change_of_facts(client, coordinator):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    send(client, record, translated(record))
    publish_translation(signed_in(coordinator), draft)
    send(client, record, {"Peace": "Slip of the pen"})
    page = StatementPage.objects.get(pk=page.pk)
    page.contact_name = "Press office"
    published(page)
    french = StatementPage.objects.get(pk=draft.pk)
    assert (french.title, french.contact_name) == ("Peace (fr)", "")
    publish_translation(signed_in(coordinator), draft)
    french = StatementPage.objects.get(pk=draft.pk)
    assert (french.title, french.contact_name) == ("Slip of the pen", "Press office")


def test_lost_names_are_a_warning(client):
    GlossaryTerm.objects.create(term="Olof Palme", never_translated=True)
    _draft, record = start_translation(make_statement(title="On Olof Palme"), "fr")
    typed = translated(record) | {"On Olof Palme": "Sur Olaf Palme"}
    html = send(client, record, typed, action="hand_over").content.decode()
    assert "is a name that is never translated" in html
    assert "It is under review" in html


MAY_ASSIGN = {
    "nobody": (False, False),
    "translators": (True, False),
    "editors": (True, True),
    "coordinators": (True, True),
}


@pytest.mark.parametrize("role", MAY_ASSIGN)
def test_translators_take_work_and_others_give_it(site, roles, role):
    user, somebody = colleague(role), colleague("translators")
    browser = signed_in(user)
    done = []
    for assignee in (user, somebody):
        _draft, record = start_translation(make_statement(), "fr")
        address = reverse("translation_assign", args=[record.pk])
        browser.post(address, {"assignee": assignee.pk, "due_on": "2030-01-31", "note": "Hurry"})
        done.append(Assignment.objects.filter(translation=record, assignee=assignee).exists())
    assert tuple(done) == MAY_ASSIGN[role]


def test_an_account_that_is_erased_leaves_no_name(client, translator):
    _draft, record = start_translation(make_statement(title="Peace"), "fr")
    client.post(reverse("translation_assign", args=[record.pk]), {"assignee": translator.pk})
    send(client, record, ticks=[("same", "Peace")])
    subject = subject_of(translator.email)
    rows = [(source, row) for source in all_sources() for row in source.find(subject)]
    ours = [(source, row) for source, row in rows if source.code.startswith("translation.")]
    assert len(ours) == 2
    for source, row in ours:
        assert source.describe(row)
        source.erase(row)
    assert Assignment.objects.get().assignee is None
    assert by_source(record)["Peace"].state == "same"
    entry = PageLogEntry.objects.get(action="translation.assign")
    assert "Ana Ruiz" in entry.message
    translator.delete()
    assert "a deleted account" in PageLogEntry.objects.get(pk=entry.pk).message


def test_who_owes_what_and_what_is_overdue(client, translator):
    _draft, record = start_translation(make_statement(title="Peace"), "fr")
    yesterday = localdate() - datetime.timedelta(days=1)
    address = reverse("translation_assign", args=[record.pk])
    client.post(address, {"assignee": translator.pk, "due_on": str(yesterday), "note": ""})
    assert list(Assignment.objects.of(translator).overdue()) == [Assignment.objects.get()]
    assert "overdue" in client.get(desk_url(record)).content.decode()
    send(client, record, translated(record), action="hand_over")
    assert not Assignment.objects.owed().exists()
