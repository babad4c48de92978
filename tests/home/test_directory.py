import datetime
import re

import pytest
from django.utils.translation import override

from cms.core.world_map import dot_of
from cms.taxonomy.models import Place
from home.directory_filters import DirectoryFilters
from home.models import BodyIndexPage, DirectoryPage
from tests.factories.directory import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    PlaceFactory,
)
from tests.factories.pages import make_statement, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(site):
    africa = PlaceFactory(code="africa", kind="region", labels={"en": "Africa"})
    europe = PlaceFactory(code="europe", kind="region", labels={"en": "Europe"})
    togo = PlaceFactory(code="TG", parent=africa, labels={"en": "Togo"})
    spain = PlaceFactory(code="ES", parent=europe, labels={"en": "Spain", "es": "España"})
    return {
        "togo": OrganisationFactory(code="togo", place=togo, names={"en": "Unity"}),
        "spain": OrganisationFactory(
            code="spain", place=spain, names={"es": "Partido Obrero"}, acronym="PO"
        ),
        "guest": OrganisationFactory(code="guest", place=spain, status="guest"),
        "world": OrganisationFactory(code="world", place=None, names={"en": "Women of the World"}),
        "applicant": OrganisationFactory(code="applicant", place=spain, status="applicant"),
        "gone": OrganisationFactory(code="gone", place=togo, status="left"),
    }


def found(**params):
    return {row.code for row in DirectoryFilters(params, "/en/members/").organisations}


def test_those_who_belong_are_listed_and_no_others(members):
    assert found() == {"togo", "spain", "guest", "world"}


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"region": "africa"}, {"togo"}),
        ({"status": "guest"}, {"guest"}),
        ({"region": "europe", "status": "member"}, {"spain"}),
        ({"q": "PARTIDO óbrero"}, {"spain"}),
        ({"q": "po"}, {"spain"}),
        ({"q": "espana"}, {"spain", "guest"}),
        ({"q": "nobody"}, set()),
        ({"region": "atlantis", "status": "applicant"}, {"togo", "spain", "guest", "world"}),
    ],
)
def test_filters_and_words_narrow_it(members, params, expected):
    assert found(**params) == expected


def headings(**params):
    return [
        (region.label, [(c.label, [o.code for o in c.organisations]) for c in region.countries])
        for region in DirectoryFilters(params, "/en/members/").sections
    ]


def test_the_list_stands_under_regions_and_countries(members):
    assert headings() == [
        ("Africa", [("Togo", ["togo"])]),
        ("Europe", [("Spain", ["guest", "spain"])]),
        ("Worldwide", [("", ["world"])]),
    ]
    assert headings(status="guest") == [("Europe", [("Spain", ["guest"])])]
    assert headings(q="nobody") == []


def test_who_stands_for_a_whole_region_leads_it(members):
    OrganisationFactory(code="africans", place=Place.objects.get(code="africa"))
    assert headings(region="africa") == [
        ("Africa", [("The whole region", ["africans"]), ("Togo", ["togo"])])
    ]


def test_countries_are_in_the_order_of_the_reader_s_language(members):
    europe = Place.objects.get(code="europe")
    for code, english, french in (
        ("DE", "Germany", "Allemagne"),
        ("AT", "Austria", "Autriche"),
        ("EE", "Estonia", "Estonie"),
        ("XX", "Scotland", "Écosse"),
    ):
        place = PlaceFactory(code=code, parent=europe, labels={"en": english, "fr": french})
        OrganisationFactory(place=place)

    def countries():
        return [label for label, _rows in headings(region="europe")[0][1]]

    assert countries() == ["Austria", "Estonia", "Germany", "Scotland", "Spain"]
    with override("fr"):
        assert countries() == ["Allemagne", "Autriche", "Écosse", "Estonie", "Spain"]


def test_the_page_shows_the_headings_as_headings(client, members):
    html = client.get(section(DirectoryPage).url).content.decode()
    found = re.findall(r"<h([1-4])[^>]*>(?:<a[^>]*>)?([^<]+)", html.partition("</main>")[0])
    names = ["Africa", "Togo", "Unity (", "Europe", "Spain", "Worldwide", "Women of the World ("]
    levels = {
        text[: len(name)]: level for level, text in found for name in names if text.startswith(name)
    }
    assert levels == dict(zip(names, "2342323", strict=True))


def test_the_map_marks_the_places_of_the_list_and_no_other(client, members):
    togo, spain = Place.objects.get(code="TG"), Place.objects.get(code="ES")
    for place, (latitude, longitude) in ((togo, (8, 1)), (spain, (40, -4))):
        place.latitude, place.longitude = latitude, longitude
        place.save()
    africa, europe = (f"M{'{} {}'.format(*dot_of(*at))}h0" for at in ((8, 1), (40, -4)))
    url = section(DirectoryPage).url

    def marks(address):
        html = client.get(address).content.decode()
        found = re.findall(r'__marks" d="([^"]+)', html)
        # The legend has a mark of its own.
        return set(re.findall(r"M\d+ \d+h0", "".join(found))) - {"M10 10h0"}

    assert marks(url) == {africa, europe}
    assert marks(url + "?region=africa") == {africa}
    assert marks(url + "?q=nobody") == set()
    assert marks(url + "spain/") == {europe}
    assert marks(url + "world/") == set()
    assert marks("/en/") == {africa, europe}


def test_counts_are_those_that_a_click_would_leave(members):
    groups = {group.name: group for group in DirectoryFilters({}, "/").groups}
    assert {c.value: c.count for c in groups["region"].choices} == {"africa": 1, "europe": 2}
    assert {c.value: c.count for c in groups["status"].choices} == {
        "member": 3,
        "associated": 0,
        "guest": 1,
    }


def test_an_organisation_has_a_page_with_what_it_signed(client, members):
    statement = make_statement(title="We all sign", signatory_organisations=[members["spain"]])
    make_statement(title="They do not", live=False, signatory_organisations=[members["spain"]])
    answer = client.get(section(DirectoryPage).url + "spain/")
    assert answer.status_code == 200
    assert answer.context["statements"] == [statement]
    with override("en"):
        assert "Partido Obrero" in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "status"), [("spain", 200), ("gone", 200), ("applicant", 404), ("nobody", 404)]
)
def test_an_applicant_is_not_announced_and_who_left_is_not_forgotten(client, members, code, status):
    assert client.get(section(DirectoryPage).url + f"{code}/").status_code == status


def test_a_body_shows_who_sits_and_who_sat(client, site):
    body = BodyFactory(code="board")
    sits = MandateFactory(body=body, starts_on=datetime.date(2020, 1, 1))
    sat = MandateFactory(
        body=body, starts_on=datetime.date(2015, 1, 1), ends_on=datetime.date(2019, 12, 31)
    )
    context = client.get(section(BodyIndexPage).url + "board/").context
    assert list(context["mandates"]) == [sits]
    assert list(context["past_mandates"]) == [sat]


def test_a_body_that_is_not_public_is_nowhere(client, site):
    BodyFactory(code="board")
    BodyFactory(code="secret", public=False)
    index = section(BodyIndexPage)
    assert [body.code for body in client.get(index.url).context["bodies"]] == ["board"]
    assert client.get(index.url + "secret/").status_code == 404
