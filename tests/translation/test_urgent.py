"""One language goes out at once; the others are promised, and owed until they are there."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.accounts.roles import ROLES
from cms.publishing.errors import PublicationRefused
from cms.publishing.models import SecurityHold
from cms.publishing.services.undo import undo_publication
from cms.translation.errors import UrgentReleaseRefused
from cms.translation.models import Assignment, PromisedLanguage, UrgentRelease
from cms.translation.services.assignments import assign
from cms.translation.services.promise_reminders import remind_of_promises
from cms.translation.services.urgent import CALL_OFF, RELEASE, release_urgently
from home.models import StatementPage
from tests.factories.pages import make_solidarity, make_statement, translate
from tests.home.editing import (
    colleague,
    signed_in,
    start_translation,
)
from tests.translation.urgent import TODAY, days, locale, owed, publish_in, release, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "roles")]
ROLES_THAT_PUBLISH = {"coordinators", "secretariat", "superuser"}


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
@pytest.mark.parametrize("state", ["draft", "changed", "live"])
def test_who_may_publish_may_release_urgently_and_nobody_else(role, state):
    page = make_statement(live=state != "draft", title="Peace")
    if state == "changed":
        page.summary = "A new summary."
        page.save_revision()
    user = colleague(role)
    may = role in ROLES_THAT_PUBLISH
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser = signed_in(user)
    answer = browser.get(url(page))
    assert (answer.status_code == 200) is may
    if user.has_perm("wagtailadmin.access_admin") and browser.get(edit).status_code == 200:
        assert (url(page) in browser.get(edit).text) is may
    sent = {"due_fr": days(3).isoformat(), "due_es": "", "seen": page.latest_revision_id or ""}
    browser.post(url(page), sent)
    page.refresh_from_db()
    assert owed(page) == ({"fr"} if may else set())
    assert page.live is (may or state != "draft")
    if not may:
        with pytest.raises(PermissionDenied):
            release(page, user, fr=3)
    elif state == "changed":
        assert StatementPage.objects.get(pk=page.pk).summary == "A new summary."


@pytest.mark.parametrize("make", [make_statement, make_solidarity])
@pytest.mark.parametrize(
    ("language", "others"), [("en", "fr es"), ("fr", "en es"), ("es", "en fr")]
)
def test_the_list_shrinks_by_itself_until_all_is_there(make, language, others):
    page = make(language, live=False, title="Libertad, liberté, liberty")
    first, second = others.split()
    release(page, **{first: 3, second: 5})
    page.refresh_from_db()
    assert page.live
    assert owed(page) == {first, second}
    # Both wait on the desk as drafts.
    assert page.get_translations().filter(live=False).count() == 2
    publish_in(page, first)
    assert owed(page) == {second}
    publish_in(page, second)
    assert owed(page) == set()
    assert not PromisedLanguage.objects.filter(done_at=None).exists()


@pytest.mark.databases
def test_nothing_is_owed_of_what_is_taken_down_or_withdrawn():
    page = make_statement(live=False)
    release(page, fr=3, es=3)
    french = publish_in(page, "fr")
    french.unpublish()
    assert owed(page) == {"fr", "es"}
    page.refresh_from_db()
    page.unpublish()
    assert owed() == set()
    page.save_revision().publish()
    assert owed(page) == {"fr", "es"}
    page.refresh_from_db()
    page.withdrawn_on, page.withdrawal_reason = TODAY, "It was wrong."
    page.save_revision().publish()
    assert owed() == set()
    assert remind_of_promises(days(9)) == (0, 0)


def test_withdrawn_solidarity_and_undone_releases_owe_nothing_either():
    page = make_solidarity(live=False)
    user = colleague("coordinators")
    release(page, user, fr=3)
    assert owed(page) == {"fr"}
    undo_publication(page=page, user=user)
    assert owed() == set()
    page.refresh_from_db()
    page.withdrawn_on, page.withdrawal_reason = TODAY, "It was wrong."
    page.save_revision().publish()
    assert owed() == set()


def test_deleting_a_text_leaves_nothing_owed():
    page = make_statement(live=False)
    release(page, fr=3)
    page.delete()
    assert owed() == set()


def test_the_gate_refuses_as_ever_and_nothing_is_promised():
    SecurityHold.objects.create(name="Zéphyrine Quolubart", reason="At risk.")
    page = make_statement(live=False, title="On Zephyrine Quolubart")
    user = colleague("coordinators")
    with pytest.raises(PublicationRefused):
        release(page, user, fr=3)
    browser = signed_in(user)
    assert "As it stands it would be refused" in browser.get(url(page)).text
    sent = {"due_fr": days(3).isoformat(), "due_es": "", "seen": page.latest_revision_id or ""}
    answer = browser.post(url(page), sent)
    assert answer.status_code == 200
    # What was typed is kept.
    assert f'value="{days(3).isoformat()}"' in answer.text
    page.refresh_from_db()
    assert not page.live
    assert not UrgentRelease.objects.exists()
    assert not page.get_translations().exists()


def test_urgency_is_no_second_pair_of_eyes():
    writer, other = colleague("coordinators"), colleague("secretariat")
    page = make_statement(live=False, kind="resolution")
    page.save_revision(user=writer)
    with pytest.raises(PublicationRefused):
        release(page, writer, fr=3)
    assert not UrgentRelease.objects.exists()
    release(page, other, fr=3)
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "That day has passed"),
        ("fr", "Ce jour est passé"),
        ("es", "Ese día ya pasó"),
    ],
)
def test_a_day_that_has_passed_is_an_error_at_its_field(language, said):
    page = make_statement(live=False)
    user = colleague("coordinators", language=language)
    sent = {"due_fr": days(-1).isoformat(), "due_es": days(4).isoformat(), "seen": ""}
    answer = signed_in(user).post(url(page), sent)
    assert said in answer.text
    assert days(-1).isoformat() in answer.text
    assert list(answer.context["form"].errors) == ["due_fr"]
    page.refresh_from_db()
    assert not page.live
    with pytest.raises(UrgentReleaseRefused):
        release(page, user, fr=-1)


def test_a_day_is_needed_for_one_language_at_least():
    page = make_statement(live=False)
    user = colleague("coordinators")
    answer = signed_in(user).post(url(page), {"due_fr": "", "due_es": "", "seen": ""})
    assert "at least one language" in answer.text
    with pytest.raises(UrgentReleaseRefused):
        release(page, user)
    page.refresh_from_db()
    assert not page.live


def test_what_others_have_saved_locked_or_timed_is_left_alone():
    user = colleague("coordinators")
    page = make_statement(live=False)
    seen = page.save_revision().pk
    page.save_revision()
    due = {locale("fr"): days(3)}
    with pytest.raises(UrgentReleaseRefused, match="saved the page since"):
        release_urgently(page=page, user=user, due=due, seen=seen)
    page = StatementPage.objects.get(pk=page.pk)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision()
    with pytest.raises(UrgentReleaseRefused, match="moment of its own"):
        release(page, user, fr=3)
    page = StatementPage.objects.get(pk=page.pk)
    page.locked, page.locked_by, page.locked_at = True, colleague("coordinators"), timezone.now()
    page.save()
    with pytest.raises(UrgentReleaseRefused, match="locked"):
        release(page, user, fr=3)
    assert not UrgentRelease.objects.exists()


def test_days_are_changed_and_promises_called_off_without_publishing_again():
    user = colleague("coordinators")
    page = make_statement(live=False)
    release(page, user, fr=3, es=3)
    page.refresh_from_db()
    published = page.last_published_at
    browser = signed_in(user)
    shown = browser.get(url(page))
    assert days(3).isoformat() in shown.text
    sent = {"due_fr": days(8).isoformat(), "due_es": "", "seen": page.latest_revision_id}
    browser.post(url(page), sent)
    assert dict(PromisedLanguage.objects.values_list("locale__language_code", "due_on")) == {
        "fr": days(8)
    }
    browser.post(url(page), {"due_fr": "", "due_es": "", "seen": page.latest_revision_id})
    assert not PromisedLanguage.objects.exists()
    page.refresh_from_db()
    assert page.last_published_at == published
    acts = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    assert [entry.data["languages"] for entry in acts.filter(action=RELEASE)] == [
        {"fr": days(3).isoformat(), "es": days(3).isoformat()},
        {"fr": days(8).isoformat()},
        {},
    ]
    assert [entry.data["languages"] for entry in acts.filter(action=CALL_OFF)] == [["es"], ["fr"]]
    history = browser.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    assert "Released urgently; promised: French" in history
    assert "Promised no more: Spanish" in history


def test_a_new_wording_of_a_published_text_is_owed_until_it_is_translated():
    page = make_statement(title="Peace")
    publish_in(page, "fr")
    user = colleague("coordinators")
    page = StatementPage.objects.get(pk=page.pk)
    page.summary = "Another summary."
    page.save_revision()
    release(page, user, fr=2)
    assert owed(page) == {"fr"}
    publish_in(StatementPage.objects.get(pk=page.pk), "fr")
    assert owed(page) == set()
    # What is changed later, as ever, was not promised.
    page = StatementPage.objects.get(pk=page.pk)
    page.summary = "A third summary."
    page.save_revision().publish()
    assert owed(page) == set()


def test_where_all_is_there_nothing_can_be_promised():
    page = make_statement()
    for code in ("fr", "es"):
        translate(page, code)
    answer = signed_in(colleague("coordinators")).get(url(page), follow=True)
    assert "Every other language is published and up to date." in answer.text


def test_who_owes_it_already_gets_the_day():
    page = make_statement(live=False)
    translator = colleague("translators")
    _draft, record = start_translation(page, "fr")
    assign(translation=record, by=None, assignee=translator, due_on=days(20), note="Please.")
    release(page, fr=2)
    given = Assignment.objects.get()
    assert (given.assignee, given.due_on, given.note) == (translator, days(2), "Please.")
