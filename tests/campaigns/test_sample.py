"""The sample's appeals: one that people sign, one that has ended and was handed over."""

import pytest

from campaigns.models import Appeal, CampaignPage, OrganisationSignature
from campaigns.sample import load
from campaigns.sample.appeals import ENDED, NAMELESS, RUNNING, SIGNED
from home.sample.files import Files
from tests.sample import sample_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    with sample_world(django_db_blocker) as loaded:
        yield loaded


def test_the_appeals_and_who_signed_them(sample):
    running, ended = Appeal.objects.get(code=RUNNING), Appeal.objects.get(code=ENDED)
    assert (running.phase(), ended.phase()) == ("people", "over")
    assert ended.handed_over_on
    for appeal in (running, ended):
        signed = OrganisationSignature.objects.signed().filter(appeal=appeal)
        assert appeal.organisations == signed.count() == SIGNED
        assert appeal.people == appeal.signatures.filter(state="confirmed").count()
        assert set(appeal.titles) == {"en", "fr", "es"}
    # Of whom what has ended, and what stays of them, is counted alone.
    assert ended.people == NAMELESS
    assert not ended.signatures.exclude(given_name="", email="", consent_text=None).exists()


def test_the_texts_say_the_numbers_that_there_are(sample):
    """Forty-five organisations, in words, and four hundred people."""
    words = {
        "en": ("Forty-five", "four hundred"),
        "fr": ("Quarante-cinq", "quatre cents"),
        "es": ("Cuarenta y cinco", "cuatrocientas"),
    }
    assert (SIGNED, NAMELESS) == (45, 400)
    key = Appeal.objects.get(code=ENDED).campaign_key
    pages = CampaignPage.objects.filter(translation_key=key).select_related("locale")
    for page in pages:
        for one in words.pop(page.locale.language_code):
            assert one in page.summary
    assert words == {}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_pages_are_whole_in_every_language(sample, language):
    pages = CampaignPage.objects.live_in(language).exclude(aim="")
    assert pages.count() == 2
    for page in pages:
        assert len(page.updates) >= 2
        assert len(page.demands) >= 3
        assert all((page.addressees, page.hashtags))
        assert bool(page.result) == page.is_past


def test_a_second_run_adds_nothing(sample):
    before = CampaignPage.objects.order_by("pk").values_list("latest_revision", flat=True)
    before = list(before)
    assert load(files=Files(), today=None) == 0
    after = CampaignPage.objects.order_by("pk").values_list("latest_revision", flat=True)
    assert list(after) == before
