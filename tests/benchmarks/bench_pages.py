"""What a page of the sample site costs: ``make bench`` prints one line for every page type.

Requests a second depend on the machine, so they are reported and gate nothing. Queries and
bytes are the same everywhere; the tests of the pages hold them to their limits.
"""

import gzip
import sys
import time

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, get_page_models

from tests.query_counts import queries

REQUESTS = 20
HEADER = (
    f"{'page':<24}{'SQL':>5}{'repeated':>10}{'ms':>8}{'a second':>10}{'cached':>9}{'kB gzip':>9}"
)


def report(line: str) -> None:
    """Print a line beside pytest's own output."""
    sys.stdout.write(line + "\n")


def addresses() -> dict[str, str]:
    """Return the address of one published English page of every type, by the type's name."""
    english = Locale.objects.get(language_code="en")
    found = {}
    for model in get_page_models():
        page = model.objects.live().filter(locale=english, depth__gt=1).last()
        if page is not None and page.get_url():
            found[model.__name__] = page.get_url()
    return found


def per_second(client: Client, url: str, *, cached: bool) -> float:
    """Return how many requests a second one process answers, one after the other."""
    spent = 0.0
    for _ in range(REQUESTS):
        if not cached:
            cache.clear()
        began = time.perf_counter()
        client.get(url)
        spent += time.perf_counter() - began
    return REQUESTS / spent


@pytest.mark.django_db
def test_pages():
    call_command("load_sample", verbosity=0)
    client = Client()
    report("\n" + HEADER)
    pages = addresses()
    for name, url in sorted(pages.items()):
        # The first request fills what a process keeps: compiled templates, the site's root.
        client.get(url)
        cache.clear()
        with queries() as asked:
            response = client.get(url)
        assert response.status_code == 200, url
        rate = per_second(client, url, cached=False)
        report(
            f"{name:<24}{len(asked):>5}{len(asked) - len(set(asked)):>10}"
            f"{1000 / rate:>8.1f}{rate:>10.0f}{per_second(client, url, cached=True):>9.0f}"
            f"{len(gzip.compress(response.content)) / 1000:>9.1f}"
        )
    assert pages
