"""Unpublishing, deleting and moving a text reach its translations; a translation goes alone."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import GroupPagePermission, Page

from cms.publishing.errors import TranslationsRefused
from cms.publishing.twins import followers, leads
from home.models import StandardPage, StatementIndexPage
from tests.factories import UserFactory
from tests.factories.pages import make_standard, make_statement, section, translate
from tests.home.editing import published, start_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(site):
    """A text in English with a French and a Spanish translation, all published."""
    english = make_standard(title="About us", slug="about")
    return english, translate(english, "fr", slug="about"), translate(english, "es", slug="about")


def live(*pages) -> list[bool]:
    return [Page.objects.get(pk=page.pk).live for page in pages]


def there(*pages) -> list[bool]:
    return [Page.objects.filter(pk=page.pk).exists() for page in pages]


def parents(*pages) -> list[Page]:
    return [Page.objects.get(pk=page.pk).get_parent().specific for page in pages]


def test_the_authentic_text_leads_else_the_source_else_the_oldest(site):
    english = make_statement()
    french, _record = start_translation(english, "fr")
    assert leads(english)
    assert not leads(french)
    spanish = make_statement("es", authentic_language="es")
    english = translate(spanish, "en")
    assert [leads(spanish), leads(english)] == [True, False]
    # Imported in another order: the authentic text leads all the same.
    english = make_statement("en", authentic_language="fr")
    french = translate(english, "fr")
    assert [leads(english), leads(french)] == [False, True]
    oldest = make_standard()
    assert [one.locale.language_code for one in followers(oldest)] == []
    assert not leads(translate(oldest, "fr"))


def test_an_authentic_draft_does_not_lead_what_is_published(site):
    english = make_statement("en", authentic_language="fr")
    french = translate(english, "fr", live=False)
    assert leads(english)
    published(french)
    assert leads(french)


def test_unpublishing_a_text_unpublishes_its_translations(texts):
    texts[0].unpublish()
    assert live(*texts) == [False, False, False]


def test_unpublishing_a_translation_concerns_its_language_alone(texts):
    texts[1].unpublish()
    assert live(*texts) == [True, False, True]


def test_what_was_planned_of_a_translation_is_called_off(texts):
    french = texts[1]
    french.unpublish()
    french.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    french.save_revision(approved_go_live_at=french.go_live_at)
    texts[0].unpublish()
    assert not french.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_what_expires_expires_in_every_language(texts):
    Page.objects.filter(pk=texts[0].pk).update(
        expire_at=timezone.now() - datetime.timedelta(minutes=1)
    )
    call_command("publish_scheduled")
    assert live(*texts) == [False, False, False]
    assert StandardPage.objects.get(pk=texts[1].pk).expired


def test_subpages_are_unpublished_with_their_translations(texts):
    child = make_standard(parent=texts[0])
    elsewhere = translate(child, "fr")
    elsewhere.move(section(StatementIndexPage, "fr").get_parent(), pos="last-child")
    page = Page.objects.get(pk=texts[0].pk).specific
    UnpublishPageAction(page, include_descendants=True).execute()
    assert live(child, elsewhere, *texts) == [False] * 5


def test_deleting_a_text_deletes_its_translations(texts):
    child = make_standard(parent=texts[0])
    elsewhere = translate(child, "fr")
    elsewhere.move(Page.objects.get(depth=2, locale=elsewhere.locale), pos="last-child")
    Page.objects.get(pk=texts[0].pk).delete()
    assert there(child, elsewhere, *texts) == [False] * 5
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleting_a_translation_deletes_nothing_else(texts):
    texts[1].delete()
    assert there(*texts) == [True, False, True]


def test_a_moved_text_takes_its_translations_along(site):
    new = make_standard(slug="new")
    new_fr = translate(new, "fr")
    english = make_standard(slug="moving")
    french, spanish = translate(english, "fr"), translate(english, "es")
    old_es = spanish.get_parent()
    english.move(new, pos="last-child")
    # Where the new section does not exist in a language, the page stays.
    assert [one.pk for one in parents(english, french, spanish)] == [new.pk, new_fr.pk, old_es.pk]
    assert Page.find_problems() == ([], [], [], [], [])
    french = Page.objects.get(pk=french.pk)
    assert french.url_path.startswith(Page.objects.get(pk=new_fr.pk).url_path)


def test_a_moved_translation_goes_alone(site):
    new = make_standard(slug="new")
    new_fr = translate(new, "fr")
    english = make_standard(slug="moving")
    french = translate(english, "fr")
    home = english.get_parent()
    french.move(new_fr, pos="last-child")
    assert [one.pk for one in parents(english, french)] == [home.pk, new_fr.pk]


def test_an_address_that_is_taken_stops_the_whole_move(site):
    new = make_standard(slug="new")
    new_fr = translate(new, "fr")
    english = make_standard(slug="moving")
    french = translate(english, "fr")
    make_standard("fr", parent=new_fr, slug=french.slug)
    home = english.get_parent()
    with pytest.raises(TranslationsRefused) as refused:
        english.move(new, pos="last-child")
    assert "address" in str(refused.value)
    assert parents(english)[0].pk == home.pk


@pytest.fixture
def english_only(site):
    """Somebody who may do everything with the English pages, and nothing with others."""
    group = Group.objects.create(name="English desk")
    for codename in ("add", "change", "publish", "bulk_delete"):
        GroupPagePermission.objects.create(group=group, page=site["en"], permission_type=codename)
    user = UserFactory()
    user.groups.add(group)
    return user


@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_who_may_not_do_it_to_all_does_it_to_none(texts, english_only, act):
    new = make_standard(slug="new")
    translate(new, "fr")
    page = StandardPage.objects.get(pk=texts[0].pk)
    arguments = {"target": new, "pos": "last-child"} if act == "move" else {}
    with pytest.raises(TranslationsRefused):
        getattr(page, act)(user=english_only, **arguments)
    assert live(*texts) == [True, True, True]
    assert parents(page)[0].pk != new.pk
    # A translation of their own they still handle: here there is none to ask about.
    alone = make_standard(slug="alone")
    getattr(alone, act)(user=english_only, **arguments)


def test_a_text_chosen_together_with_its_translations_is_deleted_once(texts):
    pages = [Page.objects.get(pk=page.pk) for page in texts]
    for page in pages:
        page.delete()
    assert there(*texts) == [False, False, False]


def test_a_text_chosen_together_with_its_translations_is_unpublished_once(texts):
    pages = [Page.objects.get(pk=page.pk) for page in texts]
    for page in pages:
        page.unpublish()
    assert live(*texts) == [False, False, False]
