"""What is held about candidates and participants: handed out, erased, and forgotten in time."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.models import Enrolment
from academy.enrolment.retention import forget, forget_due
from academy.enrolment.services import places
from academy.enrolment.telling import state_as_told, told_entries
from cms.core.mail_addresses import canonical
from cms.core.personal_data import sources


class EnrolmentSource(sources.ModelSource):
    """The way through cohorts, known by the account or by any spelling of the address.

    What the staff decided is handed out once it is told. Why somebody was not selected is theirs;
    it goes with the rest.
    """

    model = Enrolment
    # What rooms above hang on it is erased before.
    order = 60
    fields = (
        (_("cohort"), lambda row: str(row.cohort)),
        "organisation",
        "given_name",
        "family_name",
        "email",
        "gender",
        "birth_year",
        "country",
        "language",
        "reason",
        "motivation",
        (_("state"), lambda row: state_as_told(row).label),
        "shows_organisation",
        "created_at",
        (_("history"), lambda row: [f"{e.at:%Y-%m-%d} {e.action}" for e in told(row)]),
        (
            pgettext_lazy("nomination", "agreed to"),
            lambda row: row.consent_text and row.consent_text.text,
        ),
        "consented_at",
        "keep_until",
    )

    def find(self, subject):
        mine = Q(pk__in=())
        if subject.user:
            mine |= Q(user=subject.user.pk)
        if subject.email:
            mine |= Q(email_canonical=canonical(subject.email))
        rows = Enrolment.objects.filter(mine, anonymised_at=None).order_by("pk")
        return rows.select_related(
            "cohort__course", "organisation", "country", "consent_text"
        ).prefetch_related("history")

    def reason_to_keep(self, row):
        return ""

    def erase(self, row):
        """Take out who it was; a place still held is given on. State and history stay."""
        places.leave_for_good(enrolment=row)
        forget(Enrolment.objects.get(pk=row.pk))

    def anonymise_due(self, today):
        return forget_due(today)


def told(row: Enrolment) -> list:
    """Return the entries of the history that have been told."""
    return told_entries(row, row.history.all())


sources.register(EnrolmentSource())
