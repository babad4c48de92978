import pytest
from wagtail.models import Locale, Page, Site

from home.models import HomePage, StatementIndexPage
from home.services.site import ensure_site

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def test_every_language_has_a_home_with_the_same_sections(site):
    assert list(site) == ["en", "fr", "es"]
    keys = [
        {page.translation_key for page in home.get_children().filter(show_in_menus=True)}
        for home in site.values()
    ]
    assert len(keys[0]) == 7
    assert keys[0] == keys[1] == keys[2]
    assert Site.objects.get().root_page_id == site["en"].pk


def test_titles_and_addresses_are_in_the_language_of_the_page(site):
    positions = StatementIndexPage.objects.get(locale__language_code="es")
    assert positions.title == "Posiciones"
    assert positions.url == "/es/posiciones/"


def test_a_second_run_changes_nothing(site):
    before = list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision"))
    assert ensure_site() == site
    assert list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision")) == before


def test_what_an_editor_renamed_stays_and_what_is_missing_comes_back(site):
    home = site["en"]
    home.title = "Welcome"
    home.save_revision().publish()
    StatementIndexPage.objects.get(locale__language_code="fr").delete()
    ensure_site()
    assert HomePage.objects.get(pk=home.pk).title == "Welcome"
    assert StatementIndexPage.objects.filter(locale__language_code="fr").count() == 1


def test_a_new_language_gets_its_home(site, settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("pt", "Português")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES
    assert ensure_site()["pt"].locale == Locale.objects.get(language_code="pt")
