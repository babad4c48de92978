"""What everybody sees of the academy: its courses and the cohorts that are shown."""

import datetime
import uuid

import pytest
from django.utils import timezone

from academy.core.models import AcademyPage
from tests.factories import OrganisationFactory, PersonFactory
from tests.factories.academy import CohortFactory, CourseFactory, EnrolmentFactory
from tests.factories.pages import make_course, section, translate
from tests.query_counts import cold_queries_of, repeated

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


@pytest.fixture
def page(site):
    """A course with all that belongs to it."""
    return make_course(
        title="Organising",
        audience="For members without a group.",
        requirements="Three hours a week.",
        aims=[block("aim", "<p>Lead a conversation.</p>")],
        voices=[block("voice", {"text": "We won.", "name": "Mary", "origin": "Kenya"})],
        trainers=[PersonFactory(given_name="Rosa", family_name="Lind")],
        partners=[OrganisationFactory()],
    )


def cohort(page, **fields):
    course = fields.pop("course", None) or CourseFactory(page_key=page.translation_key)
    now = timezone.now()
    dates = {"nominations_from": now - DAY, "nominations_until": now + 10 * DAY}
    return CohortFactory(course=course, **(dates | fields))


def said(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_course_says_all_that_it_knows(client, page):
    cohort(page, titles={"en": "Spring", "fr": "Printemps", "es": "Primavera"})
    text = said(client, page)
    for words in (
        "For members without a group.",
        "Three hours a week.",
        "Lead a conversation.",
        "We won.",
        "Rosa Lind",
        "40 hours",
        "Spring",
        "Takes nominations",
        ["Europe", "Paris"][-1],
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ("Candidatures ouvertes", "Comment participer")), ("es", ("Candidaturas abiertas",))],
)
def test_it_speaks_the_readers_language(client, page, language, words):
    cohort(page)
    text = said(client, translate(page, language))
    assert all(word in text for word in words)


def test_what_is_prepared_is_not_shown(client, page):
    cohort(page, titles={"en": "Hidden spring"}, published_at=None)
    assert "Hidden spring" not in said(client, page)


def test_no_name_of_a_candidate_is_shown(client, page):
    row = EnrolmentFactory(cohort=cohort(page), family_name="Zanzibar")
    assert row.family_name not in said(client, page)
    assert row.family_name not in said(client, section(AcademyPage))


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"open_applications": True}, True),
        ({"open_applications": False}, False),
        ({"open_applications": True, "nominations_until": timezone.now() - DAY / 2}, False),
    ],
)
def test_applying_is_offered_where_it_is_possible(client, page, fields, shown):
    row = cohort(page, **fields)
    # One that can be applied to does not lend its link to the next.
    other = cohort(page, course=row.course)
    text = said(client, page)
    assert (f"/courses/apply/{row.code}/" in text) is shown
    assert f"/courses/apply/{other.code}/" not in text


def test_an_ended_cohort_is_told_below(client, page):
    cohort(page, ended=True, nominations_until=timezone.now() - DAY / 2)
    text = said(client, page)
    assert "Past cohorts" in text
    assert 'class="cohort-card"' not in text


def test_the_academy_lists_its_courses_and_what_comes(client, page):
    row = cohort(page, titles={"en": "Spring"})
    cohort(page, course=row.course, titles={"en": "Gone"}, nominations_until=timezone.now())
    text = said(client, section(AcademyPage))
    assert "Organising" in text
    assert "Spring" in text
    assert "Gone" not in text


def test_the_front_page_shows_cohorts_in_its_language_alone(client, page):
    cohort(page, titles={"en": "Spring"})
    assert "Spring" in client.get("/en/").content.decode()
    assert "cohort-card" not in client.get("/fr/").content.decode()


def test_queries_do_not_grow_with_cohorts(client, page):
    row = cohort(page)
    urls = (page.get_url(), section(AcademyPage).get_url())
    few = [len(cold_queries_of(client, url)) for url in urls]
    for _number in range(8):
        cohort(page, course=row.course)
    found = [cold_queries_of(client, url) for url in urls]
    assert [len(sql) for sql in found] == few
    assert max(few) <= 20
    assert all(not repeated(sql) for sql in found)
