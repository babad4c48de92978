"""Ways to bring a page among those of another language."""

from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from home.models import HomePage, StandardPage, StatementIndexPage, StatementPage
from tests.factories.pages import make_standard, make_statement, section
from tests.home.editing import colleague, signed_in
from tests.publishing.paths import CANARY, ENGLISH, path


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
