"""Pages and languages that go out together, or not at all."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from cms.publishing.errors import ReleaseRefused
from cms.publishing.models import Release
from cms.publishing.services import release_contents, releases
from home.models import StandardPage
from tests.factories.pages import make_standard, make_statement
from tests.home.editing import colleague, signed_in, start_translation, translate_texts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site", "roles", "on_commit_at_once"),
]
HOUR = timedelta(hours=1)


def locales(*codes):
    return list(Locale.objects.filter(language_code__in=codes))


def bundle(user, *contents, **fields):
    """Return a bundle of (page, languages)."""
    release = Release.objects.create(name="Congress", created_by=user, **fields)
    for page, codes in contents:
        release_contents.add_pages(release=release, page=page, locales=locales(*codes))
    return release


def redraft(page, title, user):
    """Give a page a new draft."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title = title
    draft.save_revision(user=user)
    return page


def live_titles(*pages):
    rows = {row.pk: row for row in StandardPage.objects.filter(pk__in=[p.pk for p in pages])}
    return [rows[page.pk].title if rows[page.pk].live else None for page in pages]


@pytest.fixture
def world(coordinator):
    """A bundle of a page that is published, one that never was, and a translation begun."""
    old = make_standard(title="Old")
    new = make_standard(title="New", live=False)
    new.save_revision(user=coordinator)
    french, record = start_translation(old, "fr", user=coordinator)
    translate_texts(signed_in(coordinator), record)
    redraft(old, "Old, but better", coordinator)
    release = bundle(coordinator, (old, ["en"]), (new, ["en"]))
    return coordinator, release, old, new, french


def test_all_goes_out_and_comes_back(world):
    user, release, old, new, _french = world
    releases.release_now(release=release, user=user)
    assert live_titles(old, new) == ["Old, but better", "New"]
    release.refresh_from_db()
    assert release.state == "released"
    releases.undo(release=release, user=user)
    assert live_titles(old, new) == ["Old", None]
    # What was written is not lost.
    latest = StandardPage.objects.get(pk=old.pk).get_latest_revision_as_object()
    assert latest.title == "Old, but better"


def test_a_translation_goes_out_with_its_words(world):
    user, release, _old, _new, french = world
    other = make_standard(title="Another")
    release = bundle(user, (french, ["fr"]), (other, ["en"]))
    releases.release_now(release=release, user=user)
    assert live_titles(french) == ["Old (fr)"]
    release.refresh_from_db()
    releases.undo(release=release, user=user)
    assert live_titles(french, other) == [None, "Another"]


def test_source_and_translation_go_out_and_come_back_together(world):
    user, _release, old, _new, french = world
    release = bundle(user, (old, ["en", "fr"]))
    # The new title has no translation yet once the source says it.
    redraft(old, "Old", user)
    releases.release_now(release=release, user=user)
    assert live_titles(old, french) == ["Old", "Old (fr)"]
    releases.undo(release=release, user=user)
    assert live_titles(old, french) == ["Old", None]


def test_scheduling_shows_readers_nothing_yet(world):
    user, _release, _old, _new, french = world
    releases.release_now(release=bundle(user, (french, ["fr"])), user=user)
    words = StringTranslation.objects.filter(data="Old (fr)").first()
    words.data = "Ancien"
    words.save()
    release = bundle(user, (french, ["fr"]), at=timezone.now() + HOUR)
    releases.schedule(release=release, user=user)
    assert live_titles(french) == ["Old (fr)"]
    Release.objects.filter(pk=release.pk).update(at=timezone.now() - HOUR)
    assert releases.release_due() == [(release, [])]
    assert live_titles(french) == ["Ancien"]


def test_nothing_goes_out_where_one_is_refused(world):
    user, release, old, new, _french = world
    resolution = make_statement(title="Mine alone", kind="resolution", live=False)
    resolution.title = "Mine alone!"
    resolution.save_revision(user=user)
    release_contents.add_pages(release=release, page=resolution, locales=locales("en", "es"))
    reasons = [r for entry in release_contents.missing(release, user) for r in entry.reasons]
    assert len(reasons) == 2
    assert any("Mine alone" in reason and "1 more person" in reason for reason in reasons)
    assert any("does not exist in Español" in reason for reason in reasons)
    with pytest.raises(ReleaseRefused, match="Mine alone"):
        releases.release_now(release=release, user=user)
    assert live_titles(old, new) == ["Old", None]


def test_what_is_refused_at_the_last_moment_takes_all_with_it(world, monkeypatch):
    user, release, old, new, _french = world
    from cms.publishing import rules

    asked = []

    def refuse_second(publication):
        asked.append(publication.page.pk)
        return ["Too late."] if len(asked) > 3 else []

    monkeypatch.setattr(rules, "_rules", [refuse_second])
    with pytest.raises(ReleaseRefused, match="Too late"):
        releases.release_now(release=release, user=user)
    assert live_titles(old, new) == ["Old", None]


@pytest.mark.parametrize(("role", "may"), [("editors", False), ("secretariat", True)])
def test_only_who_may_publish_all_of_it_releases(world, role, may):
    _user, release, old, _new, _french = world
    if may:
        releases.release_now(release=release, user=colleague(role))
    else:
        with pytest.raises(ReleaseRefused, match="may not publish"):
            releases.release_now(release=release, user=colleague(role))
    assert (live_titles(old) == ["Old, but better"]) is may


def test_undo_is_refused_where_somebody_published_since(world):
    user, release, old, new, _french = world
    releases.release_now(release=release, user=user)
    redraft(old, "Newer still", user)
    StandardPage.objects.get(pk=old.pk).get_latest_revision().publish(user=user)
    with pytest.raises(ReleaseRefused, match="since"):
        releases.undo(release=release, user=user)
    assert live_titles(old, new) == ["Newer still", "New"]


def test_a_correction_is_taken_back_without_a_note(coordinator):
    page = make_statement(title="Peace")
    draft = page.get_latest_revision_as_object()
    draft.title = "War"
    note = [("correction", {"date": draft.date, "note": "A word."})]
    draft.corrections = note
    from home.corrections import pending_id

    data = draft.corrections.get_prep_value()
    data[0]["id"] = pending_id(page)
    draft.corrections = data
    draft.save_revision(user=coordinator)
    release = bundle(coordinator, (page, ["en"]))
    releases.release_now(release=release, user=coordinator)
    releases.undo(release=release, user=coordinator)
    page.refresh_from_db()
    assert (page.title, page.live) == ("Peace", True)


class TestByTheClock:
    """What goes out by itself."""

    @pytest.fixture
    def scheduled(self, world):
        user, release, old, new, _french = world
        release.at = timezone.now() + HOUR
        release.save()
        releases.schedule(release=release, user=user)
        return user, release, old, new

    def due(self, release):
        Release.objects.filter(pk=release.pk).update(at=timezone.now() - HOUR)
        return [(row.pk, reasons) for row, reasons in releases.release_due()]

    def test_it_goes_out_at_its_moment(self, scheduled):
        _user, release, old, new = scheduled
        assert releases.release_due() == []
        assert live_titles(old, new) == ["Old", None]
        assert self.due(release) == [(release.pk, [])]
        assert live_titles(old, new) == ["Old, but better", "New"]
        assert releases.release_due() == []

    def test_what_was_changed_since_keeps_it_back_and_its_people_hear(self, scheduled):
        user, release, old, new = scheduled
        redraft(old, "Unseen", user)
        ((_pk, reasons),) = self.due(release)
        assert "changed after" in reasons[0]
        assert live_titles(old, new) == ["Old", None]
        release.refresh_from_db()
        assert release.state == "failed"
        assert [message.to for message in mail.outbox] == [[user.email]]
        assert reasons[0] in mail.outbox[0].body

    def test_it_needs_a_moment_to_come(self, world):
        user, release, *_pages = world
        with pytest.raises(ReleaseRefused, match="moment"):
            releases.schedule(release=release, user=user)

    def test_nothing_is_added_while_it_is_scheduled(self, scheduled):
        user, release, *_pages = scheduled
        release.refresh_from_db()
        with pytest.raises(ReleaseRefused):
            release_contents.add_pages(release=release, page=make_standard(), locales=locales("en"))
        releases.unschedule(release=release, user=user)
        release.refresh_from_db()
        assert release.is_open


class TestScreens:
    """The bundle in the admin."""

    def test_from_a_name_to_a_release(self, world):
        user, _release, old, new, french = world
        client = signed_in(user)
        response = client.post("/admin/releases/new/", {"name": "Congress", "note": "", "at": ""})
        url = response.url
        languages = [locale.pk for locale in locales("en", "fr", "es")]
        html = client.post(url, {"page": old.pk, "locales": languages}, follow=True)
        assert "does not exist in Español" in html.content.decode()
        assert "Release all of it now" not in html.content.decode()
        release = Release.objects.get(name="Congress", pk=url.rstrip("/").split("/")[-1])
        for item in release.items.exclude(locale__language_code="en"):
            client.post(f"{url}remove/{item.pk}/")
        html = client.get(url).content.decode()
        assert "Release all of it now" in html
        assert str(french.locale.get_display_name()) in html
        client.post(f"{url}release/")
        assert live_titles(old) == ["Old, but better"]
        assert "Undo" in client.get(url).content.decode()
        assert "Congress" in client.get("/admin/releases/").content.decode()
        client.post(f"{url}undo/")
        assert live_titles(old, new) == ["Old", None]

    def test_a_big_one_goes_out_beside_the_request(self, world, monkeypatch):
        user, release, old, new, _french = world
        monkeypatch.setattr("cms.publishing.views.releases.AT_ONCE", 1)
        html = signed_in(user).post(f"/admin/release/{release.pk}/release/", follow=True)
        assert "is being released" in html.content.decode()
        assert live_titles(old, new) == ["Old, but better", "New"]

    @pytest.mark.parametrize(
        ("role", "may"),
        [("editors", False), ("translators", False), ("coordinators", True), ("secretariat", True)],
    )
    def test_who_sees_them(self, world, role, may):
        _user, release, *_pages = world
        client = signed_in(colleague(role))
        for url in ("/admin/releases/", f"/admin/release/{release.pk}/"):
            assert (client.get(url).status_code == 200) is may
        client.post(f"/admin/release/{release.pk}/release/")
        release.refresh_from_db()
        assert (release.state == "released") is may
