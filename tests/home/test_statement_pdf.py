"""A statement as a PDF file: what stands in it, who gets it, and what it costs."""

import datetime
import gc
import io

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from cms.core.models import SiteIdentity
from cms.media.models import SiteDocument, SiteImage
from cms.media.typeset import engine
from home.models import StatementPage
from tests.factories.directory import (
    BodyFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    TopicFactory,
)
from tests.factories.pages import body, make_statement, translate
from tests.home.editing import published
from tests.media.papers import reader, tags, text_of

pytestmark = pytest.mark.django_db


def pdf(client, page) -> bytes:
    answer = client.get(page.url + "pdf/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


@pytest.fixture
def full(site):
    """A statement with everything that can be said of one."""
    place = PlaceFactory(labels={"en": "Chile", "fr": "Chili", "es": "Chile"})
    topics = [
        TopicFactory(code=f"t{n}", labels={"en": f"Topic {n}", "fr": f"Thème {n}"})
        for n in range(3)
    ]
    return make_statement(
        title="Peace: now",
        text=("We stand together.", "We do not yield."),
        kind=StatementPage.Kind.RESOLUTION,
        decision_reference="B 2024/3",
        adopted_by=BodyFactory(code="board", labels={"en": "Board", "fr": "Conseil"}),
        topics=topics,
        places=[place],
        signatory_organisations=[OrganisationFactory(), OrganisationFactory()],
        signatory_people=[PersonFactory(given_name="Ana", family_name="Silva")],
        contact_name="Press office",
        contact_email="press@alliance.example",
    )


def test_it_holds_the_text_numbered_and_what_must_be_known_of_it(client, full):
    content = pdf(client, full)
    text = text_of(content)
    for said in (
        "Resolution B 2024/3 · 8\u00a0March 2024 · Board",
        "Peace: now",
        "A summary.",
        "1 We stand together.",
        "2 We do not yield.",
        "Board (8\u00a0March 2024)",
        "Topic 0 · Topic 1 · Topic 2",
        "Chile",
        "Ana Silva",
        "Press office (press@alliance.example)",
        full.full_url,
    ):
        assert said in text
    assert reader(content).metadata.title == "Peace: now"


def test_it_is_in_the_language_of_the_page_and_says_that_it_is_a_translation(client, full):
    french = translate(full, "fr", title="La paix : maintenant", body=body("Nous tenons bon !"))
    content = pdf(client, french)
    text = text_of(content)
    assert reader(content).trailer["/Root"]["/Lang"] == "fr"
    for said in (
        "Résolution B 2024/3 · 8\u00a0mars 2024 · Conseil",
        "La paix\u00a0: maintenant",
        "1 Nous tenons bon\u202f!",
        "Ceci est une traduction. Langue faisant foi\u00a0: anglais.",
        "Thème 0",
        "Page 1 sur 1",
    ):
        assert said in text
    links = [
        note.get_object().get("/A", {}).get("/URI", "")
        for note in reader(content).pages[0].get("/Annots", [])
    ]
    assert full.full_url + "pdf/" in links


def test_its_state_is_said_before_the_first_line(client, site):
    old = make_statement(
        title="Old",
        withdrawn_on=datetime.date(2025, 1, 1),
        withdrawal_reason="The figures were wrong.",
        corrections=[
            {"type": "correction", "value": {"date": "2024-05-02", "note": "61, not 16."}}
        ],
    )
    new = make_statement(title="New and better", supersedes=old)
    text = text_of(pdf(client, old))
    said = [
        "Withdrawn on 1\u00a0January 2025",
        "The figures were wrong.",
        "A later position has replaced this text",
        "New and better",
        "Corrected on 2\u00a0May 2024",
        "61, not 16.",
        "We stand together.",
    ]
    assert sorted(said, key=text.index) == said
    assert "replaced" not in text_of(pdf(client, new))


def test_the_name_colour_and_emblem_are_the_sites(client, site):
    page = make_statement()
    before = pdf(client, page)
    identity = SiteIdentity.of(Site.objects.get())
    identity.names = {"en": "League of Tests"}
    identity.emblem.save(
        "x.svg", ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9"/></svg>')
    )
    identity.save()
    after = pdf(client, page)
    assert "League of Tests" in text_of(after)
    assert "League of Tests" not in text_of(before)


# Wagtail leaves the files in which it makes pictures to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_pictures_files_and_links_lead_back_to_the_site(client, site, png):
    image = SiteImage(title="x", description="A crowd in Dakar", file=png)
    image.save()
    document = SiteDocument(title="The figures")
    document.file.save("figures.csv", ContentFile(b"a"), save=True)
    page = make_statement(
        body=[
            *body('See <a href="/en/x/">there</a>.'),
            {"type": "image", "value": {"image": image.pk, "caption": "In Dakar"}},
        ],
        attachments=[{"type": "document", "value": {"document": document.pk}}],
    )
    content = pdf(client, page)
    assert "/Figure" in tags(content)
    assert "In Dakar" in text_of(content)
    assert "The figures (CSV)" in text_of(content)
    links = {
        note.get_object()["/A"]["/URI"] for note in reader(content).pages[0].get("/Annots", [])
    }
    assert links == {"http://localhost/en/x/", f"http://localhost{document.url}"}
    image.file.storage.delete(image.file.name)
    image.renditions.all().delete()
    cache.clear()
    assert "/Figure" not in tags(pdf(client, page))
    gc.collect()


@pytest.fixture
def png():
    """A picture of a few pixels."""
    file = io.BytesIO()
    Image.new("RGBA", (40, 30), (200, 30, 30, 90)).save(file, "PNG")
    return ContentFile(file.getvalue(), name="x.png")


def test_the_page_links_it(client, site):
    page = make_statement()
    assert f'href="{page.url}pdf/" type="application/pdf"' in client.get(page.url).content.decode()


def test_it_can_be_kept_and_asked_for_again_at_no_cost(client, site, settings):
    settings.PUBLIC_CACHE_SECONDS = 60
    page = make_statement(slug="peace-now")
    answer = client.get(page.url + "pdf/")
    assert answer["Content-Disposition"] == 'inline; filename="2024-03-08-peace-now-en.pdf"'
    assert answer["Last-Modified"]
    assert answer["Link"] == f'<{page.full_url}>; rel="canonical"'
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get(page.url + "pdf/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    page.title = "Peace later"
    published(page)
    cache.clear()
    changed = client.get(page.url + "pdf/", headers={"If-None-Match": answer["ETag"]})
    assert changed.status_code == 200
    assert "Peace later" in text_of(changed.content)


def test_it_is_typeset_once(client, site, monkeypatch):
    made = []
    compile_ = engine._compile
    monkeypatch.setattr(engine, "_compile", lambda *given: made.append(1) or compile_(*given))
    page = make_statement()
    assert pdf(client, page) == pdf(client, page)
    assert len(made) == 1


def test_drafts_have_none_and_private_pages_only_for_whom_they_are_for(
    client, site, django_user_model
):
    draft = make_statement(live=False)
    address = draft.get_parent().url + draft.slug + "/pdf/"
    assert client.get(address).status_code == 404
    page = make_statement()
    assert client.get(page.url + "pdf/nothing/").status_code == 404
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    group = Group.objects.create(name="Readers")
    restriction.groups.add(group)
    answer = client.get(page.url + "pdf/")
    assert answer.status_code == 302
    assert client.get(page.url).status_code == 302
    user = django_user_model.objects.create(email="reader@alliance.example")
    user.groups.add(group)
    client.force_login(user)
    assert "We stand together." in text_of(pdf(client, page))


def test_what_cannot_be_typeset_leads_to_the_page_and_is_reported(client, site, caplog):
    page = make_statement(text=("平和",))
    answer = client.get(page.url + "pdf/")
    assert (answer.status_code, answer["Location"]) == (302, page.url)
    assert "cannot be typeset" in caplog.text
