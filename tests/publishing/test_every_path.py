"""English never goes out among pages in French, whatever way it is tried.

`PATHS` is the table of all that publishes a page. What Wagtail adds must be added here, too.
"""

import csv
import datetime
import inspect
import pkgutil
from contextlib import suppress
from importlib import import_module

import pytest
import wagtail.actions
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import APIException
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    StringTranslation,
    Translation,
)

from cms.publishing.errors import PublicationRefused
from home.models import HomePage, StandardPage, StatementIndexPage, StatementPage
from tests.factories.pages import make_standard, make_statement, section
from tests.home.editing import colleague, edit_url, signed_in, start_translation, statement_form
from tests.home.test_workflow import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]

CANARY = "The canary sings in English"
PATHS = {}
# What publishes nothing by itself: it takes off, deletes, or makes drafts.
PUBLISHES_NOTHING = {
    "ConvertAliasPageAction",
    "DeletePageAction",
    "RevertToPageRevisionAction",
    "UnpublishAction",
    "UnpublishPageAction",
    # The bases of those for pages: snippets are no pages, and none of ours are drafts.
    "CopyForTranslationAction",
    "PublishRevisionAction",
}


class World:
    """An English statement that is published, and its French draft without any translation."""

    def __init__(self):
        self.fr = Locale.objects.get(language_code="fr")
        self.boss = colleague("superuser")
        self.source = make_statement(title=CANARY, text=(f"{CANARY} twice",))
        self.draft, self.record = start_translation(self.source, "fr", user=self.boss)
        self.client = signed_in(self.boss)

    def write(self, data: str, kind: str = "manual") -> None:
        """Let `data` be the translation of every text, and save the draft."""
        segments = StringSegment.objects.filter(source=self.record.source)
        for segment in segments.exclude(context__path="slug"):
            StringTranslation.objects.update_or_create(
                locale=self.fr,
                translation_of=segment.string,
                context=segment.context,
                defaults={"data": data or segment.string.data, "translation_type": kind},
            )
        self.record.save_target(user=self.boss, publish=False)

    def api(self, action: str, page, **data):
        """Do what Wagtail's admin offers to its own scripts."""
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        return self.client.post(address, data, content_type="application/json")


@pytest.fixture
def world(site, roles):
    return World()


def path(*actions):
    """Register a way to publish, and the actions of Wagtail that it goes through."""

    def register(way):
        PATHS[way.__name__] = (way, actions)
        return way

    return register


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


@path("CopyPageForTranslationAction")
def an_alias_among_translations(world):
    other = make_statement(title=CANARY)
    other.copy_for_translation(world.fr, alias=True)


@path("CreatePageAliasAction")
def an_alias_in_another_language(world):
    make_statement(title=CANARY).create_alias(
        parent=section(StatementIndexPage, "fr"),
        update_slug="alias",
        update_locale=world.fr,
        reset_translation_key=False,
    )


@path()
def an_alias_in_another_tree(world):
    alias = make_statement(title=CANARY).create_alias(update_slug="alias")
    alias.copy(to=section(StatementIndexPage, "fr"), update_attrs={"slug": "copy"})


@path()
def an_alias_that_follows_its_source(world):
    Page.objects.filter(pk=world.draft.pk).update(alias_of=world.source.pk)
    world.source.save_revision().publish()


@path()
def a_translation_that_becomes_an_alias(world):
    world.client.post(f"/admin/localize/page/{world.draft.pk}/convert_to_alias/")
    world.source.save_revision().publish()


@path()
def an_alias_that_becomes_a_page(world):
    Page.objects.filter(pk=world.draft.pk).update(alias_of=world.source.pk)
    page = StatementPage.objects.get(pk=world.draft.pk)
    ConvertAliasPageAction(page).execute()
    page.get_latest_revision().publish()


@path("CopyPageAction")
def a_live_copy(world):
    world.source.copy(to=section(StatementIndexPage, "fr"), update_attrs={"slug": "copy"})


@path()
def a_live_copy_that_says_it_is_french(world):
    make_statement(title=CANARY).copy(
        to=section(StatementIndexPage, "fr"),
        update_attrs={"slug": "copy", "locale": world.fr},
        reset_translation_key=False,
    )


@path()
def a_copied_tree(world):
    index = section(StatementIndexPage, "en")
    index.copy(to=section(HomePage, "fr"), recursive=True, update_attrs={"slug": "copy"})


@path()
def a_draft_copied_and_published(world):
    copy = world.source.copy(
        to=section(StatementIndexPage, "fr"), keep_live=False, update_attrs={"slug": "copy"}
    )
    copy.get_latest_revision().publish()


@path()
def the_copied_draft_of_a_translation(world):
    copy = world.draft.copy(keep_live=False, update_attrs={"slug": "copy"})
    copy.get_latest_revision().publish()


@path()
def english_written_as_french(world):
    long = make_statement(live=False, language="fr", title=CANARY, text=(ENGLISH,))
    long.save_revision().publish()


@path("MovePageAction")
def moving(world):
    world.source.move(section(StatementIndexPage, "fr"), pos="last-child")


@path()
def a_parent_that_is_not_translated(world):
    parent = make_standard(title=CANARY)
    child = make_standard(title="A child", parent=StandardPage.objects.get(pk=parent.pk))
    translator = colleague("translators")
    address = reverse("wagtail_localize:submit_page_translation", args=[child.pk])
    signed_in(translator).post(address, {"locales": [world.fr.pk]}, follow=True)
    assert child.get_translations().filter(locale=world.fr).exists()


@path()
def synchronising_languages(world):
    make_statement(title=CANARY)
    english = Locale.objects.get(language_code="en")
    LocaleSynchronization.objects.create(locale=world.fr, sync_from=english)


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


ENGLISH = (
    f"{CANARY}, and it has done so every morning since the committee met in the spring. What it "
    "says concerns all of us: nobody should have to fear for their life because of what they "
    "think, and no government may keep from its people what it does in their name. We ask all "
    "members of the alliance to write to their ambassadors, and to say so in their parliaments."
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


@path()
def the_api_publish(world):
    return world.api("publish", world.draft)


@path()
def the_api_copy(world):
    to = section(StatementIndexPage, "fr")
    return world.api("copy", world.source, destination_page_id=to.pk, keep_live=True, slug="copy")


@path()
def the_api_create_alias(world):
    to = section(StatementIndexPage, "fr")
    return world.api("create_alias", world.source, destination_page_id=to.pk, update_slug="copy")


@path()
def the_api_copy_for_translation(world):
    other = make_statement(title=CANARY)
    return world.api("copy_for_translation", other, locale="fr", alias=True)


@path()
def the_api_move(world):
    to = section(StatementIndexPage, "fr")
    return world.api("move", world.source, destination_page_id=to.pk)


@path()
def the_api_revert_to_page_revision(world):
    world.api("revert_to_page_revision", world.draft, revision_id=world.draft.latest_revision_id)
    return world.api("publish", world.draft)


@path()
def the_api_convert_alias(world):
    Page.objects.filter(pk=world.draft.pk).update(alias_of=world.source.pk)
    world.api("convert_alias", world.draft)
    return world.api("publish", world.draft)


@path()
def the_api_unpublish(world):
    world.api("unpublish", world.draft)
    return world.api("publish", world.draft)


@path()
def the_api_delete(world):
    world.api("delete", world.source)
    return world.api("publish", world.draft)


def in_french() -> list[str]:
    """Return what the public reads below the French home page that is the English text."""
    home = section(HomePage, "fr")
    live = [*Page.objects.descendant_of(home).live().specific()]
    live += [*Page.objects.filter(locale=home.locale, live=True).specific()]
    return [page.title for page in live if CANARY in f"{page.title} {getattr(page, 'body', '')}"]


@pytest.mark.parametrize("name", PATHS)
def test_english_does_not_go_out_in_french(world, name, tmp_path):
    way, _actions = PATHS[name]
    given = {"tmp_path": tmp_path} if "tmp_path" in inspect.signature(way).parameters else {}
    # How each says no is the affair of its own tests; here it counts that nothing went out.
    with suppress(PublicationRefused, PermissionDenied, APIException, CommandError):
        answer = way(world, **given)
        assert answer is None or answer.status_code < 500
    assert in_french() == []


def test_a_whole_translation_goes_out(world):
    """The way round: what the table tries does publish what may go out."""
    world.write("Le canari chante en français")
    the_editor(world)
    assert StatementPage.objects.get(pk=world.draft.pk).live


def test_every_action_of_wagtail_is_in_the_table():
    actions = set()
    for module in pkgutil.iter_modules(wagtail.actions.__path__):
        members = inspect.getmembers(import_module(f"wagtail.actions.{module.name}"))
        actions |= {name for name, thing in members if inspect.isclass(thing) and _acts(thing)}
    tried = {action for _way, actions in PATHS.values() for action in actions}
    assert actions == tried | PUBLISHES_NOTHING


def _acts(thing) -> bool:
    return thing.__name__.endswith("Action") and thing.__module__.startswith("wagtail.actions")


def test_every_action_of_the_admins_api_is_in_the_table():
    assert {f"the_api_{name}" for name in PagesAdminAPIViewSet.actions} <= set(PATHS)
