import pytest
from wagtail.models import Page, Site

from home.models import HomePage
from tests.factories.pages import make_standard, make_statement
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def test_routing_asks_for_the_page_and_its_list_alone(client, site):
    page = make_statement()
    client.get(page.url)
    asked = queries_of(client, page.url)
    assert not [sql for sql in asked if '"home_homepage"."page_ptr_id" =' in sql]
    assert not [sql for sql in asked if 'FROM "wagtailcore_locale"' in sql]


def test_a_home_that_is_not_published_leaves_its_pages_where_they_are(client, site):
    page = make_standard()
    Page.objects.filter(pk=site["en"].pk).update(live=False)
    assert client.get(site["en"].url).status_code == 404
    assert client.get(page.url).status_code == 200


def test_a_changed_home_is_seen_at_the_next_request(client, site):
    assert client.get("/en/").status_code == 200
    home = site["en"]
    home.title = "All of us together"
    home.save_revision().publish()
    assert "All of us together" in client.get("/en/").content.decode()


def test_two_readers_of_the_home_do_not_share_a_page(client, site, rf):
    from cms.core.front_pages import home_of

    request = rf.get("/en/")
    first, second = home_of(request), home_of(request)
    assert isinstance(first, HomePage)
    assert first == second
    assert first is not second


def test_a_site_without_a_home_here_is_a_404(client, site):
    Site.objects.update(root_page=Page.get_first_root_node())
    assert client.get("/en/nothing/").status_code == 404
