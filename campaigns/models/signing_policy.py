from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Organisation


class SigningPolicy(models.Model):
    """How an organisation wants to sign; one without a policy signs through one person."""

    organisation = models.OneToOneField(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="signing_policy",
    )
    second_approval = models.BooleanField(
        _("a second person approves"),
        default=True,
        help_text=_("What one person signs counts once another one has approved it."),
    )

    class Meta:
        verbose_name = _("way of signing")
        verbose_name_plural = _("ways of signing")
        ordering = ["organisation"]

    def __str__(self):
        return str(self.organisation)
