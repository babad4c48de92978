"""What is held about people who take part: handed out, erased, and forgotten in time.

The paper itself stays verifiable by the code that stands on it: what it says is sealed, and the
site forgets the code.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.certificates.models import Certificate, CertificateDetails, CompletionDecision
from academy.certificates.verification import said_by
from cms.core.personal_data import sources


class OfEnrolmentSource(sources.ModelSource):
    """Rows about an enrolment: its person's, and forgotten with what the enrolment says of them."""

    user_field = "enrolment__user"
    email_field = "enrolment__email"
    # Before the enrolment, which is how they are found.
    order = 40

    def due(self, today):
        """Return the rows whose enrolment says no more who it was, or must not."""
        return self.model._base_manager.filter(
            Q(enrolment__keep_until__lt=today) | Q(enrolment__anonymised_at__isnull=False)
        )

    def anonymise_due(self, today):
        rows = list(self.due(today))
        for row in rows:
            self.erase(row)
        return len(rows)


class DetailsSource(OfEnrolmentSource):
    """The names that people want on their certificates."""

    model = CertificateDetails
    fields = ((_("course"), lambda row: row.enrolment.cohort), "name", "language", "updated_at")

    def reason_to_keep(self, row):
        return ""


class CertificateSource(OfEnrolmentSource):
    """Certificates whose code is still kept."""

    model = Certificate
    fields = (
        (_("course"), lambda row: row.enrolment.cohort),
        (_("name on the certificate"), lambda row: said_by(row).name),
        (_("organisation"), lambda row: said_by(row).organisation),
        (_("code"), lambda row: row.shown_code),
        "language",
        "state",
        "issued_at",
        "ended_at",
        "reason",
    )

    def find(self, subject):
        return super().find(subject).exclude(code=None)

    def reason_to_keep(self, row):
        return ""

    def due(self, today):
        return super().due(today).exclude(code=None, reason="")

    def erase(self, row):
        """Forget the code: who has the paper can still have it verified."""
        row.forget()


class DecisionSource(OfEnrolmentSource):
    """Exceptions to the rules of completion; that one was made stays, why goes.

    They are told once the cohort is closed; why is the staff's.
    """

    model = CompletionDecision
    fields = (
        (_("course"), lambda row: row.enrolment.cohort),
        "completed",
        "decided_at",
    )

    def describe(self, row):
        return super().describe(row) if row.enrolment.cohort.closed_at else {}

    def find(self, subject):
        return super().find(subject).exclude(reason="")

    def reason_to_keep(self, row):
        return ""

    def due(self, today):
        return super().due(today).exclude(reason="")

    def erase(self, row):
        """Empty the reason."""
        CompletionDecision.objects.filter(pk=row.pk).update(reason="")


for source in (DetailsSource, CertificateSource, DecisionSource):
    sources.register(source())
