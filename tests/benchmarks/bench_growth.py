"""How pages grow with the archive: ``make bench`` prints what each takes at 1,000 statements a
language and at ARCHIVE_BENCH (100,000), the cache empty, and how many times as much that is."""

import os
import statistics
import sys
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from campaigns.models import CampaignPage
from cms.core import caching
from cms.directory.models import Body, Organisation
from cms.taxonomy.models import Topic
from home.models import DirectoryPage, HomePage, StatementIndexPage, StatementPage
from tests.benchmarks.archive import fill
from tests.sample import sample_world

SIZES = (1_000, int(os.environ.get("ARCHIVE_BENCH", "100000")))
ROUNDS = 5
LINE = "{:<28}{:>12}{:>12}{:>8}"


def report(*columns) -> None:
    """Print a row beside pytest's own output."""
    sys.stdout.write(LINE.format(*columns) + "\n")


@pytest.fixture(scope="module", autouse=True)
def sample(django_db_setup, django_db_blocker):
    with sample_world(django_db_blocker) as loaded:
        yield loaded


def addresses(size: int) -> dict[str, str]:
    """Return the pages that a reader may ask for, by what they are."""
    english = {"locale__language_code": "en"}
    listing = StatementIndexPage.objects.get(**english).get_url()
    topic = Topic.objects.order_by("pk").first().code
    newest = StatementPage.objects.filter(**english, slug=f"archive-{size - 3}").get()
    directory = DirectoryPage.objects.get(**english)
    organisation = Organisation.objects.listed().order_by("pk").first()
    return {
        "home": HomePage.objects.get(**english).get_url(),
        "list, first page": listing,
        "list, middle": f"{listing}?page={size // 40}",
        "list, last": f"{listing}?page={size // 20}",
        "list, by topic": f"{listing}?topic={topic}",
        "list, by year and kind": f"{listing}?year=2010&kind=statement",
        "statement": newest.get_url(),
        "feed": f"{listing}feed/",
        "feed of a topic": f"{listing}feed/{topic}/",
        "directory": directory.get_url(),
        "organisation": directory.get_url() + organisation.code + "/",
        "body": _body_url(),
        "campaign": CampaignPage.objects.live().filter(**english).first().get_url(),
        "search": "/en/search/?q=decided",
        "sitemap": "/sitemap.xml",
    }


def _body_url() -> str:
    from home.models import BodyIndexPage

    index = BodyIndexPage.objects.get(locale__language_code="en")
    return index.get_url() + Body.objects.order_by("pk").first().code + "/"


def milliseconds(client: Client, url: str) -> float:
    """Return the median time of a page that no cache holds; once it is more than ten seconds, of
    one request alone."""
    client.get(url)
    spent = []
    while len(spent) < ROUNDS and sum(spent) < 10_000:
        cache.clear()
        caching.forget()
        began = time.perf_counter()
        assert client.get(url).status_code == 200, url
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


@pytest.mark.databases
@pytest.mark.django_db
@pytest.mark.parametrize("statistics_known", [False, True], ids=["plain", "analysed"])
def test_growth(statistics_known):
    client = Client()
    took = []
    for size in SIZES:
        fill(size)
        if statistics_known or connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        took.append({name: milliseconds(client, url) for name, url in addresses(size).items()})
    report(connection.vendor, *(f"{size:,}" for size in SIZES), "times")
    for name, small in took[0].items():
        large = took[1][name]
        report(name, f"{small:.1f} ms", f"{large:.1f} ms", f"{large / small:.2f}")
