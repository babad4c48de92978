from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick

from .ballot import Ballot


class Option(models.Model):
    """What can be chosen: yes, no, abstain, or a candidate. `code` is what a vote holds."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="options")
    code = models.CharField(_("code"), max_length=20)
    labels = LabelsField(_("label"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["ballot", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "code"], name="one_option_a_code"),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """What it is called, in the active language."""
        return pick(self.labels) or self.code
