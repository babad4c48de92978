"""Ways to publish the draft of a translation."""

import csv
import datetime

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from home.models import StatementIndexPage, StatementPage
from tests.factories.pages import make_statement, section
from tests.home.editing import colleague, edit_url, statement_form
from tests.home.test_workflow import act
from tests.publishing.paths import CANARY, ENGLISH, path


@path("PublishPageRevisionAction")
def the_editor(world):
    return world.client.post(edit_url(world.draft), {"action": "publish"}, follow=True)


@path()
def the_plain_editor_of_an_ended_translation(world):
    Translation.objects.update(enabled=False)
    form = statement_form(world.draft) | {"action-publish": "1"}
    return world.client.post(edit_url(world.draft), form, follow=True)


@path()
def an_approval(world):
    editor = colleague("editors")
    world.draft.get_workflow().start(world.draft, editor)
    page = StatementPage.objects.get(pk=world.draft.pk)
    act(world.client, page, "approve")
    assert StatementPage.objects.get(pk=page.pk).workflow_in_progress


@path()
def bulk_publishing(world):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return world.client.post(f"{address}?id={world.draft.pk}")


@path()
def bulk_publishing_with_what_is_below(world):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    index = section(StatementIndexPage, "fr")
    return world.client.post(f"{address}?id={index.pk}", {"include_descendants": "on"})


@path()
def a_revision(world):
    world.draft.get_latest_revision().publish()


@path()
def a_page(world):
    world.draft.publish(world.draft.get_latest_revision(), user=world.boss)


@path()
def an_appointment(world):
    world.draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    world.draft.save_revision().publish()


@path()
def the_clock(world):
    revision = world.draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(hours=1)
    revision.save()
    call_command("publish_scheduled", verbosity=0)


@path()
def saving_the_target(world):
    world.record.save_target(user=world.boss, publish=True)


@path()
def saving_the_draft_of_a_live_translation(world):
    world.write("Le canari (fr)")
    world.record.save_target(user=world.boss, publish=True)
    assert StatementPage.objects.get(pk=world.draft.pk).live
    StringTranslation.objects.all().delete()
    world.record.save_target(user=world.boss, publish=False)


@path()
def bringing_up_to_date(world):
    address = f"/admin/localize/update/{world.record.source_id}/"
    return world.client.post(address, {"publish_translations": "on"}, follow=True)


@path()
def blanks(world):
    world.write("   ")
    world.record.save_target(user=world.boss, publish=True)


@path()
def a_mark(world):
    world.write(".")
    world.record.save_target(user=world.boss, publish=True)


@path()
def english_retyped(world):
    world.write("")
    world.record.save_target(user=world.boss, publish=True)


@path()
def a_machine(world):
    world.write(f"Il dit: {CANARY}", kind="machine")
    world.record.save_target(user=world.boss, publish=True)


@path()
def publishing_once_the_source_is_gone(world):
    world.source.delete()
    if page := StatementPage.objects.filter(pk=world.draft.pk).first():
        page.get_latest_revision().publish()


@path()
def publishing_once_the_translation_has_ended(world):
    Translation.objects.update(enabled=False)
    world.draft.get_latest_revision().publish()


@path()
def ending_the_translation_without_a_reason(world):
    address = reverse("wagtail_localize:stop_translation", args=[world.record.pk])
    world.client.post(address, follow=True)
    world.draft.get_latest_revision().publish()


@path()
def an_old_revision(world):
    old = world.draft.get_latest_revision()
    world.write("Le canari (fr)")
    world.record.save_target(user=world.boss, publish=True)
    page = StatementPage.objects.get(pk=world.draft.pk)
    page.revert_to_page_revision = old.as_object()
    page.save_revision(previous_revision=old)
    old.publish()


@path()
def taken_off_and_published(world):
    world.write("Le canari (fr)")
    world.record.save_target(user=world.boss, publish=True)
    page = StatementPage.objects.get(pk=world.draft.pk)
    page.unpublish()
    page.title = CANARY
    page.save_revision().publish()


@path()
def saving_a_page_as_live(world):
    world.draft.live = True
    world.draft.save()


@path()
def adding_a_live_page(world):
    section(StatementIndexPage, "fr").add_child(
        instance=StatementPage(
            title=CANARY,
            slug="added",
            date=world.source.date,
            locale=world.fr,
            translation_key=make_statement(title=CANARY).translation_key,
        )
    )


@path()
def an_import(world, tmp_path):
    (tmp_path / "english.txt").write_text(f"{CANARY}\n\n{ENGLISH}\n", encoding="utf-8")
    row = {"file": "english.txt", "title": CANARY, "date": "2024-03-08", "language": "fr"}
    with (tmp_path / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*row, "kind"])
        table.writeheader()
        table.writerow(row | {"kind": "statement"})
    call_command("import_statements", tmp_path / "manifest.csv", publish=True, verbosity=0)
