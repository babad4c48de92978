"""The vocabularies that are shipped: complete, in order, and in three languages."""

import csv
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from campaigns.importing.rows import Places
from cms.core.text import fold
from cms.directory.services import bodies
from cms.taxonomy.models import Place
from cms.taxonomy.services import vocabulary
from home.services.import_rows import Terms
from tests.factories import UserFactory

LANGUAGES = ("en", "fr", "es")
REGIONS = {"africa", "americas", "arab-world", "asia-pacific", "europe"}
# The 193 members of the United Nations, and the Holy See.
COUNTRIES = {"africa": 44, "americas": 35, "arab-world": 21, "asia-pacific": 44, "europe": 50}


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TOPICS = table(vocabulary.DATA / "topics.csv")
PLACES = table(vocabulary.DATA / "places.csv")
BODIES = table(bodies.DATA / "bodies.csv")
ALL = {"topics": TOPICS, "places": PLACES, "bodies": BODIES}


@pytest.mark.parametrize("name", ALL)
def test_every_row_has_one_code_and_a_label_in_every_language(name):
    rows = ALL[name]
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        labels = [row[f"label_{language}"] for language in LANGUAGES]
        assert all(labels), row
        assert labels == [" ".join(label.split()) for label in labels], row
        assert not any("'" in label or "&" in label for label in labels), row


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_stands_for_two_rows(name, language):
    labels = [row[f"label_{language}"] for row in ALL[name]]
    assert sorted(set(labels)) == sorted(labels)


def test_every_name_of_a_place_means_that_place():
    called = {}
    for row in PLACES:
        others = [name for name in row["other_names"].split("; ") if name]
        for name in {row["code"], *others, *(row[f"label_{language}"] for language in LANGUAGES)}:
            called.setdefault(fold(name), set()).add(row["code"])
    assert not {name: codes for name, codes in called.items() if len(codes) > 1}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Burma", "MM"), ("Birmanie", "MM"), ("Suazilandia", "SZ"), ("swaziland", "SZ")),
        *(("Ivory Coast", "CI"), ("Holland", "NL"), ("EE. UU.", "US"), ("Haute-Volta", "BF")),
        *(("Czech Republic", "CZ"), ("Turkey", "TR"), ("Zaire", "CD"), ("sénégal", "SN")),
    ],
)
@pytest.mark.django_db
def test_countries_are_found_by_their_former_and_other_names(client, name, code):
    vocabulary.load_vocabulary()
    terms = Terms(Place.objects.all())
    assert terms.get(name, "place").code == code
    assert Places().find(name).code == code
    client.force_login(UserFactory(is_superuser=True))
    with override("en"):
        listed = client.get(reverse("wagtailsnippets_taxonomy_place:list"), {"q": name})
    assert Place.objects.get(code=code).label in listed.content.decode()


@pytest.mark.django_db
def test_a_site_that_had_its_places_before_gets_their_other_names():
    vocabulary.load_vocabulary()
    Place.objects.exclude(code="CD").update(other_names="")
    Place.objects.filter(code="CD").update(other_names="Our own")
    vocabulary.load_vocabulary()
    assert "Burma" in Place.objects.get(code="MM").other_names
    assert Place.objects.get(code="CD").other_names == "Our own"


@pytest.mark.parametrize("name", ALL)
def test_parents_are_there(name):
    codes = {row["code"] for row in ALL[name]}
    assert {row["parent"] for row in ALL[name]} <= codes | {""}


def test_topics_are_a_tree_of_two_levels():
    parents = {row["code"]: row["parent"] for row in TOPICS}
    assert not [code for code, parent in parents.items() if parent and parents[parent]]
    assert {
        *("organisation", "democracy", "peace", "gender-equality", "solidarity", "health"),
        *("social-protection", "campaigning"),
    } <= parents.keys()


def test_places_are_regions_and_what_lies_in_them():
    kinds = {"region": set(), "country": set(), "territory": set()}
    for row in PLACES:
        kinds[row["kind"]].add(row["code"])
    assert kinds["region"] == REGIONS
    assert {"EH", "PS", "XK", "TW", "GL"} <= kinds["territory"]
    for row in PLACES:
        if row["kind"] != "region":
            assert re.fullmatch(r"[A-Z]{2}", row["code"])
            assert row["parent"] in REGIONS or row["code"] == "AQ"


def test_every_country_has_its_region():
    countries = [row for row in PLACES if row["kind"] == "country"]
    counts = {region: sum(row["parent"] == region for row in countries) for region in REGIONS}
    assert counts == COUNTRIES
    regions = {row["code"]: row["parent"] for row in PLACES}
    assert regions["TR"] == regions["IL"] == regions["GE"] == "europe"
    assert regions["IR"] == regions["KZ"] == "asia-pacific"
    assert regions["MR"] == regions["SD"] == regions["PS"] == "arab-world"


def test_bodies_say_what_they_do():
    labels = {row["code"]: row["label_en"] for row in BODIES}
    assert labels["conference"] == "Conference"
    assert labels["steering-committee"] == "Steering Committee"
    for row in BODIES:
        assert all(row[f"description_{language}"] for language in LANGUAGES), row
