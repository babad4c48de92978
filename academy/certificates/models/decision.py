from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.core.models import Enrolment


class CompletionDecision(models.Model):
    """That somebody completes a cohort, or does not, other than its rules say, and why.

    It stands as it is once the cohort is closed: the database refuses a change. The reason is for
    the staff, and goes with the other personal data.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="completion_decision"
    )
    completed = models.BooleanField(_("completed"))
    reason = models.TextField(_("reason"), max_length=600, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided on"), auto_now=True)

    class Meta:
        verbose_name = _("exception to the rules of completion")
        verbose_name_plural = _("exceptions to the rules of completion")

    def __str__(self):
        return f"{self.enrolment_id}: {self.completed}"
