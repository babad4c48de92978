"""Work on many pages: killed in the middle and taken up again, it ends as an undisturbed run."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from cms.publishing.models import BulkRun, BulkStep, Release
from cms.publishing.services import release_contents, releases, runs, steps
from cms.translation.runs import SYNC, TRANSLATE
from home.models import StandardPage
from tests.factories.pages import make_standard, make_statement
from tests.home.editing import colleague, signed_in, start_translation, translate_texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "roles")]

PAGES = 5


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction is done at its end, once, in its order."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def locales(*codes):
    return list(Locale.objects.filter(language_code__in=codes))


def section(user):
    """Return a page with others below it, all of which have a draft to publish."""
    top = make_standard(title="Top")
    for number in range(PAGES):
        make_standard(title=f"Part {number}", parent=StandardPage.objects.get(pk=top.pk))
    for page in StandardPage.objects.descendant_of(top, inclusive=True):
        page.title += ", anew"
        page.save_revision(user=user)
    return StandardPage.objects.get(pk=top.pk)


def state_of(top):
    """Return what stands below a page in every language, without what differs from run to run."""
    keys = StandardPage.objects.descendant_of(top, inclusive=True).values("translation_key")
    return sorted(
        StandardPage.objects.filter(translation_key__in=keys).values_list(
            "title",
            "draft_title",
            "locale__language_code",
            "live",
            "has_unpublished_changes",
        )
    )


def counts(run):
    row = BulkRun.objects.counted().get(pk=run.pk)
    return row.total, row.done, row.failed


def kill_at(monkeypatch, code, number):
    """Let the step `number` of runs of `code` die in its middle, after its work."""
    action, calls = steps._actions[code], []

    def work(step):
        action.work(step)
        calls.append(step.pk)
        if len(calls) == number:
            raise KeyboardInterrupt

    monkeypatch.setitem(
        steps._actions, code, steps.Action(work, action.label, action.makes_languages)
    )


def run_of(code, top, user):
    return runs.start(
        action=code, steps=steps.below(code, top, locales("en", "fr", "es")), user=user
    )


@pytest.mark.parametrize("code", ["publish", TRANSLATE])
def test_killed_and_resumed_it_ends_the_same(code, coordinator, commit, monkeypatch):
    undisturbed, killed = section(coordinator), section(coordinator)
    with commit():
        calm = run_of(code, undisturbed, coordinator)
    total = (PAGES + 1) * (2 if code == TRANSLATE else 1)
    assert counts(calm) == (total, total, 0)
    with monkeypatch.context() as patch, commit():
        kill_at(patch, code, 3)
        run = run_of(code, killed, coordinator)
        with pytest.raises(KeyboardInterrupt):
            steps.carry_on(run.pk)
        # The worker is gone, and its callbacks with it: only the second start goes on.
        assert counts(run) == (total, 2, 0)
    assert counts(run) == (total, total, 0)
    assert state_of(killed) == state_of(undisturbed)
    # A third start finds nothing to do.
    before = state_of(killed)
    assert steps.carry_on(run.pk) == 0
    assert state_of(killed) == before


def test_syncing_publishes_what_is_complete(coordinator, commit):
    top = make_standard(title="Top")
    french, record = start_translation(top, "fr", user=coordinator)
    spanish, _record = start_translation(top, "es", user=coordinator)
    translate_texts(signed_in(coordinator), record)
    with commit():
        record.save_target(user=coordinator, publish=True)
    StringTranslation.objects.filter(data="Top (fr)").update(data="Haut")
    with commit():
        run = run_of(SYNC, top, coordinator)
    assert counts(run) == (2, 2, 0)
    assert StandardPage.objects.get(pk=french.pk).title == "Haut"
    assert not Page.objects.get(pk=spanish.pk).live


def test_what_may_not_be_done_is_named_and_the_rest_done(coordinator, commit):
    top = section(coordinator)
    statement = make_statement(title="Mine alone", kind="resolution", live=False)
    statement.title = "Mine alone!"
    statement.save_revision(user=coordinator)
    with commit():
        run = runs.start(
            action="publish", steps=[(statement.pk, None), (top.pk, None)], user=coordinator
        )
    assert counts(run) == (2, 1, 1)
    client = signed_in(coordinator)
    response = client.get(f"/admin/background/{run.pk}/")
    assert "1 more person" in response.content.decode()
    assert "Refresh" not in response
    with commit():
        other = runs.start(action="publish", steps=[(top.pk, None)], user=colleague("editors"))
    assert counts(other) == (1, 0, 1)


def test_it_is_watched_until_it_ends(coordinator, commit):
    top = section(coordinator)
    run = BulkRun.objects.create(action="publish", user=coordinator)
    BulkStep.objects.create(run=run, page=top)
    client = signed_in(coordinator)
    url = f"/admin/background/{run.pk}/"
    assert client.get(url)["Refresh"] == "5"
    assert runs.carry_on_interrupted() == []
    BulkRun.objects.filter(pk=run.pk).update(touched_at=timezone.now() - timedelta(hours=1))
    assert runs.carry_on_interrupted() == [run]
    assert "Refresh" not in client.get(url)
    assert StandardPage.objects.get(pk=top.pk).title == "Top, anew"


def test_the_screen_begins_one(coordinator, commit):
    top = section(coordinator)
    client = signed_in(coordinator)
    data = {"action": "publish", "page": top.pk, "locales": [top.locale_id]}
    with commit():
        response = client.post("/admin/background/", data)
    assert "6 of 6 pages are done" in client.get(response.url).content.decode()
    assert client.get("/admin/background/").status_code == 200
    html = client.post("/admin/background/", data | {"page": ""}).content.decode()
    assert "This field is required" in html
    assert signed_in(colleague("editors")).get("/admin/background/").status_code == 302


@pytest.mark.parametrize("at_once", [2, 20])
def test_publishing_many_from_a_list_is_such_a_run(at_once, coordinator, commit, monkeypatch):
    monkeypatch.setattr("cms.publishing.bulk.AT_ONCE", at_once)
    top = section(coordinator)
    ids = "&".join(f"id={page.pk}" for page in top.get_descendants(inclusive=True))
    with commit():
        response = signed_in(coordinator).post(
            f"/admin/bulk/wagtailcore/page/publish/?{ids}&next=/admin/", {"next": "/admin/"}
        )
    run = BulkRun.objects.filter(action="publish").first()
    assert response.url == (f"/admin/background/{run.pk}/" if run else "/admin/")
    assert (run is not None) is (at_once == 2)
    assert {row[0].endswith("anew") for row in state_of(top)} == {True}


def test_translating_a_section_is_such_a_run(coordinator, commit):
    top = section(coordinator)
    with commit():
        signed_in(coordinator).post(
            f"/admin/localize/submit/page/{top.pk}/",
            {"locales": [locale.pk for locale in locales("fr", "es")], "include_subtree": "on"},
        )
    run = BulkRun.objects.get(action=TRANSLATE)
    assert counts(run) == (PAGES * 2, PAGES * 2, 0)
    assert Page.objects.filter(translation_key=top.translation_key).count() == 3


def test_a_bundle_of_source_and_published_translation(coordinator, commit):
    """What publishing a source sets off at the end of the transaction does not spoil the undo."""
    top = make_standard(title="Top")
    french, record = start_translation(top, "fr", user=coordinator)
    translate_texts(signed_in(coordinator), record)
    with commit():
        record.save_target(user=coordinator, publish=True)
    StringTranslation.objects.filter(data="Top (fr)").update(data="Haut")
    release = Release.objects.create(name="Both", created_by=coordinator)
    release_contents.add_pages(release=release, page=top, locales=locales("en", "fr"))
    with commit():
        releases.release_now(release=release, user=coordinator)
    assert StandardPage.objects.get(pk=french.pk).title == "Haut"
    with commit():
        releases.undo(release=release, user=coordinator)
    page = StandardPage.objects.get(pk=french.pk)
    assert (page.title, page.live) == ("Top (fr)", True)
