from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import Term


class Place(Term):
    """A region of the alliance, a country, or a territory, be it in ISO 3166 or not."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        COUNTRY = "country", _("country")
        TERRITORY = "territory", _("territory")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COUNTRY)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    class Meta(Term.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")

    @property
    def region(self) -> "Place":
        """The region it lies in, or itself where it is one."""
        return self if self.kind == self.Kind.REGION or not self.parent_id else self.parent.region
