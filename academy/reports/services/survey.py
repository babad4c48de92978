"""Takes the answers to the survey, cut from who gave them."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.core.models import Enrolment
from academy.reports.models import SurveyAnswer, SurveyQuestion, SurveyReply
from academy.reports.surveys import is_open
from cms.core.errors import Refused


@transaction.atomic
def answer(*, enrolment: Enrolment, answers: dict[int, int | str]) -> None:
    """Take answers by question; a question may stay without.

    That somebody answered is one row, each answer another, and nothing joins them: no entry of the
    history is written. Raise Refused where the survey is not open, or was answered.
    """
    if not is_open(enrolment.cohort):
        raise Refused(_("The survey is not open."))
    try:
        with transaction.atomic():
            SurveyReply.objects.create(enrolment=enrolment)
    except IntegrityError:
        raise Refused(_("You have answered already.")) from None
    questions = SurveyQuestion.objects.filter(asked=True).in_bulk(answers)
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(
            cohort_id=enrolment.cohort_id,
            question=question,
            **{"text" if question.kind == question.Kind.TEXT else "value": answers[key]},
        )
        for key, question in questions.items()
        if answers[key]
    )
