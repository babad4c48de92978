"""The figures of a cohort, and what of them is shown to whom."""

import csv
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from academy.core.models import Trainer
from academy.reports import figures
from academy.reports.figures import FEWEST, Group, merge_few
from tests.academy.certificates.world import enrol, make_cohort, staff
from tests.factories.directory import OrganisationFactory, PlaceFactory, UserFactory, labels
from tests.query_counts import warm_queries_of

pytestmark = pytest.mark.django_db


def test_who_was_enrolled_and_who_completed():
    region = PlaceFactory(kind="region", labels=labels("The North"))
    country = PlaceFactory(parent=region)
    cohort = make_cohort()
    union = OrganisationFactory(names=labels("Union"), place=country)
    for state in ("completed", "completed", "not_completed", "no_show"):
        enrol(cohort, state=state, organisation=union)
    enrol(cohort, state="nominated", organisation=union, seat_number=None, gender="")
    alone = enrol(cohort, state="active", gender="man")
    type(alone).objects.filter(pk=alone.pk).update(organisation=None, country=country)
    found = figures.figures_of(cohort)
    by_organisation = {one.label: one for one in found.groups["organisation"]}
    nobody = "Without an organisation"
    assert by_organisation["Union"] == Group("Union", 5, 3, 2)
    assert by_organisation[nobody] == Group(nobody, 1, 1, 0)
    assert found.groups["region"] == [Group("The North", 6, 4, 2)]
    assert {one.label: one.participants for one in found.groups["gender"]} == {
        "Woman": 3,
        "Man": 1,
        "Not said": 0,
    }
    assert found.total.participants == 4
    assert found.rate == 50


def test_organisations_that_are_called_the_same_are_told_apart():
    cohort = make_cohort()
    for _number in range(2):
        enrol(cohort, organisation=OrganisationFactory(names=labels("PS")))
    groups = figures.figures_of(cohort).groups["organisation"]
    assert [one.label for one in groups] == ["PS", "PS"]


@given(st.lists(st.integers(0, 12), max_size=12))
def test_no_small_group_is_told_or_can_be_reckoned(numbers):
    groups = [Group(str(place), participants=number) for place, number in enumerate(numbers)]
    merged = merge_few(groups)
    assert all(one.participants >= FEWEST for one in merged)
    if sum(numbers) >= FEWEST:
        # What is missing to the sum would be a small group.
        assert sum(one.participants for one in merged) == sum(numbers)
    own = [one for one in merged if one.label != "others"]
    small = [number for number in numbers if 0 < number < FEWEST]
    hidden = len([number for number in numbers if number]) - len(own)
    assert hidden != 1 or not small or not own or len(merged) == 1


@pytest.fixture
def cohort(site):
    return make_cohort()


def trainer_of(cohort):
    return Trainer.objects.create(cohort=cohort, user=UserFactory()).user


def test_staff_see_all_and_trainers_no_small_group(client, cohort):
    big, small = (OrganisationFactory(names=labels(name)) for name in ("Union", "Tiny"))
    for _number in range(5):
        enrol(cohort, state="active", organisation=big)
    enrol(cohort, state="active", organisation=small)
    url = reverse("academy:report", args=[cohort.code])
    table = reverse("academy:report-table", args=[cohort.code, "csv"])
    client.force_login(staff())
    assert "Tiny" in client.get(url).content.decode()
    rows = list(csv.reader(io.StringIO(client.get(table).content.decode("utf-8-sig"))))
    assert ["Organisation", "Tiny", "1", "1", "0"] in rows
    assert rows[-1] == ["All", "", "6", "6", "0"]
    xlsx = client.get(reverse("academy:report-table", args=[cohort.code, "xlsx"]))
    assert xlsx.content.startswith(b"PK")
    assert client.get(table.replace("csv", "exe")).status_code == 404
    client.force_login(trainer_of(cohort))
    page = client.get(url).content.decode()
    assert "Tiny" not in page
    assert "Candidates" not in page
    assert client.get(table).status_code == 404


def test_reports_are_for_the_staff_and_who_teaches(client, cohort):
    other = make_cohort("other")
    participant = enrol(cohort).user
    urls = [
        reverse("academy:report", args=[cohort.code]),
        reverse("academy:report-feedback", args=[cohort.code]),
    ]
    for user, code in (
        (staff(), 200),
        (trainer_of(cohort), 200),
        (trainer_of(other), 404),
        (participant, 404),
        (UserFactory(), 404),
    ):
        client.force_login(user)
        assert [client.get(url).status_code for url in urls] == [code, code]
    client.force_login(trainer_of(other))
    listed = client.get(reverse("academy:reports")).content.decode()
    assert "Cohort other" in listed
    assert "Cohort spring" not in listed
    client.force_login(participant)
    assert client.get(reverse("academy:reports")).status_code == 404


def test_a_report_costs_the_same_for_few_and_many(client, cohort):
    client.force_login(staff())
    enrol(cohort)
    urls = [reverse("academy:report", args=[cohort.code]), reverse("academy:reports")]
    few = {url: len(warm_queries_of(client, url)) for url in urls}
    for number in range(12):
        enrol(cohort)
        make_cohort(f"more-{number}")
    assert {url: len(warm_queries_of(client, url)) for url in urls} == few
    assert max(few.values()) <= 20
