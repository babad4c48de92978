from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from extranet.membership.models.case import Case


class Inquiry(models.Model):
    """What the applicant is asked to add, and the answer."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="inquiries")
    text = models.TextField(_("what is missing"), max_length=3000)
    until = models.DateField(_("until"))
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("request to complete an application")
        verbose_name_plural = _("requests to complete applications")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at__isnull=True), name="one_open_inquiry"
            )
        ]

    def __str__(self):
        return self.text[:80]
