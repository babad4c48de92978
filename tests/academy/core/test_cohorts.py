"""What the staff does with a cohort in the admin: it is shown, opened, taught by somebody."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from academy.core.models import Cohort
from academy.core.services import cohorts as services
from cms.core.errors import Refused
from tests.factories import UserFactory
from tests.factories.academy import CohortFactory, CourseFactory
from tests.factories.pages import make_course
from tests.home.editing import colleague, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(site):
    course = CourseFactory(page_key=make_course().translation_key)
    return CohortFactory(course=course, published_at=None, opened_at=None)


def test_it_is_shown_then_opened_and_its_rules_are_frozen(cohort):
    by = UserFactory()
    with pytest.raises(Refused):
        services.open_cohort(cohort=cohort, by=by)
    assert services.publish(cohort=cohort, by=by).published_at
    opened = services.open_cohort(cohort=cohort, by=by)
    assert opened.opened_at
    for again in (services.publish, services.open_cohort):
        with pytest.raises(Refused):
            again(cohort=cohort, by=by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(tests_needed=opened.tests_needed + 1)


def test_one_whose_course_has_no_page_is_not_shown():
    row = CohortFactory(published_at=None, opened_at=None)
    with pytest.raises(Refused):
        services.publish(cohort=row, by=UserFactory())


def test_a_trainer_needs_an_account_and_is_added_once(cohort):
    by, user = UserFactory(), UserFactory()
    with pytest.raises(Refused) as refusal:
        services.add_trainer(cohort=cohort, email="nobody@example.org", by=by)
    assert refusal.value.field == "email"
    trainer = services.add_trainer(cohort=cohort, email=user.email.upper(), by=by)
    with pytest.raises(Refused):
        services.add_trainer(cohort=cohort, email=user.email, by=by)
    services.remove_trainer(trainer=trainer, by=by)
    assert not cohort.trainers.exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("academy", True),
        ("secretariat", True),
        ("superuser", True),
        ("editors", False),
        ("translators", False),
        ("coordinators", False),
        ("nobody", False),
    ],
)
def test_who_opens_the_desk(cohort, roles, role, may):
    client = signed_in(colleague(role))
    desk = reverse("cohort_desk", args=[cohort.pk])
    act = reverse("cohort_act", args=[cohort.pk, "publish"])
    assert (client.get(desk).status_code == 200) is may
    client.post(act)
    cohort.refresh_from_db()
    assert (cohort.published_at is not None) is may
    assert client.get(act).status_code in ({405} if may else {302, 403, 404, 405})


def test_the_desk_takes_a_trainer_and_keeps_a_wrong_address(cohort, roles):
    client = signed_in(colleague("academy"))
    desk = reverse("cohort_desk", args=[cohort.pk])
    assert "nobody@example.org" in client.post(desk, {"email": "nobody@example.org"}).text
    user = UserFactory()
    assert client.post(desk, {"email": user.email}).status_code == 302
    trainer = cohort.trainers.get()
    assert trainer.user == user
    client.post(reverse("cohort_remove_trainer", args=[cohort.pk, trainer.pk]))
    assert not cohort.trainers.exists()


def test_lists_and_forms_of_the_admin(cohort, roles):
    client = signed_in(colleague("academy"))
    assert cohort.title in client.get(reverse("wagtailsnippets_academy_cohort:list")).text
    edit = reverse("wagtailsnippets_academy_cohort:edit", args=[cohort.pk])
    assert 'name="languages"' in client.get(edit).text
    services.publish(cohort=cohort, by=UserFactory())
    services.open_cohort(cohort=cohort, by=UserFactory())
    shown = client.get(edit).text
    for name in ("seats", "tests_needed"):
        field = shown.partition(f'name="{name}"')
        assert "disabled" in field[2].partition(">")[0] + field[0].rpartition("<")[2], name
    add = client.get(reverse("wagtailsnippets_academy_course:add")).text
    # A page stands for one course.
    assert str(cohort.course.page_key) not in add


def test_nominations_are_typed_by_the_clock_of_the_cohort(cohort):
    by = colleague("superuser", time_zone="Asia/Tokyo")
    start = datetime.datetime(2027, 5, 1, 13, tzinfo=datetime.UTC)
    Cohort.objects.update(
        time_zone="America/Santiago",
        nominations_from=start,
        nominations_until=start + datetime.timedelta(days=30),
    )
    url = reverse("wagtailsnippets_academy_cohort:edit", args=[cohort.pk])
    form = signed_in(by).get(url).context["form"]
    shown = form["nominations_from"]
    assert 'value="2027-05-01 09:00"' in str(shown)
    assert "time zone" in shown.help_text
    # A second form of the same kind, sent with the same clock and another zone.
    data = {"nominations_from": "2027-05-01 09:00", "nominations_until": "2027-10-31 02:30"}
    again = type(form)(data | {"time_zone": "Europe/Brussels"}, instance=form.instance, for_user=by)
    again.errors  # noqa: B018
    assert again.cleaned_data["nominations_from"] == datetime.datetime(
        2027, 5, 1, 7, tzinfo=datetime.UTC
    )
    assert again.has_error("nominations_until", "twice")
