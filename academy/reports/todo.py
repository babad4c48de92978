"""What is to be done about the survey and the list of alumni."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core.models import Enrolment
from academy.core.standing import Standing
from academy.core.todo import Todo, register
from academy.reports import surveys
from academy.reports.models import SurveyQuestion
from cms.directory.querysets import site_day


@register
def surveys_to_answer(standing: Standing) -> Iterable[Todo]:
    """Ask participants about cohorts that end, until the survey is over."""
    if not standing.learns:
        return
    today = site_day(standing.moment)
    rows = Enrolment.objects.learning().filter(
        Exists(SurveyQuestion.objects.filter(asked=True)),
        user=standing.user,
        survey_reply=None,
        cohort__ends_on__lte=today,
        cohort__ends_on__gte=today - datetime.timedelta(days=surveys.DAYS_OPEN),
    )
    for row in rows.select_related("cohort__course"):
        end = datetime.datetime.combine(surveys.last_day(row.cohort), datetime.time(23, 59))
        yield Todo(
            str(row.cohort),
            _("Say what you think of the course; nobody will know what you answered."),
            reverse("academy:survey", args=[row.pk]),
            timezone.make_aware(end),
        )
