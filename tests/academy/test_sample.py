"""The sample's academy: a cohort that enrols, one that runs, one that ended."""

import pytest

from academy.certificates.models import Certificate
from academy.core.models import AcademyPage, Cohort, Course, CoursePage, Enrolment
from academy.core.sample import load
from academy.core.standing import standing_of
from cms.accounts.models import User
from home.sample.files import Files
from tests.sample import sample_world

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    with sample_world(django_db_blocker) as loaded:
        yield loaded


def test_three_cohorts_of_two_courses(sample):
    assert Course.objects.count() == 2
    phases = {row.code: row.phase() for row in Cohort.objects.all()}
    assert phases == {
        "organising-next": Cohort.Phase.NOMINATING,
        "speaking-up-now": Cohort.Phase.RUNNING,
        "organising-last": Cohort.Phase.ENDED,
    }
    waiting = Enrolment.objects.filter(cohort__code="organising-next").queue()
    assert [row.queue_number for row in waiting] == [1, 2, 3]
    completed = Enrolment.objects.filter(state=State.COMPLETED).count()
    assert Certificate.objects.count() == completed == 7
    for row in Cohort.objects.all():
        assert row.enrolments.seated().count() <= row.seats


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_pages_are_whole_in_every_language(sample, language):
    assert AcademyPage.objects.live_in(language).exclude(summary="").count() == 1
    pages = CoursePage.objects.live_in(language)
    assert len(pages) == 2
    assert all(page.aims and page.audience and page.course for page in pages)


def test_who_signs_in(sample):
    standings = {
        name: standing_of(User.objects.get(email=f"{name}@example.org"))
        for name in ("academy", "trainer", "representative", "participant")
    }
    assert standings["academy"].staff
    assert len(standings["trainer"].teaches) == 3
    assert standings["representative"].nominates_for
    assert len(standings["participant"].learns) == 2


def test_a_second_run_adds_nothing(sample):
    assert load(files=Files(), today=None) == 0
