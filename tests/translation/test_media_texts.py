"""Alternative texts of pictures and titles of files, in each language, counted as texts."""

import gc
import io
import uuid

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from PIL import Image

from cms.media.models import SiteDocument, SiteImage
from cms.publishing.rules import draft_of, refusals
from cms.translation.media_texts import untranslated_media_texts
from home.models import StatementPage
from tests.factories.pages import make_statement, translate
from tests.home.editing import colleague, signed_in, start_translation
from tests.translation.test_desk import by_source, desk_url

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_commit_at_once"),
    # Wagtail leaves the files in which it makes pictures to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _collected():
    yield
    gc.collect()


@pytest.fixture
def picture(db):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(file, "PNG")
    return SiteImage.objects.create(
        title="march", description="People march.", file=ContentFile(file.getvalue(), "march.png")
    )


@pytest.fixture
def document(db):
    return SiteDocument.objects.create(title="The report", file=ContentFile(b"x", "report.txt"))


def block(kind, **value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def illustrated(picture, document, **fields):
    body = [block("image", image=picture.pk, caption="The march")]
    attachments = [block("document", document=document.pk, title="")]
    return make_statement(title="Peace", body=body, attachments=attachments, **fields)


def test_they_are_counted_and_written_on_the_desk(site, roles, picture, document):
    client = signed_in(colleague("translators"))
    page = illustrated(picture, document)
    draft, record = start_translation(page, "fr")
    assert untranslated_media_texts(page) == []
    assert untranslated_media_texts(draft) == ["People march.", "The report"]
    assert any("alternative texts of pictures" in reason for reason in refusals(draft_of(draft)))
    html = client.get(desk_url(record)).content.decode()
    assert "People march." in html
    data = {
        f"text-alt_texts-{picture.pk}": "Des gens marchent.",
        f"text-titles-{document.pk}": "L" * 300,
    }
    html = client.post(desk_url(record), data).content.decode()
    assert "L" * 300 in html
    assert "There is room for 255 characters" in html
    client.post(desk_url(record), {f"text-titles-{document.pk}": "Le rapport"})
    assert untranslated_media_texts(StatementPage.objects.get(pk=draft.pk)) == []
    picture.refresh_from_db()
    document.refresh_from_db()
    assert picture.alt_texts == {"fr": "Des gens marchent."}
    with override("fr"):
        assert picture.default_alt_text == "Des gens marchent."
        assert document.shown_title == "Le rapport"
    with override("es"):
        assert picture.default_alt_text == "People march."
    assert by_source(record)["Peace"].kept is None


def test_readers_get_them_in_the_language_of_the_page(site, picture, document, client):
    picture.alt_texts = {"fr": "Des gens marchent."}
    picture.save()
    document.titles = {"fr": "Le rapport"}
    document.save()
    page = illustrated(picture, document)
    french = translate(page, "fr")
    for shown, alt, title in (
        (page, "People march.", "The report"),
        (french, "Des gens marchent.", "Le rapport"),
    ):
        html = client.get(StatementPage.objects.get(pk=shown.pk).get_url()).content.decode()
        assert f'alt="{alt}"' in html
        assert title in html


def test_what_says_nothing_or_speaks_the_language_is_not_counted(site, picture, document):
    picture.decorative, picture.description = True, ""
    picture.save()
    document.language = "fr"
    document.save()
    draft, _record = start_translation(illustrated(picture, document), "fr")
    assert untranslated_media_texts(draft) == []
