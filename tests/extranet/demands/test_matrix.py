"""The pages of demands: every role in every state."""

import pytest

from tests.databases import shared_world
from tests.extranet.demands.test_pages import STATES, demand_in, url
from tests.extranet.records.tools import share
from tests.factories.directory import BodyFactory, MandateFactory
from tests.factories.extranet import delegate, secretary
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db
SEATED = ("chair", "member")
ROLES = (*SEATED, "substitute", "guest", "secretariat", "other")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Somebody in every role, and a body with a demand in every state."""
    with shared_world(django_db_blocker):
        make_site()
        users = {role: delegate() for role in ROLES} | {"secretariat": secretary()}
        MandateFactory(body=BodyFactory(), person=users["other"].person)
        demands = {}
        for state in STATES:
            body = BodyFactory(code=f"committee-{state}")
            share(body)
            for role in set(ROLES) - {"secretariat", "other"}:
                MandateFactory(body=body, person=users[role].person, role=role)
            demands[state] = demand_in(state, body, *(users[role] for role in SEATED))
        yield users, demands


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_for_every_role_in_every_state(client, world, role, state):
    users, demands = world
    demand, body = demands[state], demands[state].body
    seated = role in SEATED
    client.force_login(users[role])
    sees = role not in ("guest", "other")
    keeps = role in ("chair", "secretariat")
    page = client.get(url("demand", demand.pk))
    assert page.status_code == (200 if sees else 404)
    if sees:
        assert page.context["may_request"] is (seated and state == "open")
        assert page.context["may_prepare"] is (keeps and state == "reached")
    for name, allowed in {
        "demand-request": seated,
        "demand-withdraw": seated,
        "demand-take-back": False,
        "demand-meeting": keeps and state == "reached",
    }.items():
        assert client.get(url(name, demand.pk)).status_code == (200 if allowed else 404), name
        posted = client.post(url(name, demand.pk))
        if not allowed:
            assert posted.status_code == 404
    assert client.get(url("demand-open", body.code)).status_code == (200 if seated else 404)
    listed = client.get(url("demands"))
    assert (b"The summit" in listed.content) is sees
