"""The directory's forms, and what they refuse."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from cms.directory.models import Mandate, Organisation, OrganisationStatus, Person
from tests.factories import (
    MandateFactory,
    OrganisationFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db


def url(model: str, view: str = "list", *args) -> str:
    return reverse(f"wagtailsnippets_directory_{model}:{view}", args=args)


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
    mandate = MandateFactory(role="chair", ends_on=datetime.date(2025, 12, 31))
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
    assert set(again.context["form"].errors) == {"person"}


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
