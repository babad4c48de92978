"""Before something goes, the admin names what links to it."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model

from cms.publishing.links_here import pages_linking_to
from tests.factories.pages import make_standard, make_statement
from tests.home.editing import colleague, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.admin_indexes]


def linking(thing, kind="page", **fields):
    return make_statement(text=(f'<a linktype="{kind}" id="{thing.pk}">words</a>',), **fields)


def test_links_pictures_and_replacements_count_published_pages_first(site):
    target = make_statement(title="Target")
    draft = linking(target, title="A draft", live=False)
    published = linking(target, title="Zebra")
    successor = make_statement(title="Yak", supersedes=target)
    assert [page.pk for page in pages_linking_to(target)] == [successor.pk, published.pk, draft.pk]


def test_pages_below_go_too_and_their_own_links_do_not_count(site):
    above = make_standard(title="Section")
    below = make_standard(parent=above, title="Below")
    make_standard(
        parent=above,
        body=[{"type": "paragraph", "value": f'<p><a linktype="page" id="{below.pk}">x</a></p>'}],
    )
    outside = linking(below)
    assert [page.pk for page in pages_linking_to(above)] == [outside.pk]


def test_every_screen_on_which_something_goes_names_them(site, roles):
    target = make_statement(title="Target")
    linking(target, title="It links")
    document = get_document_model().objects.create(
        title="File", file=ContentFile(b"text", name="file.txt")
    )
    linking(document, kind="document", title="It offers the file")
    client = signed_in(colleague("secretariat"))
    bulk = {"id": target.pk, "next": "/admin/"}
    for name, words in (
        (reverse("wagtailadmin_pages:delete", args=[target.pk]), "It links"),
        (reverse("wagtailadmin_pages:unpublish", args=[target.pk]), "It links"),
        (reverse("wagtaildocs:delete", args=[document.pk]), "It offers the file"),
    ):
        assert words in client.get(name).content.decode(), name
    for action in ("delete", "unpublish"):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        assert "It links" in client.get(url, bulk).content.decode(), action


def test_nothing_is_said_where_nothing_links(site, roles, coordinator):
    target = make_statement()
    answer = signed_in(coordinator).get(reverse("wagtailadmin_pages:delete", args=[target.pk]))
    assert "links-here" not in answer.content.decode()
