from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices

from .decision import Decision


class DecisionNote(models.Model):
    """Puts right what the register says of a decision; the entry itself stays as it was."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("note on a decision")
        verbose_name_plural = _("notes on decisions")
        ordering = ["decision", "written_at", "pk"]

    def __str__(self):
        return f"{self.decision_id}: {self.text}"
