"""Every screen of the academy costs the same for ten participants and for five hundred."""

import pytest
from django.db import reset_queries

from tests.academy.addresses import names
from tests.academy.cost_world import add_cohorts, add_people, addresses, make_world
from tests.databases import shared_world
from tests.query_counts import queries

BUDGET = 20
FEW, MANY = 10, 500

# Who sees which screen: participant, representative, trainer, staff. A dash: nobody opens it.
SCREENS = {
    "overview": "prts",
    # Enrolment.
    "nominations": "r",
    "nominate": "r",
    "nomination-move": "-",
    "nomination-take-back": "r",
    "nomination-send-again": "r",
    "enrolment": "prs",
    "offer-confirm": "p",
    "offer-decline": "p",
    "withdraw": "p",
    "candidates": "s",
    "candidate": "s",
    "candidate-act": "s",
    "cohort-candidates": "s",
    "offers": "s",
    "seats": "s",
    "candidates-export": "s",
    # Learning.
    "lessons": "prts",
    "cohort-lessons": "pts",
    "lesson": "pts",
    "lesson-done": "-",
    "lesson-file": "pts",
    "captions": "pts",
    "quiz": "pts",
    "quiz-begin": "-",
    "attempt": "p",
    "answers-to-read": "ts",
    "answer-read": "ts",
    "saved-lessons": "pts",
    "saved-allowed": "prts",
    "offline-worker": "prts",
    "sessions": "pts",
    "session-plan": "ts",
    "session": "pts",
    "session-calendar": "pts",
    "session-change": "ts",
    "session-cancel": "ts",
    "attendance": "ts",
    "task": "pts",
    "task-change": "ts",
    "task-set": "ts",
    "hand-ins": "ts",
    "hand-in": "ts",
    "hand-in-file": "pts",
    "questions": "pts",
    "question": "pts",
    "post-report": "-",
    "post-moderate": "-",
    "moderation": "ts",
    "people": "ts",
    "reminders": "p",
    # Certificates.
    "certificates": "p",
    "certificate": "p",
    "certificate-pdf": "ps",
    "completions": "s",
    "completion": "s",
    "completion-close": "s",
    "completion-decide": "s",
    "completion-by-rules": "s",
    "certificates-issue": "s",
    "certificate-issue": "s",
    "certificate-replace": "s",
    "certificate-revoke": "s",
    # Reports.
    "reports": "ts",
    "report": "ts",
    "report-feedback": "ts",
    "report-table": "s",
    "survey": "p",
    "alumni": "ps",
    "alumni-join": "p",
    "alumni-leave": "p",
}


def test_every_address_is_visited():
    assert set(SCREENS) == set(names())


def costs(client, world) -> dict[tuple[str, str], int]:
    """Return how many queries each screen asks of each role that sees it."""
    found = {}
    for role, user in world.users.items():
        client.force_login(user)
        for name, url in addresses(world).items():
            if role not in SCREENS[name]:
                continue
            # Django keeps the last nine thousand queries, and no more.
            reset_queries()
            with queries() as asked:
                response = client.get(url)
                assert response.getvalue() is not None, url
            response.close()
            found[role, name] = len(asked)
    return found


@pytest.fixture(scope="module")
def world(_roles_of_module, django_db_blocker):
    from tests.factories.pages import make_site

    with shared_world(django_db_blocker):
        make_site()
        world = make_world()
        add_people(world, FEW)
        add_cohorts(world, 2)
        yield world


@pytest.mark.django_db
def test_every_screen_is_seen_by_whom_it_is_for(client, world):
    for role, user in world.users.items():
        client.force_login(user)
        for name, url in addresses(world).items():
            response = client.get(url)
            assert (response.status_code == 200) == (role in SCREENS[name]), (role, name)
            response.close()


@pytest.mark.django_db
def test_every_screen_costs_the_same_for_few_and_many(client, world):
    # What a process keeps of the site is read once.
    costs(client, world)
    few = costs(client, world)
    add_people(world, MANY - FEW)
    add_cohorts(world, 10)
    many = costs(client, world)
    assert {key: (few[key], many[key]) for key in few if few[key] != many[key]} == {}
    assert {key: cost for key, cost in many.items() if cost > BUDGET} == {}


@pytest.mark.django_db
def test_long_lists_come_in_pages(client, world):
    add_people(world, 120)
    pages = addresses(world)
    for role, name in (
        ("s", "cohort-candidates"),
        ("s", "completion"),
        ("t", "people"),
        ("t", "task"),
        ("t", "hand-ins"),
        ("t", "answers-to-read"),
        ("t", "moderation"),
        ("t", "questions"),
        ("t", "question"),
        ("t", "attendance"),
        ("r", "nominations"),
        ("p", "questions"),
        ("p", "question"),
        ("p", "alumni"),
    ):
        client.force_login(world.users[role])
        first = client.get(pages[name])
        second = client.get(pages[name], {"page": 2})
        assert b'class="pagination"' in first.content, name
        assert b'aria-current="page"' in second.content, name
        assert len(first.content) < 150_000, name
