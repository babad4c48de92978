from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .cohort import Cohort


class Trainer(models.Model):
    """Somebody who teaches a cohort, with an account; sees that cohort and no other."""

    cohort = models.ForeignKey(
        Cohort, verbose_name=_("cohort"), on_delete=models.CASCADE, related_name="trainers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")
        ordering = ["cohort", "user__last_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="one_trainer_a_cohort")
        ]

    def __str__(self):
        return self.user.name
