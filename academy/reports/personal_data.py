"""What is held about people by the survey and the list of alumni."""

import datetime

from django.utils.translation import gettext_lazy as _

from academy.certificates.personal_data import OfEnrolmentSource
from academy.reports.models import AlumniEntry, SurveyReply
from academy.reports.surveys import DAYS_OPEN
from cms.core.personal_data import sources


class ReplySource(OfEnrolmentSource):
    """That somebody answered the survey; what they answered nobody can tell."""

    model = SurveyReply
    fields = ((_("course"), lambda row: row.enrolment.cohort),)
    kept = _("Kept until the survey is over, so that nobody answers twice; it says nothing else.")

    def due(self, today):
        ended = today - datetime.timedelta(days=DAYS_OPEN)
        return SurveyReply.objects.filter(enrolment__cohort__ends_on__lt=ended)


class AlumniSource(sources.ModelSource):
    """Entries in the list of alumni: there until their person leaves it."""

    model = AlumniEntry
    user_field = "user"
    email_field = "user__email"
    order = 40
    fields = (
        (_("course"), lambda row: row.enrolment.cohort),
        "name",
        "shows_organisation",
        "joined_at",
        (_("agreed to"), lambda row: row.consent_text and row.consent_text.text),
        "consented_at",
    )

    def reason_to_keep(self, row):
        return ""


sources.register(ReplySource())
sources.register(AlumniSource())
