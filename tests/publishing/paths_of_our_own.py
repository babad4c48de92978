"""Ways to publish that this site adds to those of Wagtail and wagtail-localize."""

import datetime

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.publishing.models import Release
from cms.publishing.services import releases, runs
from cms.publishing.services.release_contents import add_pages
from cms.publishing.services.undo import undo_publication
from cms.publishing.wording import wording_of
from home.models import StatementPage
from tests.home.editing import colleague
from tests.publishing.paths import CANARY, path


def bundle(world, **fields) -> Release:
    release = Release.objects.create(name="Bundle", created_by=world.boss, **fields)
    add_pages(release=release, page=world.source, locales=[world.fr])
    return release


@path()
def a_bundle(world):
    releases.release_now(release=bundle(world), user=world.boss)


@path()
def a_bundle_at_its_moment(world):
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    release = bundle(world, at=an_hour_ago, released_by=world.boss)
    Release.objects.filter(pk=release.pk).update(state=Release.State.SCHEDULED)
    call_command("publish_scheduled", verbosity=0)
    assert Release.objects.get(pk=release.pk).state == Release.State.FAILED


@path()
def work_in_the_background(world):
    run = runs.start(action="publish", steps=[(world.draft.pk, None)], user=world.boss)
    assert run.steps.exclude(reason="").exists()


@path()
def the_screen_for_approving(world):
    world.draft.get_workflow().start(world.draft, colleague("editors"))
    revision = StatementPage.objects.get(pk=world.draft.pk).get_latest_revision()
    answer = {"action": "approve", "comment": "", "wording": wording_of(revision)}
    return world.client.post(reverse("publishing_approve", args=[world.draft.pk]), answer)


@path()
def handing_over(world):
    world.client.post(reverse("translation_desk", args=[world.record.pk]), {"action": "hand_over"})
    assert not StatementPage.objects.get(pk=world.draft.pk).workflow_in_progress


@path()
def undoing_what_took_it_off(world):
    world.write("Le canari (fr)")
    world.record.save_target(user=world.boss, publish=True)
    page = StatementPage.objects.get(pk=world.draft.pk)
    page.title = CANARY
    page.save_revision()
    undo_publication(page=page, user=world.boss)
    StatementPage.objects.get(pk=page.pk).get_latest_revision().publish()
