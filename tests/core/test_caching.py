import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django_tasks import task
from wagtail.models import PageViewRestriction

from cms.core.caching import content_version
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
