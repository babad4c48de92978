"""Whoever changed a text last neither approves it nor sends it back, and some kinds need two."""

import pytest
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, Page, TaskState
from wagtail_localize.models import StringTranslation

from cms.accounts.services import sync_roles
from cms.accounts.services.workflow import TASK
from cms.publishing import four_eyes
from cms.publishing.errors import PublicationRefused
from cms.publishing.models import Approval, FourEyesTask, RequiredEyes
from cms.publishing.rules import draft_of
from cms.publishing.services import approvals
from home.models import StatementPage
from tests.factories.pages import make_event, make_statement
from tests.home.editing import (
    colleague,
    publish_translation,
    signed_in,
    start_translation,
    translate_texts,
)
from tests.home.test_scheduling import an_hour_passes
from tests.home.test_workflow import act

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site", "roles", "on_commit_at_once"),
]


def fresh(page):
    return StatementPage.objects.get(pk=page.pk)


def draft(author, kind="resolution", **fields):
    """Return a draft whose last words are `author`'s."""
    page = make_statement(kind=kind, live=False, **fields)
    page.title = f"{page.title}, says {author.pk}"
    page.save_revision(user=author)
    return fresh(page)


def sent(page, author):
    page.get_workflow().start(page, author)
    return fresh(page)


@pytest.mark.parametrize("role", ["coordinators", "secretariat", "superuser"])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_last_editor_has_no_say(role, action):
    author = colleague(role)
    page = sent(draft(author, kind="statement"), author)
    state = page.current_workflow_task_state
    act(signed_in(author), page, action, "Mine.")
    with pytest.raises(PublicationRefused):
        state.task.specific.on_action(state, author, action)
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert not fresh(page).live
    assert not TaskState.objects.reviewable_by(author).filter(pk=state.pk).exists()
    other = colleague("superuser")
    assert TaskState.objects.reviewable_by(other).filter(pk=state.pk).exists()
    act(signed_in(other), page, action, "Seen.")
    assert fresh(page).live is (action == "approve")


def test_saving_without_a_change_is_no_edit():
    author, other = colleague("coordinators"), colleague("coordinators")
    page = draft(author)
    latest = page.get_latest_revision_as_object()
    latest.save_revision(user=other)
    assert four_eyes.last_editor(fresh(page)) == author.pk
    latest.summary = "Another one."
    latest.save_revision(user=other)
    assert four_eyes.last_editor(fresh(page)) == other.pk


def test_an_approval_is_void_after_a_later_edit():
    author, other = colleague("coordinators"), colleague("coordinators")
    page = draft(author)
    revision = page.get_latest_revision()
    approvals.record(page=page, revision=revision, user=other)
    assert four_eyes.lacks_eyes(draft_of(page, author)) == []
    edited = page.get_latest_revision_as_object()
    edited.summary = "A later thought."
    later = edited.save_revision(user=author)
    assert four_eyes.lacks_eyes(draft_of(fresh(page), author))
    with pytest.raises(PublicationRefused):
        later.publish(user=author)


def test_a_draft_that_saves_itself_anew_is_edited_too():
    author, other = colleague("coordinators"), colleague("coordinators")
    page = draft(author)
    revision = page.get_latest_revision()
    approvals.record(page=page, revision=revision, user=other)
    assert four_eyes.lacks_eyes(draft_of(page, author)) == []
    edited = page.get_latest_revision_as_object()
    edited.summary = "A later thought."
    edited.save_revision(user=author, overwrite_revision=revision)
    assert four_eyes.lacks_eyes(draft_of(fresh(page), author))


def test_an_edit_while_it_waits_keeps_the_approval_from_publishing():
    author, other = colleague("editors"), colleague("coordinators")
    page = sent(draft(author), author)
    page.summary = "A later thought."
    page.save_revision(user=author)
    act(signed_in(other), page, "approve")
    page = fresh(page)
    assert not page.live
    assert page.workflow_in_progress
    act(signed_in(other), page, "approve")
    assert fresh(page).live


def test_whoever_corrects_what_they_approve_needs_somebody_else():
    author, other = colleague("editors"), colleague("coordinators")
    page = sent(draft(author), author)
    page.summary = "Corrected."
    page.save_revision(user=other)
    state = page.current_workflow_task_state
    with pytest.raises(PublicationRefused):
        state.task.specific.on_action(state, other, "approve")
    assert not Approval.objects.exists()


@pytest.mark.parametrize("role", ["coordinators", "secretariat", "superuser"])
def test_a_resolution_needs_two_and_a_statement_one(role):
    author = colleague(role)
    page = draft(author)
    with pytest.raises(PublicationRefused, match="1 more person"):
        page.get_latest_revision().publish(user=author)
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish()
    page.get_latest_revision().publish(user=colleague("coordinators"))
    assert fresh(page).live
    statement = draft(author, kind="declaration")
    statement.get_latest_revision().publish(user=author)
    assert fresh(statement).live


def test_an_editor_who_publishes_nothing_does_not_count_twice():
    author, editor = colleague("coordinators"), colleague("editors")
    publication = draft_of(draft(author), editor)
    assert four_eyes.lacks_eyes(publication)


def test_the_number_is_a_setting_by_kind():
    author = colleague("coordinators")
    event = make_event(live=False)
    event.save_revision(user=author)
    assert four_eyes.lacks_eyes(draft_of(event, author)) == []
    RequiredEyes.objects.create(kind="home.eventpage", people=2)
    assert four_eyes.lacks_eyes(draft_of(event, author))
    RequiredEyes.objects.create(kind="home.statementpage:resolution", people=1)
    assert four_eyes.lacks_eyes(draft_of(draft(author), author)) == []


def test_three_people_approve_one_after_the_other():
    RequiredEyes.objects.create(kind="home.statementpage:resolution", people=3)
    author, first, second = colleague("editors"), colleague("secretariat"), colleague("superuser")
    page = sent(draft(author), author)
    act(signed_in(first), page, "approve")
    assert fresh(page).workflow_in_progress
    act(signed_in(first), page, "approve")
    assert not fresh(page).live
    act(signed_in(second), page, "approve")
    assert fresh(page).live


def test_what_was_approved_by_the_clock_goes_out_by_itself():
    author, other = colleague("coordinators"), colleague("coordinators")
    page = draft(author)
    page.go_live_at = "2999-01-01T00:00:00Z"
    page.full_clean()
    page.save_revision(user=author)
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish(user=author)
    page.get_latest_revision().publish(user=other)
    assert not fresh(page).live
    revision = page.get_latest_revision()
    revision.approved_go_live_at = revision.created_at
    revision.content["go_live_at"] = revision.created_at.isoformat()
    revision.save()
    an_hour_passes(fresh(page))
    call_command("publish_scheduled", verbosity=0)
    assert fresh(page).live


def test_what_says_nothing_new_needs_nobody():
    page = make_statement(kind="resolution")
    page.save_revision(user=colleague("coordinators")).publish()


def test_imports_say_so(caplog):
    page = draft(colleague("coordinators"))
    with caplog.at_level("INFO", "cms.publishing.four_eyes"), four_eyes.on_record("an archive"):
        page.get_latest_revision().publish()
    assert "an archive" in caplog.text
    assert fresh(page).live


def test_a_translation_needs_somebody_beside_its_translator():
    translator, other = colleague("coordinators"), colleague("coordinators")
    page = make_statement(kind="resolution")
    target, record = start_translation(page, "fr", user=translator)
    client = signed_in(translator)
    translate_texts(client, record)
    html = publish_translation(client, target).content.decode()
    assert "1 more person" in html
    assert not fresh(target).live
    publish_translation(signed_in(other), target)
    assert fresh(target).live
    # Changing the words of what is published needs somebody else again.
    words = StringTranslation.objects.filter(data="A summary. (fr)").first()
    words.data, words.last_translated_by = "Autre chose.", translator
    words.save()
    html = publish_translation(client, target).content.decode()
    assert "1 more person" in html
    assert fresh(target).summary == "A summary. (fr)"
    # New words of the translator wait, and keep nothing else from being published.
    page = fresh(page)
    page.contact_email = "press@example.org"
    page.save_revision(user=translator)
    page.get_latest_revision().publish(user=other)
    assert fresh(page).contact_email == "press@example.org"
    assert fresh(target).summary == "A summary. (fr)"
    words.data = "A summary. (fr)"
    words.save()
    # Facts follow the source without anybody's approval.
    page = fresh(page)
    page.contact_name = "Ana"
    page.save_revision(user=translator)
    page.get_latest_revision().publish(user=other)
    assert fresh(target).contact_name == "Ana"


def test_a_workflow_of_before_is_made_stricter():
    author = colleague("editors")
    page = sent(draft(author), author)
    task = FourEyesTask.objects.get(name=TASK)
    groups = set(task.groups.all())
    old = GroupApprovalTask.objects.get(pk=task.pk)
    task.delete(keep_parents=True)
    old.content_type = type(old.content_type).objects.get_for_model(GroupApprovalTask)
    old.save()
    assert any(TASK in line for line in sync_roles())
    assert sync_roles() == []
    task = FourEyesTask.objects.get(name=TASK)
    assert set(task.groups.all()) == groups
    assert isinstance(fresh(page).current_workflow_task, FourEyesTask)


def test_other_pages_have_no_kind_of_their_own():
    from cms.publishing.kinds import kind_of, kinds

    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))
    assert "home.statementpage:resolution" in codes
    assert kind_of(Page.objects.get(depth=2, locale__language_code="en").specific).people == 1
