"""Every address of the academy × everybody; and the word that nobody else is told."""

import pickle
from contextlib import nullcontext

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import get_resolver, reverse

from tests.academy.matrix import OPEN_TO_ALL, PUBLIC, table
from tests.academy.rooms import (
    ABROAD,
    ANONYMOUS,
    CANARY,
    EVERYBODY,
    INSIDE,
    LEARNER,
    OUTSIDE,
    make_rooms,
)
from tests.databases import shared_world
from tests.extranet.crawl import body_of, crawl
from tests.factories.pages import make_site
from tests.refusals import refused_in_few_words

pytestmark = pytest.mark.django_db
STEM, WORD = CANARY[:-2], CANARY.encode()
STARTS = [
    *("/en/", "/en/learn/", "/fr/learn/", "/en/courses/", "/en/account/", "/sitemap.xml"),
    *(f"/en/search/{way}?q={STEM}" for way in ("", "suggest/", "feed/", "api/")),
    *("/en/extranet/", "/en/no-such-page/"),
]


@pytest.fixture(scope="module")
def rooms(django_db_setup, django_db_blocker):
    """One world for all, with everything in the index."""
    with shared_world(django_db_blocker):
        make_site()
        rooms = make_rooms()
        call_command("search_index", "rebuild", verbosity=0)
        yield rooms


def names(namespace: str) -> set[str]:
    """Return the names of the addresses of a namespace."""
    (_prefix, resolver) = get_resolver("cms.urls").namespace_dict[namespace]
    return {name for name in resolver.reverse_dict if isinstance(name, str)}


def test_every_address_has_its_place_in_the_table(rooms):
    assert names("academy") == set(table(rooms)) | OPEN_TO_ALL
    assert names("academy_public") == PUBLIC


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_sees_what(client, rooms, role):
    rooms.enter(client, role)
    wrong, whole = [], True
    for name, (args, allowed) in table(rooms).items():
        with nullcontext() if whole or role in allowed else refused_in_few_words():
            response = client.get(reverse(f"academy:{name}", args=args))
        # Its page is the same whatever was asked for: shown once.
        whole = whole and response.status_code != 404
        body, sent = body_of(response), response.get("Location", "")
        if role in OUTSIDE:
            fine = response.status_code == 302 and "/account/" in sent
        elif role in allowed:
            fine = response.status_code in (200, 302, 405) and "/account/" not in sent
        else:
            fine = response.status_code in (404, 405) and WORD not in body
        if not fine:
            wrong.append((name, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ABROAD)
def test_nobody_from_outside_is_told_the_word(client, rooms, role):
    rooms.enter(client, role)
    told = [url for url, body in crawl(client, STARTS, limit=50) if WORD in body]
    assert told == []
    assert client.get(f"/en/search/api/?q={CANARY}").json()["total"] == 0


def test_the_word_is_there_for_who_belongs(client, rooms):
    for role in sorted(INSIDE):
        rooms.enter(client, role)
        assert any(WORD in body for _url, body in crawl(client, ["/en/learn/"], limit=60)), role
        assert client.get(f"/en/search/api/?q={CANARY}").json()["total"] > 0, role


def test_no_cache_holds_it(client, rooms, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    for role in (LEARNER, ANONYMOUS):
        rooms.enter(client, role)
        for _page in crawl(client, STARTS, limit=50):
            pass
    assert WORD not in pickle.dumps(dict(cache._cache))
