"""The directory's screens, as the secretariat uses them."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone, translation
from factory.django import mute_signals
from wagtail.users.models import UserProfile

from cms.core.tabular.reading import read_table
from tests.factories import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    OrganisationStatusFactory,
    PlaceFactory,
    RepresentativeFactory,
)
from tests.query_counts import warm_queries_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)
TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _uploads_go_elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def url(model: str, view: str = "list", *args) -> str:
    return reverse(f"wagtailsnippets_directory_{model}:{view}", args=args)


def listed(client, model: str, **params) -> list:
    return list(client.get(url(model), params).context["object_list"])


def codes(rows) -> set[str]:
    return {row.code for row in rows}


def make_organisations(number: int) -> None:
    for _ in range(number):
        OrganisationStatusFactory(
            organisation=OrganisationFactory(),
            status="guest",
            starts_on=datetime.date(2001, 1, 1),
            ends_on=datetime.date(2002, 1, 1),
        )


MAKERS = {
    "organisation": make_organisations,
    "person": RepresentativeFactory.create_batch,
    "body": lambda number: [MandateFactory(body__parent=BodyFactory()) for _ in range(number)],
    "mandate": MandateFactory.create_batch,
}


@pytest.mark.parametrize("model", MAKERS)
def test_a_listing_costs_the_same_at_ten_rows_and_at_a_hundred(client, editor, model):
    counts = []
    for more in (10, 90):
        with mute_signals(post_save):
            MAKERS[model](more)
        counts.append(len(warm_queries_of(client, url(model))))
    assert counts[0] == counts[1] < 30


@pytest.mark.parametrize("model", MAKERS)
def test_every_column_sorts_and_every_language_shows(client, editor, model):
    MAKERS[model](2)
    response = client.get(url(model))
    for column in response.context["table"].columns.values():
        if column.sort_key:
            for ordering in (column.sort_key, f"-{column.sort_key}"):
                assert len(listed(client, model, ordering=ordering)) >= 2
    for language in ("fr", "es"):
        UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
        page = client.get(url(model)).content.decode()
        with translation.override(language):
            assert str(response.context["model_opts"].verbose_name_plural) in page.lower()
    assert "(es)" in page or model in ("person", "mandate")


def test_organisations_show_the_status_of_today(client, editor):
    ended = OrganisationFactory(code="ended", status=None)
    OrganisationStatusFactory(organisation=ended, status="member", ends_on=YESTERDAY)
    OrganisationStatusFactory(organisation=ended, status="left", starts_on=TODAY)
    OrganisationFactory(code="none", status=None)
    rows = {row.code: row.status for row in listed(client, "organisation")}
    assert rows == {"ended": "left", "none": None}
    assert codes(listed(client, "organisation", status="left")) == {"ended"}
    assert codes(listed(client, "organisation", status="none")) == {"none"}
    assert listed(client, "organisation", status="member") == []


def test_organisations_are_found_by_name_acronym_and_country_however_spelt(client, editor):
    africa = PlaceFactory(code="africa", kind="region")
    senegal = PlaceFactory(
        code="SN", labels={"en": "Senegal", "fr": "Sénégal", "es": "Senegal"}, parent=africa
    )
    OrganisationFactory(
        code="ps-sn", acronym="PS", place=senegal, names={"fr": "Parti de l’égalité"}
    )
    OrganisationFactory(code="other", acronym="XY", kind="ngo")
    for query in ("l'egalite", "PS", "ps sénégal", "EGALITÉ senegal"):
        assert codes(listed(client, "organisation", q=query)) == {"ps-sn"}
    assert codes(listed(client, "organisation", region=africa.pk)) == {"ps-sn"}
    assert codes(listed(client, "organisation", place=senegal.pk)) == {"ps-sn"}
    assert codes(listed(client, "organisation", kind="ngo")) == {"other"}


def test_people_show_for_whom_they_speak_and_how_many_seats_they_hold(client, editor):
    party = OrganisationFactory(acronym="PS")
    speaker = RepresentativeFactory(organisation=party).person
    MandateFactory(person=speaker)
    MandateFactory(person=speaker, ends_on=YESTERDAY)
    RepresentativeFactory(organisation=party, person__code="former", ends_on=YESTERDAY)
    rows = {row.code: row for row in listed(client, "person")}
    assert rows[speaker.code].seats == 1
    assert rows["former"].seats == 0
    assert [row.organisation for row in rows[speaker.code].speaks_for] == [party]
    assert rows["former"].speaks_for == []
    assert codes(listed(client, "person", organisation=party.pk)) == {speaker.code}
    assert codes(listed(client, "person", seated="true")) == {speaker.code}
    assert codes(listed(client, "person", seated="false")) == {"former"}


def test_bodies_show_how_many_seats_are_taken(client, editor):
    board = BodyFactory(code="board")
    MandateFactory(body=board, role="chair")
    MandateFactory(body=board, role="member")
    MandateFactory(body=board, role="observer")
    MandateFactory(body=board, role="member", ends_on=YESTERDAY)
    assert [row.seats for row in listed(client, "body")] == [2]


def test_mandates_are_narrowed_by_time_body_role_and_words(client, editor):
    board = BodyFactory(code="board")
    held = MandateFactory(body=board, role="chair", person__family_name="Sané")
    ended = MandateFactory(ends_on=YESTERDAY, organisation=None)
    coming = MandateFactory(starts_on=TOMORROW)
    assert listed(client, "mandate", state="now") == [held]
    assert listed(client, "mandate", state="past") == [ended]
    assert listed(client, "mandate", state="coming") == [coming]
    assert set(listed(client, "mandate", on=YESTERDAY.isoformat())) == {held, ended}
    assert listed(client, "mandate", body=board.pk) == [held]
    assert listed(client, "mandate", role="chair") == [held]
    assert listed(client, "mandate", q="sane") == [held]
    assert listed(client, "mandate", q=ended.person.code) == [ended]


# --- Tables that hang on a listing ---------------------------------------------------------


def test_statuses_of_the_listed_organisations_are_exported(client, editor):
    OrganisationFactory(code="a", kind="ngo")
    OrganisationFactory(code="b")
    response = client.get(
        url("organisation"), {"kind": "ngo", "export": "csv", "table": "statuses"}
    )
    assert response["Content-Disposition"] == 'attachment; filename="statuses.csv"'
    assert read_table(response.content).rows == [["a", "member", "2015-01-01", "", ""]]


def test_statuses_are_imported_from_the_organisations_listing(client, editor):
    party = OrganisationFactory(code="a")
    address = url("organisation", "import", "statuses")
    text = "organisation,status,starts_on,ends_on\na,guest,2010-01-01,2014-12-31\n"
    upload = SimpleUploadedFile("s.csv", text.encode())
    response = client.post(address, {"file": upload})
    assert response.context["outcome"].created == 1
    client.post(address, {"ticket": response.context["ticket"]})
    assert party.statuses.count() == 2


@pytest.mark.parametrize(
    ("model", "tables"),
    [
        ("organisation", ["organisations", "statuses"]),
        ("person", ["people", "representatives"]),
        ("body", ["bodies"]),
        ("mandate", ["mandates"]),
    ],
)
def test_each_listing_offers_its_tables(client, editor, model, tables):
    page = client.get(url(model)).content.decode()
    for table in tables:
        assert f"export=csv&amp;table={table}" in page
        assert f"export=xlsx&amp;table={table}" in page
        assert url(model, "import", table) in page
        assert client.get(url(model, "import", table)).status_code == 200
        assert client.get(url(model), {"export": "xlsx", "table": table}).status_code == 200
