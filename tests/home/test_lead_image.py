"""A statement may have a picture: on its page, and where it is shared."""

import pytest
from bs4 import BeautifulSoup
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import Translation

from cms.media.models import SiteImage
from home.models import StatementPage
from tests.factories.pages import make_statement, translate
from tests.home.editing import start_translation
from tests.query_counts import cold_queries_of, repeated, warm_queries_of

# The test client's and Wagtail's own temporary files are closed by nobody.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def image(db):
    return SiteImage.objects.create(
        title="March",
        description="People march through a street.",
        credit="A. Photographer",
        file=get_test_image_file(size=(1600, 1600)),
        focal_point_x=800,
        focal_point_y=200,
        focal_point_width=100,
        focal_point_height=100,
    )


def tree(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def test_it_is_shown_cut_around_its_focal_point_and_described(client, site, image):
    page = tree(client, make_statement(image=image).url)
    picture = page.find("figure", class_="page-image").img
    assert picture["alt"] == "People march through a street."
    assert "A. Photographer" in page.find("figcaption").get_text()
    assert [size.split()[-1] for size in picture["srcset"].split(",")] == ["1100w", "800w", "480w"]
    renditions = {row.filter_spec: row for row in image.renditions.all()}
    assert (renditions["fill-1100x619"].width, renditions["fill-1100x619"].height) == (1100, 619)
    assert all(row.focal_point_key for row in renditions.values())


def test_whoever_shares_it_shows_the_picture(client, site, image):
    head = tree(client, make_statement(image=image).url).head
    card = head.find("meta", property="og:image")["content"]
    assert card.startswith("http")
    assert f'"image": "{card}"' in head.find("script", type="application/ld+json").string
    assert head.find("meta", property="og:image:width")["content"] == "1200"
    assert head.find("meta", property="og:image:alt")["content"] == image.description
    assert tree(client, make_statement().url).head.find("meta", property="og:image") is None


def test_every_language_shows_the_same_picture(site, image):
    page = make_statement(image=image)
    draft, record = start_translation(page, "fr")
    assert draft.image == image
    other = SiteImage.objects.create(
        title="Other", description="Other.", file=get_test_image_file()
    )
    page.image = other
    page.save_revision().publish()
    record = Translation.objects.get(pk=record.pk)
    record.source.update_from_db()
    record.save_target(publish=False)
    assert StatementPage.objects.get(pk=draft.pk).get_latest_revision_as_object().image == other


def test_pictures_keep_the_budgets(client, site, image):
    """With everything that costs a query at once."""
    other = SiteImage.objects.create(
        title="Other", description="Other.", file=get_test_image_file()
    )
    blocks = [
        {"type": "image", "value": {"image": picture.pk, "caption": "", "crop": crop}}
        for picture in (image, other)
        for crop in ("wide", "")
    ]
    link = f'<p><a linktype="page" id="{make_statement().pk}">x</a></p>'
    blocks.append({"type": "paragraph", "value": link})
    page = make_statement(image=image, body=blocks, supersedes=make_statement())
    # Outside the default language Wagtail looks up the translation of the root, too.
    for version, most in ((page, 20), (translate(page, "fr"), 21)):
        # The first time, its sizes are made.
        warm_queries_of(client, version.url)
        asked = cold_queries_of(client, version.url)
        assert len(asked) <= most
        assert repeated(asked) == []


@pytest.mark.parametrize(
    ("crop", "size"),
    [
        ("", (1100, 1100)),
        ("wide", (1100, 619)),
        ("square", (1100, 1100)),
        ("upright", (1100, 1375)),
    ],
)
def test_a_picture_of_the_text_is_cut_as_chosen(client, site, image, crop, size):
    block = {"type": "image", "value": {"image": image.pk, "caption": "", "crop": crop}}
    client.get(make_statement(body=[block]).url)
    largest = max(image.renditions.all(), key=lambda row: row.width)
    assert (largest.width, largest.height) == size
