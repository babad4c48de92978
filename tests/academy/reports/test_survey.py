"""The survey: once, while it is open, cut from people; results late and never of few."""

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import HistoryEntry
from academy.reports import surveys
from academy.reports.models import SurveyAnswer, SurveyQuestion, SurveyReply
from academy.reports.personal_data import ReplySource
from academy.reports.services import survey
from cms.core.errors import Refused
from tests.academy.certificates.world import DAY, enrol, make_cohort, staff
from tests.factories.directory import UserFactory, labels

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions(db):
    scale = SurveyQuestion.objects.create(texts=labels("Useful?"), position=1)
    text = SurveyQuestion.objects.create(texts=labels("What else?"), kind="text", position=2)
    return scale, text


def over(cohort):
    """Let the survey of a cohort be over."""
    type(cohort).objects.filter(pk=cohort.pk).update(ends_on=cohort.ends_on - 40 * DAY)
    cohort.refresh_from_db()


def test_somebody_answers_once_and_nothing_joins_them_to_it(questions):
    scale, text = questions
    row = enrol(make_cohort())
    survey.answer(enrolment=row, answers={scale.pk: 4, text.pk: "More time"})
    with pytest.raises(Refused, match="already"):
        survey.answer(enrolment=row, answers={scale.pk: 1})
    assert {(one.value, one.text) for one in SurveyAnswer.objects.all()} == {
        (4, ""),
        (None, "More time"),
    }
    columns = {field.attname for field in SurveyAnswer._meta.concrete_fields}
    assert columns == {"id", "cohort_id", "question_id", "value", "text"}
    assert [field.attname for field in SurveyReply._meta.concrete_fields] == ["enrolment_id"]
    assert not HistoryEntry.objects.filter(enrolment=row).exists()


@pytest.mark.parametrize(("days", "is_open"), [(1, False), (0, True), (-30, True), (-31, False)])
def test_it_is_open_from_the_last_day_for_thirty_days(questions, days, is_open):
    cohort = make_cohort(days=days)
    assert surveys.is_open(cohort) == is_open
    if not is_open:
        with pytest.raises(Refused, match="not open"):
            survey.answer(enrolment=enrol(cohort), answers={questions[0].pk: 1})


def test_results_are_shown_when_it_is_over_and_of_five_answers(questions):
    scale, text = questions
    cohort = make_cohort()
    for value in (5, 5, 4, 1, 2):
        survey.answer(enrolment=enrol(cohort), answers={scale.pk: value, text.pk: ""})
    survey.answer(enrolment=enrol(cohort), answers={text.pk: "Only I said this"})
    assert surveys.results_of(cohort) == []
    over(cohort)
    of_scale, of_text = surveys.results_of(cohort)
    assert of_scale.chart.series[0].values == (1, 1, 0, 1, 2)
    assert (of_text.answered, of_text.texts, of_text.chart) == (1, (), None)
    for number in range(4):
        SurveyAnswer.objects.create(cohort=cohort, question=text, text=f"Text {number}")
    assert len(surveys.results_of(cohort)[1].texts) == 5


def test_who_answered_is_forgotten_with_the_end_of_the_survey(questions):
    cohort = make_cohort()
    survey.answer(enrolment=enrol(cohort), answers={questions[0].pk: 3})
    source, today = ReplySource(), timezone.localdate()
    assert source.anonymise_due(today) == 0
    over(cohort)
    assert source.anonymise_due(today) == 1
    assert not SurveyReply.objects.exists()
    assert SurveyAnswer.objects.count() == 1


def test_the_form_keeps_what_was_typed_and_takes_it_once(client, site, questions):
    scale, text = questions
    row = enrol(make_cohort())
    url = reverse("academy:survey", args=[row.pk])
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404
    client.force_login(row.user)
    assert "Answer at least one" in client.post(url, {}).content.decode()
    wrong = {f"question-{scale.pk}": "9", f"question-{text.pk}": "Kept text"}
    assert "Kept text" in client.post(url, wrong).content.decode()
    assert not SurveyAnswer.objects.exists()
    right = {f"question-{scale.pk}": "4", f"question-{text.pk}": "More time"}
    assert client.post(url, right).status_code == 302
    assert "You have answered" in client.get(url).content.decode()
    client.post(url, right)
    assert SurveyAnswer.objects.count() == 2


def test_the_overview_asks_until_one_has_answered(client, site, questions):
    row = enrol(make_cohort())
    client.force_login(row.user)
    url = reverse("academy:survey", args=[row.pk])
    overview = reverse("academy:overview")
    assert url in client.get(overview).content.decode()
    survey.answer(enrolment=row, answers={questions[0].pk: 3})
    assert url not in client.get(overview).content.decode()


def test_results_on_the_page(client, site, questions):
    cohort = make_cohort()
    for _number in range(5):
        survey.answer(
            enrolment=enrol(cohort), answers={questions[0].pk: 5, questions[1].pk: "<b>Fine</b>"}
        )
    client.force_login(staff())
    url = reverse("academy:report-feedback", args=[cohort.code])
    assert "No results yet" in client.get(url).content.decode()
    over(cohort)
    page = client.get(url).content.decode()
    assert page.count("&lt;b&gt;Fine&lt;/b&gt;") == 5
    assert "Useful?" in page
