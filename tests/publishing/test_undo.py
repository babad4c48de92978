"""A publication is undone in one step, by those who publish, and says what it did."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.publishing.rules import Publication, refusals
from cms.publishing.services.undo import UNDONE, UndoRefused, undo_publication, what_undoing_does
from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import colleague, edit_url, published, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]


def twice_published():
    page = make_statement(title="As it was")
    page.title = "As it is"
    return published(page)


def url_of(page) -> str:
    return reverse("undo_publication", args=[page.pk])


def test_readers_get_again_what_they_had(site, coordinator, client):
    page = twice_published()
    earlier = undo_publication(page=page, user=coordinator)
    page = StatementPage.objects.get(pk=page.pk)
    assert (page.live, page.title, page.live_revision) == (True, "As it was", earlier)
    assert page.get_latest_revision_as_object().title == "As it is"
    assert "As it was" in client.get(page.url).content.decode()
    entry = PageLogEntry.objects.get(action=UNDONE)
    assert (entry.user, entry.data["earlier"]) == (coordinator, earlier.pk)


def test_undoing_twice_publishes_again(site, coordinator):
    page = twice_published()
    undo_publication(page=page, user=coordinator)
    undo_publication(page=page, user=coordinator)
    page.refresh_from_db()
    assert page.title == "As it is"
    assert not page.has_unpublished_changes


def test_what_was_never_public_is_taken_down(site, coordinator):
    page = make_statement()
    assert undo_publication(page=page, user=coordinator) is None
    page.refresh_from_db()
    assert not page.live


def test_what_was_taken_down_in_between_is_taken_down_again(site, coordinator):
    page = make_statement()
    page.unpublish()
    page.refresh_from_db()
    page = published(page)
    assert undo_publication(page=page, user=coordinator) is None


def test_a_text_that_was_public_needs_no_note(site, coordinator):
    """A note says what is corrected; what was public comes back with the notes that it had."""
    page = twice_published()
    earlier = what_undoing_does(page).earlier
    assert refusals(Publication(earlier.as_object(), coordinator, earlier)) == []
    draft = page.get_latest_revision_as_object()
    draft.title = "Never public"
    assert refusals(Publication(draft, coordinator, draft.save_revision())) != []


def test_refused_where_somebody_has_published_since(site, coordinator):
    page = twice_published()
    seen = page.live_revision_id
    page.title = "By somebody else"
    page = published(page)
    with pytest.raises(UndoRefused, match="since"):
        undo_publication(page=page, user=coordinator, published=seen)
    page.refresh_from_db()
    assert page.title == "By somebody else"


def test_refused_where_nobody_knows_what_was_public(site, coordinator):
    page = twice_published()
    PageLogEntry.objects.filter(page=page.pk).delete()
    with pytest.raises(UndoRefused, match="not known"):
        undo_publication(page=page, user=coordinator)
    draft = make_statement(live=False)
    with pytest.raises(UndoRefused, match="Nothing is public"):
        undo_publication(page=draft, user=coordinator)


def test_refused_where_the_page_is_locked_by_another(site, coordinator):
    page = twice_published()
    page.locked, page.locked_by = True, colleague("coordinators")
    page.save()
    with pytest.raises(UndoRefused, match="locked"):
        undo_publication(page=page, user=coordinator)


@pytest.mark.parametrize("role", ["editors", "translators"])
def test_refused_to_who_does_not_publish(site, roles, role):
    user = colleague(role)
    page = twice_published()
    with pytest.raises(PermissionDenied):
        undo_publication(page=page, user=user)
    assert "undo-publication" not in signed_in(user).get(edit_url(page)).content.decode()


def test_it_asks_first_and_says_what_readers_will_see(site, coordinator):
    page = twice_published()
    browser = signed_in(coordinator)
    assert url_of(page) in browser.get(edit_url(page)).content.decode()
    asked = browser.get(url_of(page)).content.decode()
    assert "Readers will see “As it was” again" in asked
    page.refresh_from_db()
    assert page.title == "As it is"
    sent = {"revision": page.live_revision_id}
    said = browser.post(url_of(page), sent, follow=True).content.decode()
    assert "as it was before" in said
    assert "since: look again" in browser.post(url_of(page), sent, follow=True).content.decode()


def test_it_says_that_the_page_will_be_taken_down(site, coordinator):
    page = make_statement()
    asked = signed_in(coordinator).get(url_of(page)).content.decode()
    assert "Nothing was public before" in asked
