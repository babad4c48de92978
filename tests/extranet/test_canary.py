"""A word that stands in everything confidential is found by nobody who may not read it."""

import pickle

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.databases import shared_world
from tests.extranet.crawl import body_of, crawl
from tests.extranet.roles import ANONYMOUS, EDITOR, EXPIRED, MEMBER, PARTICIPANT, PENDING, SUPERUSER
from tests.extranet.world import CANARY, make_world
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db
WORD = CANARY.encode()
# Short enough that an answer which repeats the question does not hold the word.
STEM = CANARY[:-2]
ADMIN = ["/admin/", "/admin/reports/site-history/", f"/admin/pages/search/?q={STEM}"]
PUBLIC = [
    "/en/",
    "/fr/",
    "/en/extranet/",
    "/en/account/",
    "/sitemap.xml",
    "/robots.txt",
    f"/en/search/?q={STEM}",
    f"/fr/search/?q={STEM}a",
    f"/en/search/suggest/?q={STEM}",
    f"/en/search/feed/?q={STEM}",
    f"/en/search/api/?q={STEM}",
    "/en/no-such-page/",
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all, with everything in the index."""
    with shared_world(django_db_blocker):
        make_site()
        world = make_world()
        call_command("search_index", "rebuild", verbosity=0)
        yield world


@pytest.mark.parametrize("role", [ANONYMOUS, EXPIRED, PENDING, EDITOR, SUPERUSER])
def test_nobody_without_a_right_is_told_the_word(client, world, role, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    world.enter(client, MEMBER)
    warmed = [url for url, _body in crawl(client, PUBLIC[:7], limit=40)]
    world.enter(client, role)
    starts = [*PUBLIC, *warmed]
    if role in (EDITOR, SUPERUSER):
        starts = [*ADMIN, *starts]
    told = [url for url, body in crawl(client, starts, limit=220) if WORD in body]
    assert told == []


def test_the_word_is_there_for_who_may_read_it(client, world):
    world.enter(client, MEMBER)
    told = {url for url, body in crawl(client, ["/en/extranet/"], limit=80) if WORD in body}
    assert len(told) > 10
    assert WORD in body_of(client.get(f"/en/search/?q={STEM}a"))


@pytest.mark.parametrize("role", [ANONYMOUS, PARTICIPANT, EXPIRED, PENDING, SUPERUSER, EDITOR])
def test_a_search_counts_nothing_of_it(client, world, role):
    world.enter(client, role)
    found = client.get(f"/en/search/api/?q={CANARY}").json()
    assert found["total"] == 0


def test_no_cache_holds_it(client, world, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    world.enter(client, MEMBER)
    for _page in crawl(client, PUBLIC, limit=80):
        pass
    assert WORD not in pickle.dumps(dict(cache._cache))
