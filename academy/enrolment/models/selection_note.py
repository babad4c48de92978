from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.core.models import Enrolment


class SelectionNote(models.Model):
    """What somebody wrote about a decision: why not selected, declined, withdrawn, removed.

    For the academy's staff alone. It goes when the enrolment is made anonymous; the history, which
    never changes, therefore holds no such text.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="notes")
    # The action of the history that it belongs to, such as "withdrawn".
    action = models.CharField(_("what"), max_length=40)
    text = models.TextField(_("reason"), max_length=1500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("note on a selection")
        verbose_name_plural = _("notes on selections")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.action} {self.enrolment_id}"
