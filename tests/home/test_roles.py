"""What each role may do, cell by cell, through the admin itself."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from cms.core.models import SiteIdentity
from home.models import StatementIndexPage, StatementPage
from tests.factories import TopicFactory
from tests.factories.pages import make_statement, section
from tests.home.editing import (
    colleague,
    edit_url,
    signed_in,
    start_translation,
    statement_form,
    translate_texts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]

ROLES = ("nobody", "translators", "editors", "coordinators", "secretariat", "superuser")

# Who may do it: every role that is not named may not.
MAY = {
    "enter": ROLES[1:],
    "create": ROLES[2:],
    "edit_draft": ROLES[2:],
    "edit_live_as_draft": ROLES[2:],
    "submit": ROLES[2:],
    "publish": ROLES[3:],
    "unpublish": ROLES[3:],
    "lock": ROLES[3:],
    "delete_draft": ROLES[2:],
    "delete_live": ROLES[3:],
    "delete_section": ROLES[4:],
    "start_translation": ROLES[1:],
    "translate": ROLES[1:],
    "publish_translation": ROLES[3:],
    "add_image": ROLES[2:],
    "choose_image": ROLES[1:],
    "add_document": ROLES[2:],
    "edit_vocabulary": ROLES[4:],
    "edit_identity": ROLES[4:],
    "edit_security_holds": ROLES[3:],
    "edit_starting_points": ROLES[4:],
    "take_text_from_word": ROLES[2:],
    "edit_redirects": ROLES[4:],
    # The secretariat invites people; roles are not theirs to give: see tests/accounts.
    "manage_users": ROLES[4:],
    "manage_groups": ROLES[5:],
    "manage_workflows": ROLES[5:],
    "handle_personal_data": ROLES[4:],
    "edit_consent_texts": ROLES[4:],
    "see_languages_report": ROLES[1:],
    "release_together": ROLES[3:],
    "work_on_many": ROLES[3:],
    "set_required_eyes": ROLES[4:],
}


def allowed(response) -> bool:
    """Return whether the admin let somebody in, rather than send them away."""
    if response.status_code == 302:
        return response["Location"] != "/admin/" and "/login/" not in response["Location"]
    assert response.status_code in (200, 403), response.status_code
    return response.status_code == 200


def get(name, *args):
    """Return an act: looking at a view of the admin."""
    return lambda client: allowed(client.get(reverse(name, args=args)))


def enter(client):
    return allowed(client.get("/admin/"))


def create(client):
    index = section(StatementIndexPage)
    address = reverse("wagtailadmin_pages:add", args=["home", "statementpage", index.pk])
    client.post(address, statement_form(title="Made by me", slug="made-by-me"))
    return StatementPage.objects.filter(slug="made-by-me", live=False).exists()


def edited(client, page, **extra):
    client.post(edit_url(page), statement_form(page, title="Edited") | extra)
    page = StatementPage.objects.get(pk=page.pk)
    return page, page.get_latest_revision_as_object()


def edit_draft(client):
    _page, draft = edited(client, make_statement(live=False))
    return draft.title == "Edited"


def edit_live_as_draft(client):
    page, draft = edited(client, make_statement())
    assert page.title != "Edited"
    return draft.title == "Edited"


def submit(client):
    page, _draft = edited(client, make_statement(live=False), **{"action-submit": "1"})
    return page.current_workflow_state is not None


def publish(client):
    page, _draft = edited(client, make_statement(live=False), **{"action-publish": "1"})
    return page.live


def unpublish(client):
    page = make_statement()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    return not page.live


def take_text_from_word(client):
    page = make_statement(live=False)
    return allowed(client.get(reverse("from_word", args=[page.pk])))


def lock(client):
    page = make_statement()
    client.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    page.refresh_from_db()
    return page.locked


def deleted(client, page):
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    return not type(page).objects.filter(pk=page.pk).exists()


def delete_draft(client):
    return deleted(client, make_statement(live=False))


def delete_live(client):
    return deleted(client, make_statement())


def delete_section(client):
    make_statement()
    return deleted(client, section(StatementIndexPage))


def start(client):
    page = make_statement()
    french = page.locale.__class__.objects.get(language_code="fr")
    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        {"locales": [french.pk]},
    )
    return page.has_translation(french)


def translate(client):
    _draft, record = start_translation(make_statement(), "fr")
    segment = record.source.stringsegment_set.first()
    response = client.put(
        reverse("wagtail_localize:edit_string_translation", args=[record.pk, segment.pk]),
        data="value=Texte",
        content_type="application/x-www-form-urlencoded",
    )
    return response.status_code == 201


def publish_translation(client):
    draft, record = start_translation(make_statement(), "fr")
    translate_texts(signed_in(colleague("superuser")), record)
    client.post(edit_url(draft), {"action": "publish"})
    draft.refresh_from_db()
    return draft.live


def edit_vocabulary(client):
    topic = TopicFactory()
    return allowed(client.get(reverse("wagtailsnippets_taxonomy_topic:edit", args=[topic.pk])))


def edit_identity(client):
    site = Site.objects.get(is_default_site=True)
    SiteIdentity.for_site(site)
    return allowed(
        client.get(reverse("wagtailsettings:edit", args=["core", "siteidentity", site.pk]))
    )


ACTS = {
    "enter": enter,
    "create": create,
    "edit_draft": edit_draft,
    "edit_live_as_draft": edit_live_as_draft,
    "submit": submit,
    "publish": publish,
    "unpublish": unpublish,
    "lock": lock,
    "delete_draft": delete_draft,
    "delete_live": delete_live,
    "delete_section": delete_section,
    "start_translation": start,
    "translate": translate,
    "publish_translation": publish_translation,
    "add_image": get("wagtailimages:add"),
    "choose_image": get("wagtailimages_chooser:choose"),
    "add_document": get("wagtaildocs:add"),
    "edit_vocabulary": edit_vocabulary,
    "edit_identity": edit_identity,
    "edit_redirects": get("wagtailredirects:add"),
    "manage_users": get("wagtailusers_users:add"),
    "manage_groups": get("wagtailusers_groups:add"),
    "manage_workflows": get("wagtailadmin_workflows:add"),
    "handle_personal_data": get("personal_data"),
    "edit_consent_texts": get("wagtailsnippets_core_consenttext:add"),
    "see_languages_report": get("pages_by_language"),
    "release_together": get("releases:index"),
    "work_on_many": get("publishing_runs"),
    "set_required_eyes": get("publishing_required_eyes"),
    "edit_security_holds": get("wagtailsnippets_publishing_securityhold:add"),
    "edit_starting_points": get("wagtailsnippets_home_startingpoint:add"),
    "take_text_from_word": take_text_from_word,
}


def test_the_matrix_has_a_cell_for_every_act():
    assert ACTS.keys() == MAY.keys()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_matrix(site, roles, role, act):
    client = signed_in(colleague(role))
    assert ACTS[act](client) is (role in MAY[act])


def test_a_translator_leaves_the_source_alone(site, roles):
    page = make_statement()
    draft, _record = start_translation(page, "fr")
    translator = colleague("translators")
    client = signed_in(translator)
    assert client.get(edit_url(page)).status_code == 302
    assert client.get(edit_url(draft)).status_code == 200
    assert not page.permissions_for_user(translator).can_edit()
    assert draft.permissions_for_user(translator).can_edit()
    assert not draft.permissions_for_user(translator).can_delete()
    assert not draft.permissions_for_user(translator).can_move()


def test_choosers_of_choose_only_roles_offer_no_upload(site, roles):
    client = signed_in(colleague("translators"))
    response = client.get(reverse("wagtailimages_chooser:choose"))
    assert "tab-upload" not in response.json()["html"]
