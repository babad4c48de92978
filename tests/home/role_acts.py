"""What the rows of docs/roles.md are tried by, through the admin itself."""

from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from campaigns.models import OrganisationSignature
from cms.accounts.models import User
from cms.core.models import SiteIdentity
from cms.media.models import SiteImage
from cms.translation.models import Assignment
from home.models import StatementIndexPage, StatementPage
from tests.campaigns.conftest import make_appeal as appeal_of
from tests.campaigns.tools import make_appeal
from tests.factories import TopicFactory
from tests.factories.pages import make_campaign, make_statement, section
from tests.home.editing import (
    colleague,
    edit_url,
    signed_in,
    start_translation,
    statement_form,
    translate_texts,
)


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


def take_text_from_word(client):
    page = make_statement(live=False)
    return allowed(client.get(reverse("from_word", args=[page.pk])))


def assign(client):
    _draft, record = start_translation(make_statement(), "fr")
    somebody = colleague("translators")
    address = reverse("translation_assign", args=[record.pk])
    client.post(address, {"assignee": somebody.pk})
    return Assignment.objects.filter(translation=record, assignee=somebody).exists()


def edit_vocabulary(client):
    topic = TopicFactory()
    return allowed(client.get(reverse("wagtailsnippets_taxonomy_topic:edit", args=[topic.pk])))


def edit_identity(client):
    site = Site.objects.get(is_default_site=True)
    SiteIdentity.for_site(site)
    return allowed(
        client.get(reverse("wagtailsettings:edit", args=["core", "siteidentity", site.pk]))
    )


def compare(client):
    page = make_statement()
    return get("wagtailadmin_pages:revisions_compare", page.pk, "live", "latest")(client)


def undo(client):
    page = make_statement()
    client.post(reverse("undo_publication", args=[page.pk]), {"revision": page.live_revision_id})
    page.refresh_from_db()
    return not page.live


def move(client):
    return get("wagtailadmin_pages:move", make_statement().pk)(client)


def picture(owner=None):
    return SiteImage.objects.create(
        title="x", file=get_test_image_file(), decorative=True, uploaded_by_user=owner
    )


def deleted_picture(client, image):
    client.post(reverse("wagtailimages:delete", args=[image.pk]))
    return not SiteImage.objects.filter(pk=image.pk).exists()


def delete_own_picture(client):
    return deleted_picture(client, picture(User.objects.get(pk=client.session["_auth_user_id"])))


def delete_others_picture(client):
    return deleted_picture(client, picture())


def see_appeal(client):
    appeal = appeal_of(make_campaign())
    names = ("appeal_desk", "appeal_hand_over")
    answers = {get(name, appeal.pk)(client) for name in names}
    answers.add(get("wagtailsnippets_campaigns_appeal:edit", appeal.pk)(client))
    assert len(answers) == 1
    return answers.pop()


def enter_signature(client):
    appeal = appeal_of(make_campaign())
    client.post(reverse("appeal_admit", args=[appeal.pk]), {"names_en": "Neighbours"})
    return OrganisationSignature.objects.filter(appeal=appeal).exists()


def all_of(pattern, *names):
    """Return an act: looking at several views, to all of which the same people are let in."""

    def look(client):
        answers = {get(pattern.format(name))(client) for name in names}
        assert len(answers) == 1
        return answers.pop()

    return look


def export_signatures(client):
    appeal = make_appeal()
    response = client.get(reverse("signatures_export", args=[appeal.pk, "letters", "csv"]))
    return response.status_code == 200 and "attachment" in response["Content-Disposition"]


ACTS = {
    "enter the admin": enter,
    "write a page": create,
    "edit a draft": edit_draft,
    "edit a published page as a draft": edit_live_as_draft,
    "send a draft to be published": submit,
    "publish": publish,
    "unpublish": unpublish,
    "lock a page": lock,
    "delete a draft": delete_draft,
    "delete a published page": delete_live,
    "delete a section with what is below it": delete_section,
    "begin a translation": start,
    "translate": translate,
    "publish a translation": publish_translation,
    "add a picture": get("wagtailimages:add"),
    "choose a picture": get("wagtailimages_chooser:choose"),
    "add a document": get("wagtaildocs:add"),
    "keep the vocabularies": edit_vocabulary,
    "change the identity of the site": edit_identity,
    "keep redirects": get("wagtailredirects:add"),
    "invite people": get("wagtailusers_users:add"),
    "change groups": get("wagtailusers_groups:add"),
    "change workflows": get("wagtailadmin_workflows:add"),
    "handle personal data": get("personal_data"),
    "write consent texts": get("wagtailsnippets_core_consenttext:add"),
    "decide on held signatures, comments and floods": get("signatures"),
    "keep solidarity cases, decide what may be published of whom, withdraw names": get(
        "wagtailsnippets_solidarity_case:add"
    ),
    "export who has signed an appeal": export_signatures,
    "see the report of pages by languages": get("pages_by_language"),
    "check times of events that were typed by another clock": get("event_times"),
    "read the guide": get("guide"),
    "compare versions of a page": compare,
    "undo a publication": undo,
    "move or rename a published page": move,
    "delete a picture one uploaded and nothing uses": delete_own_picture,
    "delete a picture in use, or of somebody else": delete_others_picture,
    "read what others did: history, site history, workflows": all_of(
        "wagtailadmin_reports:{}", "site_history", "workflow", "workflow_tasks", "aging_pages"
    ),
    "choose who adopted a text": get("wagtailsnippetchoosers_directory_body:choose"),
    "release pages together": get("releases:index"),
    "work on many pages in the background": get("publishing_runs"),
    "say how many people must approve a kind of page": get("publishing_required_eyes"),
    "take a text from Word": take_text_from_word,
    "import documents as drafts": get("import_documents"),
    "write appeals, see their figures, hand them over": see_appeal,
    "enter, invite and withdraw signatures of organisations": enter_signature,
    "keep names on security hold": get("wagtailsnippets_publishing_securityhold:add"),
    "keep starting points of statements": get("wagtailsnippets_home_startingpoint:add"),
    "assign a translation to somebody else": assign,
    "keep the glossary": get("wagtailsnippets_translation_glossaryterm:add"),
    "choose among members, people and mandates": all_of(
        "wagtailsnippetchoosers_directory_{}:choose", "organisation", "person", "mandate"
    ),
    "keep the academy’s courses and cohorts": all_of(
        "wagtailsnippets_academy_{}:add", "course", "cohort"
    ),
    "keep the directory: members, people, bodies, mandates": all_of(
        "wagtailsnippets_directory_{}:add", "organisation", "person", "body", "mandate"
    ),
}
