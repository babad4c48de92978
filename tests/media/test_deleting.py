"""Who may delete a picture or a document, whichever way the admin offers."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from cms.media.models import SiteDocument, SiteImage
from tests.factories.directory import PersonFactory
from tests.factories.pages import make_statement
from tests.home.editing import all_blocks, colleague, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.admin_indexes]


def picture(user=None):
    return SiteImage.objects.create(
        title="The march", file=get_test_image_file(), decorative=True, uploaded_by_user=user
    )


def paper(user=None):
    return SiteDocument.objects.create(
        title="The report", file=ContentFile(b"text", "report.txt"), uploaded_by_user=user
    )


def by_itself(client, thing):
    app = "wagtailimages" if isinstance(thing, SiteImage) else "wagtaildocs"
    return client.post(reverse(f"{app}:delete", args=[thing.pk]))


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def after_uploading(client, thing):
    app = "wagtailimages" if isinstance(thing, SiteImage) else "wagtaildocs"
    address = reverse(f"{app}:delete_multiple", args=[thing.pk])
    return client.post(address, headers={"X-Requested-With": "XMLHttpRequest"})


def with_others(client, thing):
    address = reverse("wagtail_bulk_action", args=["media", type(thing).__name__.lower(), "delete"])
    return client.post(f"{address}?id={thing.pk}")


WAYS = (by_itself, after_uploading, with_others)


def used(thing):
    blocks = all_blocks(**{"image" if isinstance(thing, SiteImage) else "document": thing})
    return make_statement(title="The page with it", body=blocks)


@pytest.mark.parametrize("make", [picture, paper])
@pytest.mark.parametrize("way", WAYS)
def test_an_editor_deletes_what_they_brought_and_nothing_uses(site, roles, make, way):
    editor = colleague("editors")
    client = signed_in(editor)
    own, of_another, of_nobody, in_use = (
        make(editor),
        make(colleague("editors")),
        make(),
        make(editor),
    )
    used(in_use)
    for thing in (own, of_another, of_nobody, in_use):
        way(client, thing)
    left = set(type(own).objects.values_list("pk", flat=True))
    assert left == {of_another.pk, of_nobody.pk, in_use.pk}


@pytest.mark.parametrize("make", [picture, paper])
def test_what_a_draft_uses_is_used(site, roles, make):
    editor = colleague("editors")
    own = make(editor)
    page = make_statement(title="A page with a draft")
    page.body = all_blocks(**{"image" if make is picture else "document": own})
    page.save_revision()
    shown = said(by_itself(signed_in(editor), own))
    assert "is not deleted: it is used by “A page with a draft”" in shown
    assert type(own).objects.filter(pk=own.pk).exists()


def test_what_uses_it_is_named_to_those_who_may_see_it(site, roles):
    editor = colleague("editors")
    own = picture(editor)
    PersonFactory(family_name="Unseen-Name", portrait=own)
    shown = said(by_itself(signed_in(editor), own))
    assert "it is used by person" in shown
    assert "Unseen-Name" not in shown


@pytest.mark.parametrize("role", ["coordinators", "secretariat", "superuser"])
@pytest.mark.parametrize("way", WAYS)
def test_coordinators_and_the_secretariat_delete_any(site, roles, role, way):
    thing = picture(colleague("editors"))
    used(thing)
    way(signed_in(colleague(role)), thing)
    assert not SiteImage.objects.filter(pk=thing.pk).exists()


def test_a_translator_deletes_nothing(site, roles):
    translator = colleague("translators")
    thing = picture(translator)
    for way in WAYS:
        way(signed_in(translator), thing)
    assert SiteImage.objects.filter(pk=thing.pk).exists()
