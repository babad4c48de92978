"""Fills a migrated database with the sample and follows the links of the extranet, two a route.

Run as a program in a copy of the project, with the SQLite file of the database as its argument, so
that no test and no database of its own is in the way.
"""

import sys
from collections import Counter, deque
from pathlib import Path
from urllib.parse import urlsplit

import django

PREFIX = "/en/extranet/"
STARTS = ("", "bodies/", "meetings/", "documents/", "decisions/", "preferences/", "log/")
# Who does not audit has no log: the only start that may be refused.
REFUSED = {"delegate": {f"{PREFIX}log/"}, "chair": {f"{PREFIX}log/"}}
# How many paths of one route are followed.
MOST = 2


def follow(client, name: str) -> tuple[int, list[str]]:
    """Return how many routes somebody was led to, and what failed; errors are raised."""
    from django.urls import resolve

    from tests.extranet.crawl import links_of

    waiting, seen, failed = deque(PREFIX + start for start in STARTS), set(), []
    routes = Counter()
    while waiting:
        url = waiting.popleft()
        path = urlsplit(url).path
        if path in seen or not path.startswith(PREFIX):
            continue
        seen.add(path)
        route = resolve(path).route
        routes[route] += 1
        # The pages of one route are made by the same code: all of them would take minutes.
        if routes[route] > MOST:
            continue
        response = client.get(url)
        if response.status_code >= 400 and path not in REFUSED.get(name, ()):
            failed.append(f"{name}: {response.status_code} {url}")
        waiting.extend(links_of(url, response))
    return len(routes), failed


def main() -> int:
    """Return the exit code: 0 where every link leads somewhere and search answers."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.test import Client
    from django.test.utils import setup_test_environment

    from home.services.load_sample import load_sample
    from tests.admin_indexes import switch_off
    from tests.databases import fill_from
    from tests.signing_in import force_login

    setup_test_environment()
    switch_off()
    fill_from(Path(sys.argv[1]))
    failed = []
    # Never committed: what waits for that, such as indexing the sample, is not looked at here.
    with transaction.atomic():
        load_sample()
        for name in ("delegate", "secretariat", "chair"):
            client = Client()
            force_login(client, get_user_model().objects.get(email=f"{name}@example.org"))
            count, broken = follow(client, name)
            status = client.get("/en/search/", {"q": "budget"}).status_code
            failed += broken + ([] if status == 200 else [f"{name}: {status} from search"])
            sys.stdout.write(f"{name}: {count} routes\n")
        transaction.set_rollback(True)
    sys.stdout.write("\n".join(failed))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
