"""An address that was public leads on, by itself, to where its page is now."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from home.models import DirectoryPage, StandardPage, StatementIndexPage, StatementPage
from tests.factories.directory import OrganisationFactory
from tests.factories.pages import make_standard, make_statement, section
from tests.home.editing import colleague, published, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]


def renamed(page, slug):
    page.slug = slug
    return published(page)


def leads_to(client, old: str) -> str:
    response = client.get(old)
    assert response.status_code == 301, (old, response.status_code)
    return response["Location"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_that_is_renamed_with_its_own_addresses(site, client, language):
    page = make_statement(language=language)
    old = page.url
    page = renamed(page, "another-name")
    assert leads_to(client, old) == page.url
    assert leads_to(client, f"{old}pdf/").rstrip("/") == f"{page.url}pdf"
    assert client.get(old, {"a": "1"}).status_code == 301


def test_what_is_below_a_section_that_is_renamed(site, client):
    statement, index = make_statement(), section(StatementIndexPage)
    old, old_index = statement.url, index.url
    index = renamed(index, "declarations")
    statement = StatementPage.objects.get(pk=statement.pk)
    assert leads_to(client, old) == statement.url
    assert leads_to(client, f"{old}pdf/").rstrip("/") == f"{statement.url}pdf"
    assert leads_to(client, f"{old_index}feed/").rstrip("/") == f"{index.url}feed"


def test_the_pages_of_members(site, client):
    organisation = OrganisationFactory()
    directory = section(DirectoryPage)
    old = f"{directory.url}{organisation.code}/"
    directory = renamed(directory, "who-we-are")
    assert leads_to(client, old).rstrip("/") == f"{directory.url}{organisation.code}"


def test_a_page_that_is_moved(site, client):
    parent, page = make_standard(), make_standard()
    old = page.url
    page.move(parent, "last-child")
    page = StandardPage.objects.get(pk=page.pk)
    assert leads_to(client, old) == page.url


def test_what_was_never_public_leaves_nothing(site):
    parent, page = make_standard(), make_standard(live=False)
    page.move(parent, "last-child")
    renamed(StandardPage.objects.get(pk=page.pk), "published-under-another-name")
    assert not Redirect.objects.exists()


def test_names_that_change_and_come_back_go_round_in_no_circle(site, client):
    page = make_statement()
    first = page.url
    page = renamed(page, "second")
    second = page.url
    page = renamed(page, "third")
    assert {leads_to(client, first), leads_to(client, second)} == {page.url}
    page = renamed(page, first.rstrip("/").rpartition("/")[2])
    assert page.url == first
    assert client.get(first).status_code == 200
    assert leads_to(client, second) == first
    page.unpublish()
    assert client.get(first).status_code == 404


def test_the_secretariat_sees_them(site, roles):
    page = make_statement(slug="the-first-name")
    renamed(page, "the-second-name")
    shown = signed_in(colleague("secretariat")).get(reverse("wagtailredirects:index"))
    assert "the-first-name" in shown.content.decode()
