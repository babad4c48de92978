"""The vocabularies' screens, as somebody who edits them uses them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import translation
from factory.django import mute_signals
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.core.tabular.reading import read_table
from cms.taxonomy.models import Place, Topic
from tests.factories import OrganisationFactory, PlaceFactory, TopicFactory, UserFactory
from tests.query_counts import warm_queries_of

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_taxonomy_place:list"
IMPORT = reverse("wagtailsnippets_taxonomy_topic:import", args=["topics"])
SENEGAL = {"en": "Senegal", "fr": "Sénégal", "es": "Senegal"}


@pytest.fixture(autouse=True)
def _uploads_go_elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def speak(user, language: str) -> None:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


def sign_in(client, *permissions: str):
    user = UserFactory(permissions=["wagtailadmin.access_admin", *permissions])
    client.force_login(user)
    return user


def listed(response) -> set[str]:
    return {row.code for row in response.context["object_list"]}


def upload(client, text: str, url: str = IMPORT):
    return client.post(url, {"file": SimpleUploadedFile("topics.csv", text.encode())})


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_listing_speaks_the_editor_s_language(client, editor, language):
    PlaceFactory(code="SN", labels=SENEGAL)
    speak(editor, language)
    page = client.get(reverse(LIST)).content.decode()
    assert SENEGAL[language] in page
    with translation.override(language):
        assert str(Place.Kind.COUNTRY.label) in page


@pytest.mark.parametrize("query", ["senegal", "SÉNÉGAL", "Sénégal sn", "  sn "])
def test_search_minds_neither_accents_nor_capitals(client, editor, query):
    PlaceFactory(code="SN", labels=SENEGAL)
    PlaceFactory(code="CL", labels={"en": "Chile", "fr": "Chili", "es": "Chile"})
    assert listed(client.get(reverse(LIST), {"q": query})) == {"SN"}
    assert listed(client.get(reverse(LIST), {"q": "sénégal chile"})) == set()
    results = client.get(reverse("wagtailsnippets_taxonomy_place:list_results"), {"q": query})
    assert listed(results) == {"SN"}


def test_choosers_are_searched_alike(client, editor):
    place = PlaceFactory(code="SN", labels=SENEGAL)
    PlaceFactory(code="CL")
    url = reverse(Place.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    response = client.get(url, {"q": "SÉNÉGAL"})
    assert list(response.context["results"]) == [place]


def test_the_listing_is_narrowed_and_sorted(client, editor):
    africa = PlaceFactory(code="africa", kind="region")
    PlaceFactory(code="SN", parent=africa, labels=SENEGAL)
    PlaceFactory(code="CL")
    assert listed(client.get(reverse(LIST), {"region": africa.pk})) == {"SN", "africa"}
    assert listed(client.get(reverse(LIST), {"kind": "country"})) == {"SN", "CL"}
    rows = client.get(reverse(LIST), {"ordering": "-code"}).context["object_list"]
    assert [row.code for row in rows] == ["africa", "SN", "CL"]


@pytest.mark.admin_indexes
def test_the_listing_counts_uses(client, editor):
    region = PlaceFactory(code="africa", kind="region")
    place = PlaceFactory(code="SN", parent=region)
    OrganisationFactory(place=place)
    uses = {row.code: row.uses for row in client.get(reverse(LIST)).context["object_list"]}
    assert uses == {"africa": 1, "SN": 1}


@pytest.mark.parametrize(("name", "factory"), [("place", PlaceFactory), ("topic", TopicFactory)])
def test_a_listing_costs_the_same_at_ten_rows_and_at_a_hundred(client, editor, name, factory):
    url = reverse(f"wagtailsnippets_taxonomy_{name}:list")
    viewset = {"place": Place, "topic": Topic}[name].snippet_viewset
    assert viewset.list_per_page == 50
    with mute_signals(post_save):
        factory.create_batch(10, parent=factory())
    ten = warm_queries_of(client, url)
    with mute_signals(post_save):
        factory.create_batch(90, parent=factory())
    assert len(warm_queries_of(client, url)) == len(ten) < 100


def test_a_term_is_made_with_a_name_in_every_language(client, editor):
    url = reverse("wagtailsnippets_taxonomy_topic:add")
    data = {"code": "peace", "labels_en": "Peace", "labels_fr": "", "labels_es": "Paz"}
    response = client.post(url, data)
    assert response.context["form"].errors == {"labels": ["A text is missing in: Français."]}
    assert 'lang="fr"' in response.content.decode()
    assert client.post(url, data | {"labels_fr": "Paix"}).status_code == 302
    topic = Topic.objects.get()
    assert topic.labels == {"en": "Peace", "fr": "Paix", "es": "Paz"}


def test_what_is_used_is_not_deleted_and_it_is_said_why(client, editor):
    place = PlaceFactory(code="SN", labels=SENEGAL)
    OrganisationFactory(place=place)
    url = reverse("wagtailsnippets_taxonomy_place:delete", args=[place.pk])
    for response in (client.get(url, follow=True), client.post(url, follow=True)):
        assert "Senegal cannot be deleted. Still in use by: organisations (1)." in (
            response.content.decode()
        )
    bulk = reverse("wagtail_bulk_action", args=["taxonomy", "place", "delete"])
    assert client.post(f"{bulk}?id={place.pk}").status_code == 302
    assert Place.objects.filter(pk=place.pk).exists()


def test_what_is_not_used_is_deleted(client, editor):
    place = PlaceFactory()
    url = reverse("wagtailsnippets_taxonomy_place:delete", args=[place.pk])
    assert client.get(url).status_code == 200
    client.post(url)
    assert not Place.objects.exists()


def test_the_listing_s_style_is_there(client, editor):
    assert "cms/admin.css" in client.get(reverse(LIST)).content.decode()


# --- Export and import ---------------------------------------------------------------------


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_the_listing_shows_is_exported(client, editor, file_format):
    africa = PlaceFactory(code="africa", kind="region")
    PlaceFactory(code="SN", parent=africa, labels=SENEGAL, latitude=14, longitude=-14)
    PlaceFactory(code="CL")
    page = client.get(reverse(LIST), {"kind": "country", "q": "sénégal"})
    assert "kind=country&amp;q=s%C3%A9n%C3%A9gal&amp;export=csv&amp;table=places" in (
        page.content.decode()
    )
    response = client.get(reverse(LIST), {"kind": "country", "q": "sénégal", "export": file_format})
    assert response["Content-Disposition"] == f'attachment; filename="places.{file_format}"'
    table = read_table(response.content, f"a.{file_format}")
    assert table.rows == [
        ["SN", "country", "africa", "14", "-14", "Senegal", "Sénégal", "Senegal", ""]
    ]


def test_an_import_is_shown_before_it_is_done(client, editor):
    TopicFactory(code="peace", labels={"en": "Pece", "fr": "Paix", "es": "Paz"})
    text = "code;label_en;label_fr;label_es\npeace;Peace;Paix;Paz\nwork;Work;Travail;Trabajo\n"
    response = upload(client, "\ufeff" + text)
    assert Topic.objects.get().labels["en"] == "Pece"
    page = response.content.decode()
    assert "<del>Pece</del>" in page
    assert "<ins>Peace</ins>" in page
    assert (response.context["outcome"].created, response.context["outcome"].changed) == (1, 1)

    done = client.post(IMPORT, {"ticket": response.context["ticket"]}, follow=True)
    assert "Imported. New: 1. Changed: 1. As before: 0." in done.content.decode()
    assert set(Topic.objects.values_list("code", "labels__en")) == {
        ("peace", "Peace"),
        ("work", "Work"),
    }
    assert set(ModelLogEntry.objects.values_list("action", "user")) == {
        ("wagtail.edit", editor.pk),
        ("wagtail.create", editor.pk),
    }
    # A ticket is good once.
    again = client.post(IMPORT, {"ticket": response.context["ticket"]}, follow=True)
    assert "The file is no longer kept." in again.content.decode()


def test_a_file_with_faults_is_not_imported(client, editor):
    response = upload(client, "code,label_en,label_fr,label_es\na,A,A,A\nb,B,,B\n")
    page = response.content.decode()
    assert "Nothing was imported from topics.csv" in page
    assert [str(error) for error in response.context["errors"]] == [
        "Line 3, column “label_fr”: This field is required."
    ]
    assert "ticket" not in response.context
    assert not Topic.objects.exists()


def test_texts_of_a_file_are_shown_as_texts(client, editor):
    page = upload(client, "code,label_en,label_fr,label_es\na,<b>x</b>,A,A\n").content.decode()
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_what_changed_since_the_preview_is_shown_again(client, editor):
    topic = TopicFactory(code="a")
    ticket = upload(client, "code,label_en\na,Mine\n").context["ticket"]
    topic.labels["en"] = "Theirs"
    topic.save()
    response = client.post(IMPORT, {"ticket": ticket})
    assert "Somebody has changed these rows since you looked." in response.content.decode()
    topic.refresh_from_db()
    assert topic.labels["en"] == "Theirs"
    client.post(IMPORT, {"ticket": response.context["ticket"]})
    topic.refresh_from_db()
    assert topic.labels["en"] == "Mine"


def test_a_ticket_is_good_for_one_person_and_one_table(client, editor):
    ticket = upload(client, "code,label_en,label_fr,label_es\na,A,A,A\n").context["ticket"]
    places = reverse("wagtailsnippets_taxonomy_place:import", args=["places"])
    client.post(places, {"ticket": ticket})
    client.post(IMPORT, {"ticket": ticket[:-2]})
    client.force_login(UserFactory(is_superuser=True))
    client.post(IMPORT, {"ticket": ticket})
    assert not Topic.objects.exists()
    assert not Place.objects.exists()


def test_an_unknown_table_is_not_found(client, editor):
    url = reverse("wagtailsnippets_taxonomy_topic:import", args=["people"])
    assert client.get(url, follow=True).status_code == 404


def test_without_a_file_the_screen_asks_for_one(client, editor):
    response = client.post(IMPORT)
    assert response.context["form"].errors == {"file": ["This field is required."]}


@pytest.mark.parametrize(
    ("permissions", "may_export", "may_import"),
    [
        (["taxonomy.view_topic"], True, False),
        (["taxonomy.change_topic"], True, False),
        (["taxonomy.add_topic"], False, False),
        (["taxonomy.add_topic", "taxonomy.change_topic"], True, True),
        (["taxonomy.add_place", "taxonomy.change_place"], False, False),
    ],
)
def test_who_may_export_and_import(client, permissions, may_export, may_import):
    sign_in(client, *permissions)
    url = reverse("wagtailsnippets_taxonomy_topic:list")
    assert (client.get(url, {"export": "csv"}).status_code == 200) is may_export
    assert (client.get(IMPORT).status_code == 200) is may_import
    upload(client, "code,label_en,label_fr,label_es\na,A,A,A\n")
    page = client.get(url)
    if page.status_code == 200:
        assert ("export=csv" in page.content.decode()) is may_export
        assert (IMPORT in page.content.decode()) is may_import


def test_nobody_imports_without_signing_in(client):
    assert client.get(IMPORT).status_code == 302
    assert "login" in client.get(IMPORT)["Location"]
