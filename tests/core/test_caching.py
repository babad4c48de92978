import gzip
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django_tasks import task
from wagtail.models import PageViewRestriction

from cms.core.caching import content_version
from cms.core.middleware import PublicCacheMiddleware
from cms.core.models import ContentVersion
from cms.taxonomy.models import Topic
from home.models import StatementIndexPage, StatementPage
from tests.factories.directory import TopicFactory, UserFactory
from tests.factories.pages import make_statement, section
from tests.home.editing import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cached_pages(settings):
    settings.PUBLIC_CACHE_SECONDS = 600


@task()
def nothing():
    pass


def stored_version():
    return ContentVersion.objects.values_list("number", flat=True).first() or 0


def test_a_save_counts_the_version_up_once_a_transaction(django_capture_on_commit_callbacks):
    before = stored_version()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        TopicFactory()
        TopicFactory()
    assert stored_version() == before + 1


def test_bookkeeping_does_not_count(django_capture_on_commit_callbacks):
    before = stored_version()
    with django_capture_on_commit_callbacks(execute=True):
        UserFactory()
    assert stored_version() == before


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_save_does_not_count():
    before = stored_version()
    with transaction.atomic():
        Topic.objects.create(code="lost", labels={"en": "Lost"})
        transaction.set_rollback(True)
    assert stored_version() == before


def test_a_second_reader_is_answered_from_the_cache(client, site, django_assert_max_num_queries):
    page = make_statement(title="Bread and roses")
    first = client.get(page.url)
    with django_assert_max_num_queries(1):
        second = Client().get(page.url)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert "default-src" in second["Content-Security-Policy"]


def test_who_holds_the_page_gets_304(client, site, django_assert_max_num_queries):
    page = make_statement()
    etag = client.get(page.url)["ETag"]
    cache.delete("content-version")
    with django_assert_max_num_queries(2):
        answer = client.get(page.url, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer.content == b""


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_at_once(client, site):
    page = make_statement(title="Before")
    assert b"Before" in client.get(page.url).content
    page.title = "After the vote"
    published(page)
    assert b"After the vote" in client.get(page.url).content


@pytest.mark.django_db(transaction=True)
def test_a_page_made_private_is_gone_from_the_cache(client, site):
    page = make_statement()
    assert client.get(page.url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(page.url).status_code == 302


def test_who_is_signed_in_is_never_answered_from_the_cache(client, site):
    page = make_statement()
    anonymous = client.get(page.url)
    client.force_login(UserFactory())
    signed_in = client.get(page.url)
    assert "ETag" in anonymous
    assert "ETag" not in signed_in


def test_public_pages_set_no_cookie(client, site):
    for url in ("/en/", make_statement().url, section(StatementIndexPage).url):
        answer = client.get(url)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_the_version_is_read_from_the_database_at_most_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        content_version()
        content_version()


def test_a_task_asks_for_the_present_state(site, monkeypatch):
    """A worker may remember the number of a second ago: what is private now must not pass for
    public in it."""
    page = make_statement()
    assert StatementPage.objects.open().filter(pk=page.pk).exists()
    known = content_version()
    # As another process does, which this one hears nothing of.
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type="login")]
    )
    ContentVersion.objects.update_or_create(defaults={"number": known + 1})
    assert content_version() == known
    nothing.enqueue()
    assert not StatementPage.objects.open().filter(pk=page.pk).exists()


class TestCompressed:
    def read(self, page, accepted: str):
        return Client().get(page.url, headers={"accept-encoding": accepted})

    def test_what_is_kept_is_compressed_once(self, client, site, monkeypatch):
        page = make_statement(title="Bread and roses")
        plain = client.get(page.url)
        monkeypatch.setattr("cms.core.middleware.gzip.compress", None)
        monkeypatch.setattr("django.middleware.gzip.compress_string", None)
        packed = self.read(page, "br, gzip;q=0.8")
        assert packed["Content-Encoding"] == "gzip"
        assert packed["Content-Length"] == str(len(packed.content))
        assert gzip.decompress(packed.content) == plain.content
        assert "Accept-Encoding" in packed["Vary"]
        assert packed["ETag"] == plain["ETag"]
        again = Client().get(
            page.url, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]}
        )
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("accepted", ["", "br", "xgzip"])
    def test_who_does_not_take_it_gets_it_plain(self, client, site, accepted):
        page = make_statement(title="Bread and roses")
        for _time in range(2):
            answer = self.read(page, accepted)
            assert "Content-Encoding" not in answer
            assert b"Bread and roses" in answer.content
            assert "Accept-Encoding" in answer["Vary"]


class TestManyAtOnce:
    """Many readers of what a change has just emptied."""

    @pytest.fixture(autouse=True)
    def _version_known(self):
        cache.set("content-version", 1)

    def answers(self, get_response, readers=5) -> list:
        middleware = PublicCacheMiddleware(get_response)
        with ThreadPoolExecutor(readers) as pool:
            return list(
                pool.map(lambda _one: middleware(RequestFactory().get("/en/")), "x" * readers)
            )

    def test_it_is_made_once(self):
        made = []

        def slow(request):
            made.append(request)
            sleep(0.2)
            return HttpResponse("The page")

        found = self.answers(slow)
        assert len(made) == 1
        assert {answer.content for answer in found} == {b"The page"}

    def test_what_is_not_for_all_is_made_for_each(self):
        made = []

        def own(request):
            made.append(request)
            answer = HttpResponse(f"Number {len(made)}")
            answer["Cache-Control"] = "private"
            return answer

        assert len({answer.content for answer in self.answers(own)}) == 5

    def test_who_fails_leaves_it_to_the_next(self):
        made = []

        def failing_first(request):
            made.append(request)
            if len(made) == 1:
                raise ValueError("broken")
            return HttpResponse("The page")

        middleware = PublicCacheMiddleware(failing_first)
        with pytest.raises(ValueError, match="broken"):
            middleware(RequestFactory().get("/en/"))
        assert middleware(RequestFactory().get("/en/")).content == b"The page"
