"""The form of a nomination: each refusal in its own words, and nothing lost of what was typed."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from academy.core.models import Cohort, Enrolment, Quota
from academy.enrolment.services import selection
from cms.directory.models import OrganisationStatus
from tests.academy.world import nominator, party, staff
from tests.factories import PlaceFactory
from tests.factories.academy import EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
State = Enrolment.State
TYPED = {
    "given_name": "Lïna",
    "family_name": "Moreno O’Brien",
    "email": "lina.new@example.org",
    "language": "es",
    "gender": "woman",
    "birth_year": "1994",
    "reason": "She organises the youth section, and reads everything.",
}
ALREADY = "This person is among the candidates already."
USED = "Your organisation or its region has used all its nominations."


def already_own(cohort, organisation):
    EnrolmentFactory(
        cohort=cohort, organisation=organisation, state=State.NOMINATED, email=TYPED["email"]
    )


def already_of_others(cohort, organisation):
    # Another spelling of the same mailbox, nominated by another party.
    EnrolmentFactory(
        cohort=cohort, organisation=party(), state=State.ACCEPTED, email="LINA.new@example.org"
    )


def not_selected_and_not_told(cohort, organisation):
    row = EnrolmentFactory(
        cohort=cohort, organisation=organisation, state=State.ACCEPTED, email=TYPED["email"]
    )
    selection.do_not_select(enrolment=row, by=staff(), reason="Not now.")


def over_the_cap(cohort, organisation):
    for _number in range(cohort.nominations_each):
        EnrolmentFactory(cohort=cohort, organisation=organisation, state=State.NOMINATED)


def over_the_cap_of_the_region(cohort, organisation):
    region = organisation.place.parent
    Quota.objects.create(cohort=cohort, region=region, nominations=1)
    EnrolmentFactory(cohort=cohort, organisation=party(region), state=State.NOMINATED)


def after_the_deadline(cohort, organisation):
    Cohort.objects.filter(pk=cohort.pk).update(
        nominations_until=timezone.now() - datetime.timedelta(minutes=1)
    )


def before_it_begins(cohort, organisation):
    Cohort.objects.filter(pk=cohort.pk).update(
        nominations_from=timezone.now() + datetime.timedelta(minutes=1)
    )


def suspended(cohort, organisation):
    OrganisationStatus.objects.filter(organisation=organisation).update(
        status=OrganisationStatus.Status.SUSPENDED
    )


def a_guest(cohort, organisation):
    OrganisationStatus.objects.filter(organisation=organisation).update(
        status=OrganisationStatus.Status.GUEST
    )


REFUSALS = {
    already_own: ("email", ALREADY),
    already_of_others: ("email", ALREADY),
    not_selected_and_not_told: ("email", ALREADY),
    over_the_cap: (None, USED),
    over_the_cap_of_the_region: (None, USED),
    after_the_deadline: (None, "The time to nominate is over."),
    before_it_begins: (None, "The time to nominate has not begun yet."),
    suspended: (None, "The organisation is suspended and cannot nominate."),
    a_guest: (None, "Only members and associated partners nominate."),
}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("spoil", REFUSALS, ids=lambda one: one.__name__)
def test_each_refusal_says_why_and_nothing_is_lost(
    client, cohort, organisation, spoil, language, on_commit_at_once
):
    field, message = REFUSALS[spoil]
    by = nominator(organisation)
    spoil(cohort, organisation)
    before = Enrolment.objects.count()
    mail.outbox.clear()
    client.force_login(by)
    typed = TYPED | {"country": PlaceFactory().code}
    with translation.override(language):
        url = reverse("academy:nominate", args=[cohort.code, organisation.code])
        said = str(translation.gettext(message))
    page = client.post(url, typed)
    assert page.status_code == 200
    form = page.context["form"]
    assert form.errors == {field or "__all__": [said]}
    read = page.content.decode()
    assert said.replace("'", "&#x27;") in read
    for name, value in typed.items():
        assert form[name].value() == value, name
    for name in ("given_name", "family_name", "email", "birth_year", "reason"):
        assert typed[name] in read
    for name in ("language", "gender", "country"):
        assert f'<option value="{typed[name]}" selected' in read
    assert Enrolment.objects.count() == before
    assert mail.outbox == []


def test_what_is_typed_is_nominated_once_nothing_speaks_against_it(client, cohort, organisation):
    client.force_login(nominator(organisation))
    url = reverse("academy:nominate", args=[cohort.code, organisation.code])
    refused = client.post(url, TYPED | {"email": "lina"})
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["email"]
    assert client.post(url, TYPED).status_code == 302
    row = Enrolment.objects.get(email=TYPED["email"])
    assert (row.given_name, row.birth_year, row.reason) == ("Lïna", 1994, TYPED["reason"])


def test_who_has_one_name_is_nominated(client, cohort, organisation):
    client.force_login(nominator(organisation))
    url = reverse("academy:nominate", args=[cohort.code, organisation.code])
    assert client.post(url, TYPED | {"given_name": "ሳሙኤል", "family_name": ""}).status_code == 302
    row = Enrolment.objects.get(email=TYPED["email"])
    assert (row.given_name, row.family_name) == ("ሳሙኤል", "")


def test_nobody_nominates_for_an_organisation_of_others(client, cohort, organisation):
    client.force_login(nominator(party()))
    url = reverse("academy:nominate", args=[cohort.code, organisation.code])
    assert client.get(url).status_code == 404
    assert client.post(url, TYPED).status_code == 404
    assert not Enrolment.objects.exists()
