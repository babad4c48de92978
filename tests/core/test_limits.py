"""Limits count in Django's cache, in memory and in Redis alike, whoever comes at once."""

import threading
import time

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from cms.core.public_forms.limits import Limit, network_of

HOUR = 3600


@pytest.fixture(
    params=["memory", pytest.param("redis", marks=pytest.mark.redis)], ids=["memory", "redis"]
)
def _counted(request):
    if request.param == "redis":
        request.getfixturevalue("redis_cache")


@pytest.fixture
def moment(monkeypatch):
    """Stop the clock at a full hour; `moment(seconds)` moves it from there."""
    start = time.time() // HOUR * HOUR

    def move(seconds):
        monkeypatch.setattr("cms.core.public_forms.limits.time.time", lambda: start + seconds)

    move(0)
    return move


@pytest.mark.usefixtures("_counted")
def test_so_many_and_no_more(moment):
    limit = Limit("some", 3, HOUR)
    moment(600)
    assert [limit.consume("ana") for _ in range(5)] == [0, 0, 0, 3000, 3000]
    assert limit.consume("ben") == 0
    assert Limit("other", 3, HOUR).consume("ana") == 0
    moment(HOUR)
    assert limit.consume("ana") == 0


@pytest.mark.usefixtures("_counted")
def test_who_comes_at_once_is_counted_one_by_one(moment):
    limit, gate, answers = Limit("at-once", 5, HOUR), threading.Barrier(20), []

    def come():
        gate.wait()
        answers.append(limit.consume("ana"))

    threads = [threading.Thread(target=come) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(0) == 5
    assert len(answers) == 20


def test_no_address_can_be_read_in_the_cache(moment):
    Limit("some", 3, HOUR).consume("ana@example.org")
    assert len(cache._cache) == 1
    assert "ana" not in next(iter(cache._cache))


def network(address: str, **meta) -> str:
    return network_of(RequestFactory().post("/", REMOTE_ADDR=address, **meta))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_counts_for_itself(address):
    assert network(str(address)) == f"{address}/32"
    # As servers write it that listen on IPv6 alone.
    assert network(f"::ffff:{address}") == f"{address}/32"


@given(st.ip_addresses(network="2001:db8:1:2::/64"), st.ip_addresses(network="2001:db8:1:3::/64"))
def test_the_addresses_of_one_ipv6_network_count_together(here, next_door):
    assert network(str(here)) == "2001:db8:1:2::/64"
    assert network(str(next_door)) != network(str(here))


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, "10.0.0.1/32"), (1, "192.0.2.9/32"), (2, "198.51.100.3/32")]
)
def test_only_trusted_proxies_are_believed(settings, proxies, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    said = "203.0.113.1, 198.51.100.3, 192.0.2.9"
    assert network("10.0.0.1", HTTP_X_FORWARDED_FOR=said) == expected
