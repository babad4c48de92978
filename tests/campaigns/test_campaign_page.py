"""The page of a campaign: what belongs to it, its appeal, in three languages."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from campaigns.models import Appeal, CampaignIndexPage, CampaignPage, OrganisationSignature
from cms.media.models import SiteImage
from tests.campaigns.conftest import make_appeal, member
from tests.factories.pages import make_campaign, make_event, make_statement, section, translate
from tests.home.editing import (
    publish_translation,
    signed_in,
    start_translation,
    translate_texts,
)
from tests.query_counts import cold_queries_of, repeated

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


def block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def news(day: str, title: str):
    return block("update", {"date": day, "title": title, "text": f"<p>On {title}.</p>"})


@pytest.fixture
def whole(site):
    """A campaign that has everything."""
    return make_campaign(
        title="Peace now",
        aim="A ceasefire that holds.",
        addressees="The Security Council",
        hashtags="#PeaceNow #Ceasefire",
        demands=[
            block("demand", {"title": "Stop the arms", "text": "<p>All of them.</p>"}),
            block("demand", {"title": "Open the crossings", "text": ""}),
        ],
        updates=[news("2024-05-01", "The first march"), news("2024-06-01", "The second march")],
        toolkit=[block("text", {"title": "For a short message", "text": "We ask for peace."})],
        result="A ceasefire was agreed.",
    )


def text_of(client, page, path="") -> str:
    answer = client.get(page.url + path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_everything_the_newest_first(client, whole):
    text = text_of(client, whole)
    for words in ("A ceasefire that holds.", "The Security Council", "#PeaceNow", "Stop the arms"):
        assert words in text
    assert "We ask for peace." in text
    assert text.index("The second march") < text.index("The first march")
    # How it ended is told when it has.
    assert "A ceasefire was agreed." not in text
    CampaignPage.objects.filter(pk=whole.pk).update(ends_on="2024-12-31")
    whole.refresh_from_db()
    whole.save()
    assert "A ceasefire was agreed." in text_of(client, whole)


@pytest.mark.parametrize(
    ("starts", "ends", "state"),
    [(1, None, "prepared"), (0, None, "running"), (-9, 0, "running"), (-9, -1, "ended")],
)
def test_its_state_follows_its_days(starts, ends, state):
    page = CampaignPage(
        starts_on=timezone.localdate() + datetime.timedelta(days=starts),
        ends_on=None if ends is None else timezone.localdate() + datetime.timedelta(days=ends),
    )
    assert page.stage == state


@pytest.mark.parametrize("tags", ["PeaceNow", "#Peace!", "#"])
def test_hashtags_are_hashtags(tags):
    page = CampaignPage(title="x", slug="x", starts_on=TODAY(), hashtags=tags)
    with pytest.raises(ValidationError, match="Begin with #"):
        page.clean()


def test_positions_and_events_are_those_of_the_readers_language(client, site):
    statement, event = make_statement(title="For peace"), make_event(title="The march")
    french = translate(statement, "fr", title="Pour la paix")
    related = [block("page", french.pk), block("page", event.pk)]
    page = make_campaign(related=related)
    text = text_of(client, page)
    assert "For peace" in text
    assert "The march" in text
    text = text_of(client, translate(page, "fr"))
    assert "Pour la paix" in text
    assert "For peace" not in text
    assert "The march" not in text


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_toolkit_offers_pictures_with_their_credit(client, site):
    image = SiteImage.objects.create(
        title="Poster", file=get_test_image_file(), decorative=True, credit="Amina Diallo"
    )
    page = make_campaign(toolkit=[block("image", {"image": image.pk, "title": "For print"})])
    text = text_of(client, page)
    assert "For print" in text
    assert image.file.url in text
    assert "Amina Diallo" in text


def test_the_feed_has_the_news_the_newest_first(client, whole):
    answer = client.get(whole.url + "feed/")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert text.index("The second march") < text.index("The first march")
    assert "On The second march." in text
    assert whole.url + "feed/" in text_of(client, whole)


def test_all_its_texts_are_translated(whole, coordinator, on_commit_at_once, unindexed):
    # The tests' translator writes behind every text what no hashtag holds.
    whole.hashtags = ""
    whole.save_revision().publish()
    client = signed_in(coordinator)
    draft, record = start_translation(whole, "fr")
    translate_texts(client, record)
    publish_translation(client, draft)
    french = CampaignPage.objects.get(pk=draft.pk)
    assert french.live
    for field in ("aim", "addressees", "result"):
        assert getattr(french, field) == f"{getattr(whole, field)} (fr)"
    assert [one.value["title"] for one in french.demands] == [
        "Stop the arms (fr)",
        "Open the crossings (fr)",
    ]
    assert "(fr)" in french.demands[0].value["text"].source
    news = french.newest_updates[0].value
    assert (news["title"], news["date"]) == ("The second march (fr)", datetime.date(2024, 6, 1))
    assert french.toolkit[0].value["text"] == "We ask for peace. (fr)"
    # The news of one language are known by the same id in another, to readers of feeds too.
    assert [one.id for one in french.updates] == [one.id for one in whole.updates]


class TestAppeal:
    @pytest.mark.parametrize(
        ("moments", "phase", "words"),
        [
            ({}, "people", "People and organisations can sign until"),
            ({"people_from": 5}, "organisations", "Organisations sign first. From"),
            ({"organisations_from": 5, "people_from": 9}, "before", "Organisations can sign from"),
            ({"ends_at": -1}, "over", "Signing ended on"),
        ],
    )
    def test_it_says_what_one_can_do_now(self, client, campaign, moments, phase, words):
        now = timezone.now()
        days = {name: now + datetime.timedelta(days=n) for name, n in moments.items()}
        appeal = make_appeal(campaign, **days)
        assert appeal.phase() == phase
        assert words in text_of(client, campaign)

    def test_two_counts_and_never_their_sum(self, client, appeal, campaign):
        Appeal.objects.update(organisations=45, people=1300)
        appeal.refresh_from_db()
        text = text_of(client, campaign)
        assert ">45<" in text
        assert ">1,300<" in text
        assert "1,345" not in text
        assert (appeal.next_milestone, appeal.reached_milestone) == (None, 1000)
        assert "1,000 people: reached." in text

    @pytest.mark.parametrize("language", ["en", "fr", "es"])
    def test_one_count_in_all_languages(self, client, appeal, campaign, language):
        Appeal.objects.update(organisations=77)
        page = campaign if language == "en" else translate(campaign, language)
        assert ">77<" in text_of(client, page)

    def test_a_campaign_without_an_appeal_has_no_list(self, client, campaign):
        assert client.get(campaign.url + "signatories/").status_code == 404


def fill(appeal, region, number):
    """Put `number` organisations under the appeal, in three countries and the whole world."""
    parties = [member(region) for _n in range(3)]
    rows = [
        OrganisationSignature(
            appeal=appeal,
            names={"en": f"Party {n:05}", "fr": f"Parti {n:05}"},
            acronym="PS",
            place=parties[n % 4].place if n % 4 < 3 else None,
            organisation=parties[n] if n < 3 else None,
            state="signed",
            signed_at=timezone.now(),
        )
        for n in range(number)
    ]
    OrganisationSignature.objects.bulk_create(rows)
    Appeal.objects.filter(pk=appeal.pk).update(organisations=number)


class TestSignatories:
    def test_they_stand_by_region_and_country(self, client, appeal, campaign, region):
        fill(appeal, region, 8)
        text = text_of(client, campaign, "signatories/")
        assert "8 organisations" in text
        assert text.index("Europe</h2>") < text.index("Worldwide</h2>")
        assert text.index("Party 00004") < text.index("Party 00001")
        assert "2 organisations" in text_of(client, campaign, "signatories/?region=worldwide")
        assert "8 organisations" in text_of(client, campaign, "signatories/?region=nowhere")

    def test_who_withdrew_or_was_invited_is_not_among_them(self, client, appeal, campaign, region):
        fill(appeal, region, 4)
        OrganisationSignature.objects.filter(names__en="Party 00001").update(
            state="withdrawn", withdrawn_at=timezone.now(), withdrawal_reason="Because."
        )
        OrganisationSignature.objects.filter(names__en="Party 00002").update(state="invited")
        text = text_of(client, campaign, "signatories/")
        assert "Party 00001" not in text
        assert "Party 00002" not in text
        assert "Party 00000" in text

    def test_few_or_ten_thousand_cost_the_same(self, client, appeal, campaign, region):
        fill(appeal, region, 110)
        paths = ("", "signatories/", "signatories/?region=europe", "signatories/?page=2")
        few = [cold_queries_of(client, campaign.url + path) for path in paths]
        OrganisationSignature.objects.all().delete()
        fill(appeal, region, 10_000)
        many = [cold_queries_of(client, campaign.url + path) for path in paths]
        assert [len(asked) for asked in many] == [len(asked) for asked in few]
        assert max(len(asked) for asked in many) <= 20
        assert [repeated(asked) for asked in many] == [[]] * len(paths)
        assert "Party 09999" in text_of(client, campaign, "signatories/?page=100")
        assert client.get(f"{campaign.url}signatories/?page=101").status_code == 404


def test_the_list_of_campaigns_tells_their_states(client, whole):
    make_appeal(whole, organisations=45, people=1)
    make_campaign(title="To come", starts_on=timezone.localdate() + datetime.timedelta(days=9))
    make_campaign(title="Long over", ends_on=datetime.date(2021, 1, 1))
    text = client.get(section(CampaignIndexPage).url).content.decode()
    assert "45 organisations signed" in text
    assert "1 person signed" in text
    assert text.index("Peace now") < text.index("To come") < text.index("Long over")
