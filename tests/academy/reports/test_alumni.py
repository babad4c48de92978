"""The list of alumni: by consent, for those who are on it and the staff, until one leaves."""

import pytest
from django.urls import reverse

from academy.reports.forms import ALUMNI
from academy.reports.models import AlumniEntry
from academy.reports.services import alumni
from cms.core.errors import Refused
from cms.core.models import ConsentText
from cms.core.personal_data.sources import all_sources, subject_of
from tests.academy.certificates.world import enrol, make_cohort, staff
from tests.factories.directory import labels

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent(site):
    return ConsentText.objects.create(purpose=ALUMNI, texts=labels("I agree"))


def join(enrolment, consent, name="Zoë N.", shows=False):
    return alumni.join(enrolment=enrolment, consent=consent, name=name, shows_organisation=shows)


def test_one_joins_by_consent_and_leaves(client, consent):
    row = enrol(make_cohort(), state="completed")
    client.force_login(row.user)
    url = reverse("academy:alumni-join", args=[row.pk])
    assert url in client.get(reverse("academy:alumni")).content.decode()
    refused = client.post(url, {"name": "Zoë N."})
    assert refused.status_code == 200
    assert "Zoë N." in refused.content.decode()
    assert not AlumniEntry.objects.exists()
    data = {"name": "Zoë N.", "consent": str(consent.pk), "shows_organisation": "on"}
    assert client.post(url, data).status_code == 302
    entry = AlumniEntry.objects.get()
    assert (entry.user, entry.consent_text) == (row.user, consent)
    page = client.get(reverse("academy:alumni")).content.decode()
    assert row.organisation.name in page
    client.post(url, {"name": "Zoë N.", "consent": str(consent.pk)})
    assert row.organisation.name not in client.get(reverse("academy:alumni")).content.decode()
    client.post(reverse("academy:alumni-leave", args=[entry.pk]))
    assert not AlumniEntry.objects.exists()


def test_who_sees_the_list(client, consent):
    cohort = make_cohort()
    listed, other = (enrol(cohort, state="completed") for _number in range(2))
    learning = enrol(cohort)
    entry = join(listed, consent, name="Only For Alumni")
    url = reverse("academy:alumni")
    for user, sees in ((listed.user, True), (staff(), True), (other.user, False)):
        client.force_login(user)
        response = client.get(url)
        assert response.status_code == 200
        assert ("Only For Alumni" in response.content.decode()) == sees
    client.force_login(learning.user)
    assert client.get(url).status_code == 404
    # Nobody takes another off, or joins in another's name.
    for name, key in (("alumni-leave", entry.pk), ("alumni-join", listed.pk)):
        assert client.post(reverse(f"academy:{name}", args=[key])).status_code == 404
    assert AlumniEntry.objects.exists()


def test_only_who_completed_joins(consent):
    with pytest.raises(Refused, match="completed"):
        join(enrol(make_cohort()), consent)


def test_an_entry_is_handed_out_erased_and_goes_with_the_account(consent):
    cohort = make_cohort()
    first, second = (enrol(cohort, state="completed") for _number in range(2))
    join(first, consent)
    join(second, consent)
    (source,) = (one for one in all_sources() if one.code == "academy_reports.alumnientry")
    (row,) = source.find(subject_of(first.email))
    assert "Zoë N." in source.describe(row).values()
    assert source.reason_to_keep(row) == ""
    source.erase(row)
    second.user.delete()
    assert not AlumniEntry.objects.exists()
