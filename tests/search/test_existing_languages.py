"""Which languages a text exists in: switcher, hreflang, feed, sitemap, search and page agree."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import StatementIndexPage, StatementPage
from home.translations import attach_languages
from search.engines.base import Query
from search.services.find import find
from tests.factories.pages import foreign_alias, make_statement, section, translate
from tests.home.editing import published
from tests.search.tools import titles_found

pytestmark = pytest.mark.django_db

FRENCH = Locale.objects.filter(language_code="fr")
WORD = "Concordance"

# How the French version stands, and whether a French reader can read it.
STATES = {
    "published": True,
    "out of date": True,
    "missing": False,
    "draft": False,
    "unpublished": False,
    "expired": False,
    "alias": False,
    "private": False,
    "moved below a private page": False,
}


def bring_into(state: str, page) -> Page | None:
    """Return the French version of `page` in that state, None where there is none."""
    if state == "missing":
        return None
    if state == "alias":
        return foreign_alias(page, "fr")
    french = translate(page, "fr", title=f"{WORD} française", live=state != "draft")
    if state == "out of date":
        page.summary = "Another summary."
        published(page)
    elif state == "unpublished":
        french.unpublish()
    elif state == "expired":
        past = timezone.now() - datetime.timedelta(minutes=1)
        Page.objects.filter(pk=french.pk).update(expire_at=past)
    elif state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif state == "moved below a private page":
        home = section(StatementIndexPage).get_parent()
        wing = home.add_child(instance=StatementIndexPage(title="Wing", locale=home.locale))
        PageViewRestriction.objects.create(page=wing, restriction_type="login")
        StatementPage.objects.get(pk=page.pk).move(wing, pos="last-child")
    return french


@pytest.mark.parametrize(("state", "exists"), STATES.items())
def test_all_say_the_same(site, commits, client, state, exists):
    with commits():
        page = make_statement(title=f"{WORD} in English")
        french = bring_into(state, page)
        there = french and french.get_url()
    cache.clear()
    page = StatementPage.objects.get(pk=page.pk)
    notice = f"/fr/translations/{page.translation_key}/"
    says = {}
    index = section(StatementIndexPage, "fr").url
    says["feed"] = WORD in client.get(f"{index}feed/").content.decode()
    says["list"] = WORD in client.get(index).content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    says["sitemap"] = bool(there) and f"{there}</loc>" in sitemap
    says["alternate in the sitemap"] = f'hreflang="fr" href="http://localhost{there}"' in sitemap
    says["search"] = bool(titles_found(WORD, "fr"))
    says["badges"] = "fr" in attach_languages([page])[0].language_codes
    if there:
        says["page"] = client.get(there).status_code == 200
    if "private" not in state:
        text = client.get(page.url).content.decode()
        says["hreflang"] = 'rel="alternate" hreflang="fr"' in text
        switcher = there if exists else notice
        assert f'href="{switcher}" lang="fr"' in text
    assert says == dict.fromkeys(says, exists)


def test_the_notice_speaks_the_readers_language_and_links_the_authentic_text(site, client):
    spanish = make_statement("es", title="Concordia", authentic_language="es")
    english = translate(spanish, "en", title="Concord")
    text = client.get(f"/fr/translations/{english.translation_key}/").content.decode()
    assert '<html lang="fr"' in text
    assert text.index(spanish.url) < text.index(english.url)
    assert f'<a href="{spanish.url}" lang="es" hreflang="es">Concordia</a>' in text


def test_who_reads_a_private_page_is_led_to_its_other_languages(site, admin_client):
    page = make_statement(title="Concord")
    french = translate(page, "fr")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    text = admin_client.get(page.url).content.decode()
    assert f'href="{french.url}" lang="fr"' in text
    assert f"/es/translations/{page.translation_key}/" in text


def test_an_alias_in_another_language_leads_to_the_notice(site, client):
    page = make_statement(title="Concord")
    alias = foreign_alias(page, "fr")
    answer = client.get(alias.get_url())
    assert answer.status_code == 302
    assert answer["Location"] == f"/fr/translations/{page.translation_key}/"


def test_a_state_said_in_one_language_is_found_in_the_others(site, commits):
    with commits():
        page = make_statement(title=f"{WORD} in English")
        translate(page, "fr", title=f"{WORD} française")
        other = make_statement(title="Amity in English")
        translate(other, "fr", title="Amitié")
    with commits():
        page = StatementPage.objects.get(pk=page.pk)
        page.withdrawn_on, page.withdrawal_reason = datetime.date(2025, 1, 1), "An error."
        published(page)
        make_statement(title="A later one", supersedes=other)
    assert [hit.state for hit in find(Query(WORD, "fr")).hits] == ["withdrawn"]
    assert [hit.state for hit in find(Query("amitié", "fr")).hits] == ["superseded"]
    with commits():
        page.withdrawn_on, page.withdrawal_reason = None, ""
        published(page)
    assert [hit.state for hit in find(Query(WORD, "fr")).hits] == ["current"]
