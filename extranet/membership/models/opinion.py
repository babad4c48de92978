from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Mandate
from extranet.membership.models.case import Case


class Opinion(models.Model):
    """What a delegate of the region thinks of an application, once it is given."""

    class View(models.TextChoices):
        FAVOURS = "favours", _("in favour")
        RESERVATIONS = "reservations", _("in favour, with reservations")
        AGAINST = "against", _("against")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="opinions")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    view = models.CharField(_("opinion"), max_length=12, choices=View.choices, blank=True)
    text = models.TextField(_("why"), max_length=5000, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("regional opinion")
        verbose_name_plural = _("regional opinions")
        ordering = ["case", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "mandate"], name="one_opinion_a_mandate"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, view="", text="")
                | Q(given_at__isnull=False) & ~Q(view="") & ~Q(text=""),
                name="opinion_given_whole",
            ),
        ]

    def __str__(self):
        return f"{self.mandate.person}: {self.get_view_display()}"
