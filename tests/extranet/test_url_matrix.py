"""Every address of the site × everybody × every state of the thing it shows."""

import re
from contextlib import nullcontext

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from tests.databases import shared_world
from tests.extranet.matrix import EXTRANET, OPEN_TO_ALL, Row
from tests.extranet.roles import (
    ANONYMOUS,
    CHAIR,
    EDITOR,
    OUTSIDE,
    ROLES_HERE,
    SECRETARIAT,
    SUPERUSER,
    TRANSLATOR,
)
from tests.extranet.world import make_world
from tests.refusals import refused_in_few_words

pytestmark = pytest.mark.django_db
# One's own account, and the academy: tests/accounts and tests/academy walk all of these.
ELSEWHERE = ("account_", "mfa_", "usersessions_", "academy:", "academy_public:")
ADMIN_ROLES = (EDITOR, TRANSLATOR, SECRETARIAT, SUPERUSER)


def addresses(resolver=None, prefix: str = "", namespace: str = ""):
    """Yield (pattern, qualified name) of every address the site answers."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from addresses(one, prefix + str(one.pattern), inner)
        else:
            yield prefix + str(one.pattern), f"{namespace}{one.name or ''}"


def test_every_address_has_its_place_in_the_table():
    listed = OPEN_TO_ALL | set(EXTRANET)
    found = {
        name
        for pattern, name in addresses()
        if not pattern.startswith("admin/") and not name.startswith(ELSEWHERE)
    }
    assert found - listed == set(), "new addresses that nobody has said who may see"
    assert listed - found == set(), "addresses in the table that are gone"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all: every question is undone after it was answered."""
    with shared_world(django_db_blocker):
        yield make_world()


def answer(client, row: Row, url: str, *, whole: bool):
    """Return the answer, with all undone that was done; a refusal has its page if `whole`."""
    try:
        with transaction.atomic(), nullcontext() if whole else refused_in_few_words():
            response = client.post(url, row.data) if row.post else client.get(url)
            if response.streaming:
                b"".join(response.streaming_content)
            raise _Undo(response)
    except _Undo as undone:
        return undone.response


class _Undo(Exception):
    def __init__(self, response):
        self.response = response


@pytest.mark.parametrize("name", sorted(EXTRANET))
def test_who_sees_what(client, world, name):
    row = EXTRANET[name]
    wrong = []
    for role in ROLES_HERE:
        world.enter(client, role)
        whole = True
        for state, (allowed, kwargs) in row.cases(world).items():
            response = answer(client, row, reverse(name, kwargs=kwargs), whole=whole)
            whole = whole and role in allowed
            if role in OUTSIDE:
                sent = response.get("Location", "")
                fine = response.status_code == 302 and "/account/" in sent
            elif role in allowed:
                fine = response.status_code in (200, 302, 400, 405, 409) and "/account/" not in (
                    response.get("Location", "")
                )
            else:
                fine = response.status_code == 404
            if not fine:
                wrong.append((role, state, response.status_code))
    assert wrong == []


def admin_addresses():
    """Yield every address of the admin that is not there to sign in."""
    open_ones = ("login/", "logout/", "password_reset/", "jsi18n/", "sprite/")
    for pattern, _name in addresses():
        if pattern.startswith("admin/") and not pattern[6:].startswith(open_ones):
            yield "/" + _filled(pattern)


# What refuses them asks for one right, before any view: these two stand for all without it.
@pytest.mark.parametrize("role", [ANONYMOUS, CHAIR])
def test_no_address_of_the_admin_is_open_without_its_right(client, world, role):
    world.enter(client, role)
    assert client.get("/admin/").status_code in (302, 403)
    with refused_in_few_words():
        for url in admin_addresses():
            assert client.get(url).status_code in (302, 403, 404), url


@pytest.mark.parametrize("role", ROLES_HERE)
def test_the_admin_is_for_its_roles_alone(client, world, role):
    world.enter(client, role)
    urls = ("/admin/", "/admin/pages/", "/admin/reports/languages/", "/admin/account/")
    codes = {client.get(url).status_code for url in urls}
    if role in ADMIN_ROLES:
        assert codes <= {200, 302}
        assert client.get("/admin/").status_code == 200
    else:
        assert codes <= {302, 403, 404}


def _filled(pattern: str) -> str:
    """Return an address that the pattern matches, near enough to be refused before it is read."""
    plain = re.sub(r"<[^>]+>|\(\?P<[^>]+>[^)]*\)|\([^)]*\)", "1", pattern)
    return plain.replace("^", "").replace("$", "").replace("\\", "")
