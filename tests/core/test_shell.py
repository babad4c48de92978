"""What stands around every page is kept while the content stands, and no longer."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction, Site

from cms.core import caching
from cms.core.front_pages import front_pages, is_front_page
from cms.core.models import SiteIdentity
from cms.core.shell import Shell
from home.models import EventIndexPage, StatementIndexPage
from tests.factories.pages import make_standard, make_statement, section

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es")


def shell(language: str = "en", host: str = "testserver", page=None) -> Shell:
    """Return the shell of another request."""
    request = RequestFactory(headers={"host": host}).get(f"/{language}/")
    if page:
        request.page = page
    with override(language):
        return Shell(request)


def titles(language: str = "en") -> list[str]:
    return [item["title"] for item in shell(language).main_menu]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_request_reads_none_of_it(site, language, django_assert_num_queries):
    first = shell(language)
    kept = (first.main_menu, first.list_urls, first.identity.name)
    second, third = shell(language), shell(language, page=site[language])
    # Whoever asks for a page has found the site by then.
    assert Site.find_for_request(third.request)
    with django_assert_num_queries(0):
        assert (second.main_menu, second.list_urls, second.identity.name) == kept
        assert [one["code"] for one in third.alternates] == [*LANGUAGES, "x-default"]
    assert first.main_menu[0]["url"].startswith(f"/{language}/")


def test_every_language_has_its_own(site):
    menus = [titles(language) for language in LANGUAGES]
    assert all(menus)
    assert len({tuple(menu) for menu in menus}) == 3


def retitled(site):
    page = section(StatementIndexPage)
    page.title = "What we say"
    page.save_revision().publish()
    return lambda: "What we say" in titles()


def taken_out_of_the_menu(site):
    page = section(StatementIndexPage)
    page.show_in_menus = False
    page.save()
    return lambda: page.title not in titles()


def unpublished(site):
    page = section(StatementIndexPage)
    page.unpublish()
    return lambda: page.title not in titles() and "statements" not in shell().list_urls


def private(site):
    page = section(StatementIndexPage)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return lambda: page.title not in titles()


def deleted(site):
    page = section(EventIndexPage)
    page.delete()
    return lambda: page.title not in titles()


def moved_to_the_front(site):
    page = section(EventIndexPage)
    page.move(site["en"], pos="first-child")
    return lambda: titles()[0] == page.title


def address_changed(site):
    page = section(StatementIndexPage)
    page.slug = "positions-of-ours"
    page.save_revision().publish()
    return lambda: "/en/positions-of-ours/" in {item["url"] for item in shell().main_menu}


def another_page_in_the_menu(site):
    page = make_standard(show_in_menus=True)
    return lambda: page.title in titles()


def another_name(site):
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.names = {"en": "The other alliance"}
    identity.save()
    return lambda: shell().identity.name == "The other alliance"


def home_made_private(site):
    PageViewRestriction.objects.create(page=site["fr"], restriction_type="login")
    # One language private makes all of them private.
    return lambda: not is_front_page(site["en"])


CHANGES = (
    retitled,
    taken_out_of_the_menu,
    unpublished,
    private,
    deleted,
    moved_to_the_front,
    address_changed,
    another_page_in_the_menu,
    another_name,
    home_made_private,
)


def read_all(site) -> None:
    """Let everything that is kept be kept."""
    for language in LANGUAGES:
        around = shell(language, page=site[language])
        assert around.main_menu
        assert around.identity is not None
        assert [one["code"] for one in around.alternates] == [*LANGUAGES, "x-default"]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_at_once_to_who_made_it_and_is_gone_when_undone(site, change):
    read_all(site)
    before = {language: titles(language) for language in LANGUAGES}
    with transaction.atomic():
        shows = change(site)
        assert shows()
        assert shows()
        transaction.set_rollback(True)
    cache.delete("wagtail_site_root_paths", version=2)
    assert {language: titles(language) for language in LANGUAGES} == before
    assert not shows()


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_to_all_once_it_is_committed(site, change, on_commit_at_once):
    read_all(site)
    # Everybody's connection: none has an open change of its own.
    assert change(site)()


@pytest.mark.django_db(transaction=True)
def test_what_is_not_committed_is_kept_for_nobody_else(site):
    from tests.factories.pages import make_site

    make_site()
    before = titles()
    with transaction.atomic():
        change = retitled(None)
        assert change()
        inside = dict(caching._kept)
        transaction.set_rollback(True)
    # The version is the same as before: what was kept meanwhile has no reader any more.
    assert titles() == before
    assert inside.keys() - {key for key in caching._kept if key[0][1] == 0}


def test_two_sites_have_each_their_own(site, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    other = Page.objects.get(pk=site["en"].pk).copy(
        recursive=False, update_attrs={"slug": "other", "title": "Other"}, copy_revisions=False
    )
    mine = shell().main_menu
    second = Site.objects.create(hostname="other.example", root_page=other)
    SiteIdentity.objects.create(site=second, names={"en": "The others"})
    there = shell(host="other.example")
    assert there.identity.name == "The others"
    assert shell().identity.name != "The others"
    assert there.main_menu == []
    theirs = make_standard(parent=other, show_in_menus=True)
    assert [item["title"] for item in shell(host="other.example").main_menu] == [theirs.title]
    # Where there are two sites, an address names its host unless it is the reader's own.
    assert [item["title"] for item in shell().main_menu] == [item["title"] for item in mine]


def test_an_identity_belongs_to_one_request(site):
    first, second = shell().identity, shell().identity
    assert first is not second
    assert first.accent_colour == second.accent_colour


def test_a_process_keeps_only_so_much(site):
    for number in range(3 * caching._KEPT):
        caching.kept((number,), lambda number=number: number)
    assert len(caching._kept) == caching._KEPT
    assert front_pages()


def test_a_page_that_is_no_front_page_is_asked_for_its_restrictions(client, site):
    page = make_statement()
    assert client.get(page.url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(page.url).status_code == 302


@pytest.mark.parametrize("name", ["home", "list"])
def test_a_front_page_made_private_is_shown_to_nobody(client, site, name):
    page = site["en"] if name == "home" else section(StatementIndexPage)
    assert client.get(page.url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(page.url).status_code == 302
