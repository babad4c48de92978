"""A name that is withdrawn stands nowhere: not for readers, nor for those who edit."""

import datetime
import json
import uuid
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from pypdf import PdfReader
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation

from campaigns.solidarity.models import (
    CaseEvent,
    NameWithdrawal,
    SolidarityPage,
    TakenDownFile,
)
from campaigns.solidarity.services.withdrawal import places_of, withdraw
from cms.core.text import name_words
from cms.media.models import SiteDocument, SiteImage
from cms.publishing.errors import PublicationRefused
from cms.publishing.four_eyes import on_record
from cms.translation.models import PublishedText
from home.models import StatementIndexPage
from search.models import SearchCount
from tests.campaigns.solidarity.conftest import NAME, make_case, make_person, settle
from tests.conftest import at_once
from tests.databases import shared_world
from tests.factories.pages import (
    body,
    make_site,
    make_solidarity,
    make_standard,
    make_statement,
    section,
)
from tests.home.editing import colleague, signed_in, start_translation

pytestmark = [
    pytest.mark.django_db,
    # Pictures are read by libraries that leave closing them to the interpreter.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SPELLING = name_words(NAME)
# These say whose name it is, and who agreed; none of it is shown to readers or editors.
RECORDS = {"solidarity.personconcerned", "solidarity.namewithdrawal", "solidarity.takendownfile"}


def block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def make_world():
    """Return somebody whose name is in all the places where one can stand."""
    make_site()
    case = make_case(titles={"en": f"Free {NAME}", "fr": NAME, "es": NAME})
    picture = SiteImage.objects.create(
        title="Portrait",
        description="A woman",
        alt_texts={"fr": "Une femme"},
        file=get_test_image_file("portrait.png"),
    )
    described = SiteImage.objects.create(
        title="March",
        description=f"{NAME} at a march",
        alt_texts={"fr": f"{NAME} à une marche"},
        file=get_test_image_file("march.png"),
    )
    described.get_rendition("fill-100x100")
    document = SiteDocument.objects.create(
        title="Letter",
        titles={"fr": "Lettre"},
        file=ContentFile(b"A letter.", "zephyrine-quolubart.txt"),
    )
    person = make_person(
        case, picture=picture, wording={"fr": "une personne dont le nom est protégé"}
    )
    settle(person, "name", "picture")
    CaseEvent.objects.create(
        case=case, date=datetime.date(2024, 5, 1), state="on_trial", notes={"en": f"With {NAME}"}
    )
    page = make_solidarity(
        title=f"Free {NAME}",
        slug="free-zephyrine-quolubart",
        body=[
            *body("We ask for Zéphy<b>rine</b> Quolu\u00adbart."),
            block("image", {"image": described.pk, "caption": NAME, "crop": ""}),
        ],
        cases=[case],
        image=picture,
        summary=f"On {NAME.upper()}.",
        updates=[block("update", {"date": "2024-06-01", "title": f"{NAME} in court", "text": ""})],
        attachments=[block("document", {"document": document.pk, "title": ""})],
    )
    french, record = start_translation(page, "fr")
    for segment in StringSegment.objects.filter(source=record.source):
        text = segment.string.data + ("-fr" if segment.context.path == "slug" else " (fr)")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=french.locale,
            defaults={"data": text},
        )
    with on_record("a page of a test"):
        record.save_target(publish=True)
    french.refresh_from_db()
    assert french.live
    assert NAME in french.title
    page.title = f"A later draft on {NAME}"
    page.save_revision()
    make_standard(title="About", body=body(f"Elsewhere: {NAME}."))
    make_standard(title=f"Draft on {NAME}", live=False)
    user = colleague("editors")
    Comment.objects.create(
        page=page, user=user, text=f"Is {NAME} right?", contentpath="title", position=""
    )
    Redirect.objects.create(old_path="/old-zephyrine-quolubart", redirect_link="/")
    SearchCount.objects.create(day=datetime.date(2024, 6, 1), language="en", query=SPELLING)
    return person


def texts_of(model) -> str:
    """Return all that the rows of a model say, letters as they are read."""
    rows = model._base_manager.values_list()
    said = json.dumps([[str(value) for value in row] for row in rows], ensure_ascii=False)
    return name_words(said.encode().decode("unicode_escape", "ignore") + " " + said)


def holders() -> set[str]:
    """Return the models whose rows hold the name, but for the records about it."""
    return {
        model._meta.label_lower for model in apps.get_models() if SPELLING in texts_of(model)
    } - RECORDS


@dataclass
class Withdrawn:
    """What there was before, and the report."""

    person: object
    held: set
    said: list
    files: list
    address: str
    report: NameWithdrawal


@pytest.fixture(scope="module")
def module_withdrawn(django_db_setup, django_db_blocker, _roles_of_module):
    with shared_world(django_db_blocker):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(transaction, "on_commit", at_once)
            found = make_withdrawn()
        yield found


def make_withdrawn() -> Withdrawn:
    """Return what there was of a name, and the report on its withdrawal."""
    person = make_world()
    shown = SiteImage.objects.get(title="March").renditions.all()
    things = [*SiteImage.objects.all(), *SiteDocument.objects.all(), *shown]
    files = [thing.file.name for thing in things]
    assert all(storages["default"].exists(name) for name in files)
    address = SolidarityPage.objects.get(locale__language_code="en").url
    held, said = holders(), places_of(person)
    report = withdraw(person=person, by=None)
    person.refresh_from_db()
    return Withdrawn(person, held, said, files, address, report)


@pytest.fixture
def withdrawn(module_withdrawn, db):
    """A name in all the places where one can stand, withdrawn: made once, only read."""
    return module_withdrawn


def test_it_goes_from_every_table_and_the_report_says_from_where(withdrawn):
    assert {
        "wagtailcore.page",
        "wagtailcore.revision",
        "wagtailcore.comment",
        "wagtailcore.pagelogentry",
        "wagtail_localize.string",
        "wagtail_localize.stringtranslation",
        "wagtailredirects.redirect",
        "media.siteimage",
        "solidarity.case",
        "solidarity.caseevent",
        "solidarity.solidaritypage",
        "search.entry",
        "search.searchcount",
    } <= withdrawn.held
    assert holders() == set()
    kinds = [place.kind for place in withdrawn.said]
    assert set(kinds) == {
        *("page", "draft", "versions", "translations"),
        *("picture", "file", "address", "rows"),
    }
    places = withdrawn.report.places
    assert [place["kind"] for place in places] == kinds
    public = [place for place in places if place["kind"] == "page"]
    assert all({"search_engines", "feeds", "social"} <= set(place["copies"]) for place in public)
    assert any("zephyrine-quolubart" in place["address"] for place in public)


def test_pictures_and_files_are_taken_down(withdrawn):
    assert not SiteImage.objects.exists()
    assert not SiteDocument.objects.exists()
    assert not any(storages["default"].exists(name) for name in withdrawn.files)
    kept = TakenDownFile.objects.get(withdrawal=withdrawn.report)
    assert kept.file.storage == storages["private"]
    with kept.file.open("rb") as stream:
        assert stream.read() == b"A letter."


def test_readers_and_editors_find_it_nowhere(withdrawn, client):
    page = SolidarityPage.objects.get(locale__language_code="en")
    pages = SolidarityPage.objects.live()
    addresses = ["/en/", "/fr/", "/sitemap.xml"]
    addresses += [section(StatementIndexPage, "en").url + "feed/"]
    for one in pages:
        addresses += [one.url, one.url + "feed/", one.url + "pdf/", one.get_parent().url]
    for query in ("Quolubart", "trade"):
        addresses += [f"/en/search/?q={query}", f"/en/search/api/?q={query}"]
    editor = signed_in(colleague("editors"))
    inside = [reverse("wagtailadmin_pages:history", args=[page.pk])]
    inside += [reverse("wagtailadmin_pages:edit", args=[one.pk]) for one in pages]
    inside += [reverse("wagtailadmin_explore", args=[page.get_parent().pk])]
    inside += [
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, pk])
        for pk in page.revisions.values_list("pk", flat=True)
    ]
    inside += [reverse("wagtailimages:index"), reverse("wagtaildocs:index")]
    for browser, urls in ((client, addresses), (editor, inside)):
        for url in urls:
            assert SPELLING not in name_words(text_of(browser.get(url))), url
    assert client.get(withdrawn.address).status_code == 404
    assert not Page.objects.filter(url_path__contains="quolubart").exists()


def text_of(response) -> str:
    if response["Content-Type"] == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    content = b"".join(response) if response.streaming else response.content
    return content.decode(errors="replace")


def test_other_words_take_its_place_in_each_language(withdrawn, client):
    english = SolidarityPage.objects.get(locale__language_code="en")
    french = SolidarityPage.objects.get(locale__language_code="fr")
    assert english.title == "Free a person whose name is protected"
    assert "une personne dont le nom est protégé" in french.title
    text = client.get(english.url).content.decode()
    assert "We ask for a person whose name is protected" in text
    assert "A person whose name is protected in court" in text
    person = withdrawn.person
    assert (person.show_name, person.show_picture, person.picture) == (False, False, None)
    assert not PublishedText.objects.outdated().exists()


def test_no_text_with_the_name_is_published_any_more(withdrawn):
    with pytest.raises(PublicationRefused):
        make_statement(title=f"{NAME} again")


def test_a_second_time_finds_nothing(withdrawn):
    before = list(Revision.objects.order_by("pk").values_list("content", flat=True))
    assert withdraw(person=withdrawn.person, by=None).places == []
    assert before == list(Revision.objects.order_by("pk").values_list("content", flat=True))
