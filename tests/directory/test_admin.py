"""The directory's screens, as the secretariat uses them."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from factory.django import mute_signals
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from cms.core.tabular.reading import read_table
from cms.directory.models import Mandate, Organisation, OrganisationStatus, Person
from tests.factories import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    OrganisationStatusFactory,
    PlaceFactory,
    RepresentativeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)
TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _uploads_go_elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def url(model: str, view: str = "list", *args) -> str:
    return reverse(f"wagtailsnippets_directory_{model}:{view}", args=args)


def listed(client, model: str, **params) -> list:
    return list(client.get(url(model), params).context["object_list"])


def codes(rows) -> set[str]:
    return {row.code for row in rows}


# --- Listings ------------------------------------------------------------------------------


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
def test_a_listing_costs_the_same_at_ten_rows_and_at_a_hundred(
    client, editor, django_assert_max_num_queries, model
):
    counts = []
    for more in (10, 90):
        with mute_signals(post_save):
            MAKERS[model](more)
        client.get(url(model))
        with django_assert_max_num_queries(100) as captured:
            client.get(url(model))
        counts.append(len(captured))
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


# --- Forms ---------------------------------------------------------------------------------


def organisation_form(*statuses: dict, initial: int = 0, **data) -> dict:
    return {
        "names_en": "Party",
        "names_fr": "Parti",
        "names_es": "Partido",
        "code": "party",
        "kind": "party",
        "founded": "",
        **nested_form_data({"statuses": inline_formset(statuses, initial=initial)}),
        **data,
    }


def status(name: str, starts_on: str, ends_on: str = "", **data) -> dict:
    return {"status": name, "starts_on": starts_on, "ends_on": ends_on, "note": "", **data}


def test_an_organisation_is_made_with_its_history(client, editor):
    data = organisation_form(
        status("guest", "2010-01-01", "2014-12-31"), status("member", "2015-01-01")
    )
    response = client.post(url("organisation", "add"), data)
    assert response.status_code == 302
    assert list(OrganisationStatus.objects.values_list("status", flat=True)) == ["guest", "member"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_overlapping_statuses_are_refused_beside_the_day(client, editor, language):
    UserProfile.objects.create(user=editor, preferred_language=language)
    data = organisation_form(
        status("member", "2015-01-01"), status("guest", "2010-01-01", "2015-01-01")
    )
    response = client.post(url("organisation", "add"), data)
    with translation.override(language):
        message = translation.gettext("It overlaps with what holds since %(day)s.") % {
            "day": date_format(datetime.date(2010, 1, 1))
        }
    formset = response.context["form"].formsets["statuses"]
    assert formset.forms[0].errors == {"starts_on": [message]}
    assert message in response.content.decode()
    assert not Organisation.objects.exists()


def test_a_status_may_not_end_before_it_starts(client, editor):
    data = organisation_form(status("member", "2015-01-01", "2014-01-01"))
    response = client.post(url("organisation", "add"), data)
    formset = response.context["form"].formsets["statuses"]
    assert formset.forms[0].errors == {"ends_on": ["It cannot end before it starts."]}


def test_two_open_statuses_and_two_of_one_day_are_refused(client, editor):
    for second in ("2015-01-01", "2016-01-01"):
        data = organisation_form(status("member", "2015-01-01"), status("guest", second))
        response = client.post(url("organisation", "add"), data)
        assert "starts_on" in response.context["form"].formsets["statuses"].forms[1].errors
    assert not Organisation.objects.exists()


def test_one_status_is_ended_and_the_next_begun_in_one_go(client, editor):
    party = OrganisationFactory(code="party")
    row = party.statuses.get()
    data = organisation_form(
        status("member", "2015-01-01", "2026-01-31", id=row.pk),
        status("left", "2026-02-01"),
        initial=1,
    )
    response = client.post(url("organisation", "edit", party.pk), data)
    assert response.status_code == 302
    assert list(party.statuses.values_list("status", "ends_on")) == [
        ("member", datetime.date(2026, 1, 31)),
        ("left", None),
    ]


def test_a_deleted_status_overlaps_with_nothing(client, editor):
    party = OrganisationFactory(code="party")
    row = party.statuses.get()
    data = organisation_form(
        status("member", "2015-01-01", id=row.pk, DELETE="on"),
        status("guest", "2015-06-01"),
        initial=1,
    )
    assert client.post(url("organisation", "edit", party.pk), data).status_code == 302
    assert party.status_on() == "guest"


def test_a_person_is_made_with_whom_they_speak_for(client, editor):
    party = OrganisationFactory()
    row = {"organisation": party.pk, "role": "leader", "starts_on": "2020-01-01", "ends_on": ""}

    def form(*rows: dict) -> dict:
        names = {"code": "sane", "given_name": "Ndèye", "family_name": "Sané", "gender": "woman"}
        return names | nested_form_data({"representations": inline_formset(rows)})

    response = client.post(url("person", "add"), form(row, row | {"starts_on": "2021-01-01"}))
    forms = response.context["form"].formsets["representations"].forms
    assert "starts_on" in forms[1].errors
    assert not Person.objects.exists()
    response = client.post(url("person", "add"), form(row, row | {"role": "delegate"}))
    assert response.status_code == 302
    assert Person.objects.get().representations.count() == 2


def test_a_mandate_is_copied_for_the_next_term(client, editor):
    mandate = MandateFactory(role="chair")
    page = client.get(url("mandate", "copy", mandate.pk))
    assert page.context["form"].initial["role"] == "chair"
    assert page.context["action_url"] == url("mandate", "add")
    data = {
        "body": mandate.body_id,
        "person": mandate.person_id,
        "organisation": mandate.organisation_id,
        "role": "chair",
        "starts_on": "2026-01-01",
    }
    assert client.post(url("mandate", "add"), data).status_code == 302
    assert Mandate.objects.count() == 2
    # The same mandate twice is refused by the form, not by an error of the database.
    again = client.post(url("mandate", "add"), data)
    assert again.status_code == 200
    assert again.context["form"].errors


@pytest.mark.parametrize(
    ("make", "model", "users"),
    [
        (lambda: RepresentativeFactory().organisation, "organisation", "representatives (1)"),
        (lambda: MandateFactory().person, "person", "mandates (1)"),
        (lambda: MandateFactory().body, "body", "mandates (1)"),
    ],
)
def test_what_is_used_is_not_deleted_and_it_is_said_why(client, editor, make, model, users):
    row = make()
    page = client.post(url(model, "delete", row.pk), follow=True).content.decode()
    assert f"cannot be deleted. Still in use by: {users}." in page
    assert type(row).objects.filter(pk=row.pk).exists()


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
