from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enrolment import Enrolment


class HistoryEntry(models.Model):
    """What happened to an enrolment, by whom; the database lets it only be added to."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="history")
    # A verb of the services, such as "confirmed"; the state after it, where that changed.
    action = models.CharField(_("what"), max_length=40)
    state = models.CharField(_("state"), max_length=13, choices=Enrolment.State.choices, blank=True)
    # Nobody where the clock did it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry of the history")
        verbose_name_plural = _("entries of the history")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.action} {self.enrolment_id}"
