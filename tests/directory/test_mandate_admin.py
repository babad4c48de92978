"""The secretariat's form of mandates: rules beside the fields, history that stays."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from cms.accounts.services import sync_roles
from cms.directory.models import Body, Mandate
from cms.directory.querysets import site_day
from tests.factories import (
    BodyFactory,
    BodyRuleFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date
ONE = datetime.timedelta(days=1)
TODAY = site_day()


def url(model: str, view: str = "list", *args) -> str:
    return reverse(f"wagtailsnippets_directory_{model}:{view}", args=args)


def form_data(mandate=None, **values) -> dict:
    """Return what the form posts: of `mandate`, or of a new one from today."""
    if mandate is not None:
        data = {
            name: getattr(mandate, name)
            for name in ("body_id", "person_id", "organisation_id", "role", "seat")
        }
        data = {name.removesuffix("_id"): value or "" for name, value in data.items()}
        data |= {"starts_on": mandate.starts_on, "ends_on": mandate.ends_on or ""}
    else:
        data = {"role": "member", "seat": "", "starts_on": TODAY, "ends_on": ""}
        data |= {"person": PersonFactory().pk, "organisation": ""}
    return data | values


def page_text(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


CASES = {
    "seats": ("body", {"value": 1}, {}),
    "term": ("ends_on", {"value": 12}, {}),
    "parity": ("person", {"value": 0}, {"ends_on": str(TODAY)}),
    "seat_taken": ("seat", None, {"seat": "1"}),
}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("kind", CASES)
def test_a_refusal_stands_beside_the_field_and_what_was_typed_stays(client, editor, kind, language):
    UserProfile.objects.create(user=editor, preferred_language=language)
    field, rule, values = CASES[kind]
    body = BodyFactory()
    MandateFactory(body=body, seat="1")
    if rule:
        BodyRuleFactory(body=body, kind=kind, **rule)
    response = client.post(
        url("mandate", "add"), form_data(body=body.pk, **{"seat": "typed"} | values)
    )
    errors = response.context["form"].errors
    assert set(errors) == {field}
    article = {"en": f"(Article {kind})", "fr": f"(Article {kind} (fr))"}.get(language, "")
    assert article in errors[field][0] or not rule
    page = response.content.decode()
    assert f'value="{values.get("seat", "typed")}"' in page
    assert Mandate.objects.count() == 1


def test_what_is_flagged_is_saved_and_said(client, editor):
    body = BodyFactory()
    BodyRuleFactory(body=body, kind="parity", value=0, consequence="flag")
    response = client.post(url("mandate", "add"), form_data(body=body.pk), follow=True)
    assert body.mandates.count() == 1
    assert "Women" in page_text(response)
    assert "(Article parity)" in page_text(response)


def test_a_mandate_that_has_begun_becomes_no_other(client, editor):
    mandate = MandateFactory(seat="1", starts_on=DAY(2020, 1, 1))
    changes = {
        "body": BodyFactory().pk,
        "person": PersonFactory().pk,
        "organisation": OrganisationFactory().pk,
        "role": "chair",
        "seat": "2",
        "starts_on": "2020-01-02",
    }
    for name, value in changes.items():
        response = client.post(
            url("mandate", "edit", mandate.pk), form_data(mandate, **{name: value})
        )
        assert set(response.context["form"].errors) == {name}
    assert Mandate.objects.values().get() == Mandate.objects.filter(pk=mandate.pk).values().get()
    mandate.refresh_from_db()
    assert (mandate.role, mandate.seat, mandate.starts_on) == ("member", "1", DAY(2020, 1, 1))


def test_its_last_day_moves_while_it_lasts_and_its_seat_may_be_filled_in(client, editor):
    mandate = MandateFactory(starts_on=DAY(2020, 1, 1))
    data = form_data(mandate, ends_on=str(TODAY + ONE), seat="3")
    assert client.post(url("mandate", "edit", mandate.pk), data).status_code == 302
    mandate.refresh_from_db()
    assert (mandate.ends_on, mandate.seat) == (TODAY + ONE, "3")


def test_what_has_ended_is_not_opened_again(client, editor):
    mandate = MandateFactory(ends_on=TODAY - ONE)
    response = client.post(url("mandate", "edit", mandate.pk), form_data(mandate, ends_on=""))
    assert set(response.context["form"].errors) == {"ends_on"}


def test_what_has_not_begun_is_corrected_and_deleted(client, editor):
    mandate = MandateFactory(starts_on=TODAY + ONE)
    body = BodyFactory()
    data = form_data(mandate, body=body.pk, role="chair")
    assert client.post(url("mandate", "edit", mandate.pk), data).status_code == 302
    assert body.mandates.get().role == "chair"
    assert url("mandate", "delete", mandate.pk) in (
        client.get(url("mandate", "edit", mandate.pk)).content.decode()
    )
    client.post(url("mandate", "delete", mandate.pk))
    assert not Mandate.objects.exists()


def test_what_has_begun_is_deleted_neither_alone_nor_among_many(client, editor):
    begun, coming = MandateFactory(), MandateFactory(starts_on=TODAY + ONE)
    edit = client.get(url("mandate", "edit", begun.pk)).content.decode()
    assert url("mandate", "delete", begun.pk) not in edit
    response = client.post(url("mandate", "delete", begun.pk), follow=True)
    assert "never deleted" in page_text(response)
    bulk = reverse("wagtail_bulk_action", args=["directory", "mandate", "delete"])
    response = client.post(f"{bulk}?id={begun.pk}&id={coming.pk}", follow=True)
    assert "never deleted" in page_text(response)
    assert Mandate.objects.count() == 2


def test_a_mandate_is_ended_at_once_after_a_question(client, editor):
    mandate = MandateFactory(starts_on=DAY(2020, 1, 1))
    end = url("mandate", "end", mandate.pk)
    assert end in client.get(url("mandate", "edit", mandate.pk)).content.decode()
    assert mandate.person.name in client.get(end).content.decode()
    assert Mandate.objects.in_force_at().exists()
    response = client.post(end, follow=True)
    assert "has ended" in page_text(response)
    assert not Mandate.objects.in_force_at().exists()
    assert end not in client.get(url("mandate", "edit", mandate.pk)).content.decode()
    assert "had ended already" in page_text(client.post(end, follow=True))


def test_the_secretariat_does_all_of_it_and_an_editor_none(client):
    sync_roles()
    mandate = MandateFactory(starts_on=DAY(2020, 1, 1))
    places = [
        url("mandate", "edit", mandate.pk),
        url("mandate", "end", mandate.pk),
        reverse("bodies_attention"),
    ]
    for group, allowed in (("Secretariat", True), ("Editors", False)):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        for place in places:
            assert (client.get(place).status_code == 200) is allowed
    client.post(places[1])
    mandate.refresh_from_db()
    assert mandate.ended_at is None


# --- Rules and accounts in their forms -------------------------------------------------------


def body_form(*rules: dict, **values) -> dict:
    names = {"labels_en": "Board", "labels_fr": "Conseil", "labels_es": "Consejo"}
    data = {"code": "board", "kind": "board", "sort_order": 0, "counts_by": "organisation"}
    return {**names, **data, **nested_form_data({"rules": inline_formset(rules)}), **values}


def rule_form(kind: str, value, **values) -> dict:
    texts = {"articles_en": "§ 1", "articles_fr": "", "articles_es": ""}
    return {"kind": kind, "value": value, "consequence": "flag", **texts, **values}


def test_rules_are_kept_with_their_body(client, editor):
    data = body_form(rule_form("seats", 35), rule_form("extraordinary", 30))
    assert client.post(url("body", "add"), data).status_code == 302
    body = Body.objects.get()
    assert body.counts_by == "organisation"
    assert dict(body.rules.values_list("kind", "value")) == {"seats": 35, "extraordinary": 30}
    assert body.rules.get(kind="seats").article == "§ 1"


@pytest.mark.parametrize(
    "rules",
    [
        [rule_form("extraordinary", 101)],
        [rule_form("second_factor", 2)],
        [rule_form("term", 0)],
        [rule_form("seats", 1), rule_form("seats", 2)],
    ],
)
def test_values_that_mean_nothing_and_rules_given_twice_are_refused(client, editor, rules):
    response = client.post(url("body", "add"), body_form(*rules))
    assert response.status_code == 200
    formset = response.context["form"].formsets["rules"]
    assert any(formset.errors) or formset.non_form_errors()
    assert not Body.objects.exists()


def test_an_account_is_offered_to_one_person_only(client, editor):
    taken, free = UserFactory(), UserFactory()
    person = PersonFactory(user=taken)
    for address, offered in (
        (url("person", "edit", person.pk), {taken, free, editor}),
        (url("person", "add"), {free, editor}),
    ):
        form = client.get(address).context["form"]
        assert set(form.fields["user"].queryset) == offered
