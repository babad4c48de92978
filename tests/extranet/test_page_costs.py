"""Every page of the extranet, with 500 documents and 50 meetings, and with ten times as many."""

from collections import defaultdict

import pytest
from django.db import transaction
from django.urls import reverse

from tests.extranet.archive import add_years
from tests.extranet.matrix import EXTRANET
from tests.extranet.roles import AUDITOR, CHAIR, GUEST, MEMBER, SECRETARIAT
from tests.extranet.world import make_world
from tests.query_counts import queries

pytestmark = pytest.mark.django_db
BUDGET = 25
# Documents and meetings that are added.
SIZES = ((500, 50), (4500, 450))
# Addresses that answer with a page; the others lead on, or hand a file out.
PAGES = 60


def test_no_page_asks_more_than_its_budget_or_more_of_a_larger_archive(client):
    world = make_world()
    costs, seen = defaultdict(list), set()
    for documents, meetings in SIZES:
        add_years(world.body, documents=documents, meetings=meetings, user=world.users[MEMBER])
        for role in (SECRETARIAT, CHAIR, MEMBER, AUDITOR, GUEST):
            world.enter(client, role)
            for name, path in pages_of(world, role):
                if count := cost_of(client, path, seen=name in seen):
                    costs[name, role].append(count)
                seen.add(name)
    assert {key: counts for key, counts in costs.items() if max(counts) > BUDGET} == {}
    assert {key: counts for key, counts in costs.items() if counts != counts[:1] * 2} == {}
    assert len({name for name, _role in costs}) >= PAGES


def pages_of(world, role: str):
    """Yield name and path of every address that somebody in a role may see."""
    for name, row in EXTRANET.items():
        kwargs = next((keys for who, keys in row.cases(world).values() if role in who), None)
        if kwargs is not None and not row.post:
            yield name, reverse(name, kwargs=kwargs)


def cost_of(client, path: str, *, seen: bool) -> int:
    """Return the number of queries of a page that somebody has seen; 0 for what is no page."""
    with transaction.atomic():
        # What is kept for a while is asked for once.
        if not seen:
            client.get(path).close()
        with queries() as asked:
            answer = client.get(path)
        answer.close()
        transaction.set_rollback(True)
    return len(asked) if answer.status_code == 200 else 0
