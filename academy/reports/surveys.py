"""The survey at the end of a cohort: when it is open, and what came of it.

While it is open nobody sees results, for who watches them would see each answer come in; after
that no question shows anything before five have answered it.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from academy.core.models import Cohort
from academy.reports.models import SurveyAnswer, SurveyQuestion
from cms.core.charts import Chart, Series
from cms.directory.querysets import site_day

DAYS_OPEN = 30
FEWEST = 5
VALUES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Result:
    """What came of one question: how many answered, and, if enough did, a chart or texts."""

    question: SurveyQuestion
    answered: int
    chart: Chart | None = None
    texts: tuple[str, ...] = ()


def last_day(cohort: Cohort) -> datetime.date:
    """Return the last day on which a cohort's survey can be answered."""
    return cohort.ends_on + datetime.timedelta(days=DAYS_OPEN)


def is_open(cohort: Cohort, on: datetime.date | None = None) -> bool:
    """Return whether the survey can be answered on the day `on`, by default today: from the
    cohort's last day on, for thirty days."""
    return cohort.ends_on <= (on or site_day()) <= last_day(cohort)


def results_of(cohort: Cohort) -> list[Result]:
    """Return what came of every question that was answered, or is asked; nothing while the survey
    can be answered. Three queries."""
    if site_day() <= last_day(cohort):
        return []
    of_cohort = SurveyAnswer.objects.filter(cohort=cohort)
    values: dict[int, dict[int, int]] = {}
    for row in of_cohort.exclude(value=None).values("question", "value").annotate(n=Count("pk")):
        values.setdefault(row["question"], {})[row["value"]] = row["n"]
    texts: dict[int, list[str]] = {}
    for key, text in of_cohort.exclude(text="").order_by("id").values_list("question", "text"):
        texts.setdefault(key, []).append(text)
    return [
        _result(question, values.get(question.pk, {}), texts.get(question.pk, []))
        for question in SurveyQuestion.objects.all()
        if question.asked or question.pk in values or question.pk in texts
    ]


def _result(question: SurveyQuestion, values: dict[int, int], texts: list[str]) -> Result:
    answered = sum(values.values()) + len(texts)
    if answered < FEWEST:
        return Result(question, answered)
    if question.kind == question.Kind.TEXT:
        return Result(question, answered, texts=tuple(texts))
    counts = tuple(values.get(value, 0) for value in VALUES)
    series = Series(_("Answers"), counts)
    labels = tuple(map(str, VALUES))
    return Result(
        question, answered, Chart(question.text, _("From 1 to 5"), labels, (series,), totals=True)
    )
