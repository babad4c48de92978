"""What a page that is kept costs, beside a plain view that sends as many bytes compressed.

``make bench PYTEST_ARGS='-k cache'`` prints processor time a request and the ratio, with the
cache in local memory and, where TEST_REDIS_URL names one, in Redis.
"""

import os
import sys
import time

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from tests.factories.pages import make_site, make_statement

REQUESTS = 1_000
LINE = "{:<36}{:>12}{:>10}"
PLAIN = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
]
content = b""
urlpatterns = [path("plain/", lambda request: HttpResponse(content))]


def report(*columns) -> None:
    """Print a row beside pytest's own output."""
    sys.stdout.write(LINE.format(*columns) + "\n")


def microseconds(handler: WSGIHandler, url: str) -> float:
    """Return the processor time of one request, the better of three rounds."""
    environ = RequestFactory(headers={"accept-encoding": "gzip"}).get(url).environ
    rounds = []
    for _round in range(3):
        began = time.process_time()
        for _request in range(REQUESTS):
            answer = handler(dict(environ), lambda *_head: None)
            assert answer.status_code == 200
            assert answer["Content-Encoding"] == "gzip"
        rounds.append((time.process_time() - began) / REQUESTS * 1e6)
    return min(rounds)


def caches() -> dict[str, dict]:
    """Return the caches that there are, by name."""
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    found = {"local memory": local}
    if address := os.environ.get("TEST_REDIS_URL"):
        redis = "django.core.cache.backends.redis.RedisCache"
        found["Redis"] = {"BACKEND": redis, "LOCATION": address}
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("name", caches())
def test_a_kept_page(settings, name):
    global content
    settings.CACHES = {"default": caches()[name]}
    settings.PUBLIC_CACHE_SECONDS = 600
    make_site()
    page = make_statement()
    cache.clear()
    kept = microseconds(WSGIHandler(), page.url)
    content = WSGIHandler()(RequestFactory().get(page.url).environ, lambda *_head: None).content
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, PLAIN
    plain = microseconds(WSGIHandler(), "/plain/")
    report(f"{len(content):,} bytes, {name}", "microseconds", "ratio")
    report("a plain view, compressed", f"{plain:.0f}", "")
    report("a page that is kept", f"{kept:.0f}", f"{plain / kept:.2f}")
