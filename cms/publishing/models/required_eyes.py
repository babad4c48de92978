from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 3


class RequiredEyes(models.Model):
    """How many people must stand behind a kind of page before it is published.

    Only what differs from the kind's own default has a row.
    """

    # A code of cms.publishing.kinds.
    kind = models.CharField(max_length=120, unique=True)
    people = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )

    class Meta:
        verbose_name = _("people who must approve")
        verbose_name_plural = _("people who must approve")
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(people__gte=1, people__lte=MOST), name="one_to_three_people"
            )
        ]

    def __str__(self):
        return f"{self.kind}: {self.people}"
