"""Nothing is published of somebody that was not allowed, whichever way it would go out."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from campaigns.solidarity.errors import SolidarityRefused
from campaigns.solidarity.models import ConsentDecision, SolidarityPage
from campaigns.solidarity.page_facts import person_facts
from campaigns.solidarity.personal_data import AgreementSource, PersonSource
from campaigns.solidarity.services import cases, consent
from cms.core.personal_data.sources import Subject
from cms.media.models import SiteImage
from cms.publishing.errors import PublicationRefused
from cms.publishing.rules import draft_of, refusals
from search.models import Entry
from tests.campaigns.solidarity.conftest import NAME, make_case, make_person, settle
from tests.factories import PlaceFactory
from tests.factories.pages import make_solidarity, make_statement
from tests.home.editing import colleague, signed_in, start_translation, translate_texts
from tests.query_counts import cold_queries_of, repeated

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the files in which it makes pictures to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PARTS = ("name", "picture", "place")


@pytest.fixture
def draft(case, person):
    """A declaration on the case, which names nobody."""
    return make_solidarity(cases=[case], live=False)


def publish(page) -> None:
    page.save_revision().publish()


def save_live(page) -> None:
    page.live = True
    page.save()


def copy_live(page) -> None:
    type(page).objects.filter(pk=page.pk).update(live=True)
    SolidarityPage.objects.get(pk=page.pk).copy(
        update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True
    )


def schedule(page) -> None:
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()


def publish_in_french(page) -> None:
    browser = signed_in(colleague("coordinators"))
    french, record = start_translation(page, "fr")
    translate_texts(browser, record)
    french.get_latest_revision_as_object().save_revision().publish()


@pytest.mark.parametrize("way", [publish, save_live, copy_live, schedule, publish_in_french])
def test_no_way_leads_past_what_is_not_settled(draft, roles, way):
    with pytest.raises(PublicationRefused):
        way(draft)


def test_what_is_settled_goes_out(draft, person):
    settle(person)
    publish(draft)
    assert SolidarityPage.objects.get(pk=draft.pk).live


def test_who_may_not_know_learns_nobody_s_name(draft, roles):
    for role, named in (("editors", False), ("coordinators", True), ("secretariat", True)):
        (reason,) = refusals(draft_of(draft, colleague(role)))
        assert (NAME in reason) is named


@pytest.mark.parametrize("shown", [(), *((part,) for part in PARTS), PARTS])
@pytest.mark.parametrize("said", PARTS)
def test_each_part_is_allowed_on_its_own(case, shown, said):
    place = PlaceFactory(labels={"en": "Northern Prison District", "fr": "Nord", "es": "Norte"})
    picture = SiteImage.objects.create(
        title="P", description="A face", file=get_test_image_file("p.png")
    )
    person = settle(make_person(case, picture=picture, place=place), *shown)
    fields = {
        "name": {"title": f"Free {NAME}"},
        "picture": {"image": picture},
        "place": {"summary": "Held in the Northern Prison District."},
    }[said]
    page = make_solidarity(cases=[case], live=False, **fields)
    assert bool(refusals(draft_of(page))) is (said not in shown)
    facts = person_facts(person)
    if not shown:
        assert facts is None
    else:
        assert (facts.name == NAME, facts.picture, facts.place) == (
            "name" in shown,
            picture if "picture" in shown else None,
            place if "place" in shown else None,
        )


def test_a_name_or_picture_is_refused_on_every_page(person):
    picture = SiteImage.objects.create(
        title="P", description="A face", file=get_test_image_file("p.png")
    )
    person.picture = picture
    person.save()
    settle(person)
    for fields in ({"title": f"On {NAME}"}, {"image": picture}):
        with pytest.raises(PublicationRefused):
            make_statement(**fields)


def test_a_case_that_names_somebody_protected_is_shown_nowhere(case, person):
    settle(person, "name")
    cases.record_event(
        case=case, date=case.since, state="on_trial", notes={"en": f"with {NAME}"}, by=None
    )
    consent.decide(person=person, by=None, withdraws=True, agreed_by="family", agreed_how="asked")
    with pytest.raises(PublicationRefused):
        make_solidarity(cases=[case])
    with pytest.raises(SolidarityRefused):
        cases.record_event(case=case, date=case.since, state="died", notes={"en": NAME}, by=None)
    with pytest.raises(SolidarityRefused):
        make_case("case-two", titles={"en": f"The case of {NAME}"})


def test_decisions_are_added_and_the_last_one_holds(person):
    settle(person, "name", "place")
    settle(person, "name")
    assert [row.show_place for row in person.decisions.all()] == [False, True]
    assert (person.show_name, person.show_picture, person.show_place) == (True, False, False)
    with pytest.raises(TypeError, match="never changed"):
        person.decisions.first().save()


@pytest.mark.parametrize(
    "said",
    [{"agreed_by": "nobody"}, {"agreed_how": " "}, {"agreed_on": datetime.date(2999, 1, 1)}],
)
def test_nothing_is_allowed_without_somebody_who_agreed(person, said):
    with pytest.raises(SolidarityRefused):
        settle(person, "name", **said)
    assert not ConsentDecision.objects.exists()


def test_a_name_once_allowed_is_taken_back_by_withdrawing_it_alone(person):
    settle(person, "name")
    with pytest.raises(SolidarityRefused, match="withdraw"):
        settle(person)


def test_only_coordinators_and_the_secretariat_see_records(case, person, roles):
    settle(person)
    urls = [
        reverse(f"solidarity_{name}", args=[person.pk])
        for name in ("person", "edit_person", "decide", "withdraw")
    ]
    urls += [reverse("solidarity_case", args=[case.pk])]
    urls += [reverse(f"solidarity_{name}", args=[case.pk]) for name in ("event", "add_person")]
    for role, allowed in (
        ("editors", False),
        ("translators", False),
        ("coordinators", True),
        ("secretariat", True),
    ):
        browser = signed_in(colleague(role))
        for url in urls:
            assert (browser.get(url).status_code == 200) is allowed, (role, url)


def test_people_are_added_and_settled_on_screens(case, roles):
    browser = signed_in(colleague("coordinators"))
    labels = {f"wording_{number}": "" for number in range(3)}
    added = browser.post(
        reverse("solidarity_add_person", args=[case.pk]), {"name": NAME, "variants": ""} | labels
    )
    person = case.people.get()
    assert added.url == reverse("solidarity_decide", args=[person.pk])
    said = {"agreed_by": "lawyer", "agreed_how": "in a letter", "agreed_on": "2024-03-01"}
    browser.post(added.url, said | {"show_name": "on"})
    person.refresh_from_db()
    assert person.show_name
    assert NAME in browser.get(reverse("solidarity_person", args=[person.pk])).content.decode()


def test_a_case_is_in_the_state_of_its_latest_event(case):
    day = datetime.date(2024, 5, 1)
    trial = cases.record_event(case=case, date=day, state="on_trial", by=None)
    cases.record_event(case=case, date=datetime.date(2024, 3, 1), state="disappeared", by=None)
    case.refresh_from_db()
    assert (case.state, case.state_since, case.is_open) == ("on_trial", day, True)
    cases.take_back(event=trial, by=None)
    case.refresh_from_db()
    assert case.state == "disappeared"
    for wrong in (datetime.date(2999, 1, 1), datetime.date(2023, 1, 1)):
        with pytest.raises(SolidarityRefused):
            cases.record_event(case=case, date=wrong, state="released", by=None)


def test_a_page_shows_its_cases_news_and_what_to_do(client, case, person):
    settle(person, "name")

    def block(kind, value):
        return {"type": kind, "value": value, "id": str(uuid.uuid4())}

    page = make_solidarity(
        title=f"Free {NAME}",
        cases=[case],
        actions=[block("action", {"title": "Write a letter", "text": "<p>To the court.</p>"})],
        updates=[block("update", {"date": "2024-06-01", "title": "In court", "text": ""})],
    )
    text = client.get(page.url).content.decode()
    for said in ("A trade unionist", NAME, "Write a letter", "In court", "Arrested"):
        assert said in text, said
    assert "In court" in client.get(page.url + "feed/").content.decode()
    assert page.title in client.get("/en/").content.decode()
    assert client.get(page.url + "pdf/")["Content-Type"] == "application/pdf"


def test_search_finds_what_is_shown_and_nothing_else(case, on_commit_at_once):
    settle(make_person(case, "Bernadette Oluwaseun"), "name")
    settle(make_person(case), "place")
    make_solidarity(cases=[case], title="For both")
    (entry,) = Entry.objects.alive().filter(kind="solidarity")
    assert entry.facets["kind"] == ["solidarity"]
    assert "Bernadette Oluwaseun" in entry.text
    assert NAME not in entry.text


def test_personal_data_says_what_is_known_and_why_it_stays(person):
    settle(person, "name", agreed_name="Maître Dupont")
    source = PersonSource()
    (row,) = source.find(Subject(key=NAME, name="quolubart zephyrine"))
    assert source.describe(row)["Name"] == NAME
    assert source.reason_to_keep(row)
    agreed = AgreementSource()
    (row,) = agreed.find(Subject(key="x", name="Maitre Dupont"))
    agreed.erase(row)
    assert person.decisions.get().agreed_name == ""


@pytest.mark.parametrize("path", ["", "feed/"])
def test_a_page_costs_the_same_for_one_case_and_for_many(client, site, path):
    def page_of(number: int):
        rows = [make_case(f"case-{number}-{one}") for one in range(number)]
        for row in rows:
            settle(make_person(row, f"Person {number} {row.pk}"), "name")
        return make_solidarity(cases=rows, title=f"For {number}")

    one, many = page_of(1), page_of(8)
    few = cold_queries_of(client, one.url + path)
    more = cold_queries_of(client, many.url + path)
    assert len(few) == len(more) <= 20
    assert not repeated(more)
