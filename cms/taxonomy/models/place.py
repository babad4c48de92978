from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.labels import parted, texts
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

    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_(
            "Former and other usual names in any language, parted by semicolons. Readers and "
            "imports find the place by them; they are shown nowhere."
        ),
    )
    latitude = models.SmallIntegerField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In whole degrees, negative in the south: where its mark stands on the map."),
    )
    longitude = models.SmallIntegerField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In whole degrees, negative in the west."),
    )

    class Meta(Term.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="place_latitude_with_longitude",
                violation_error_message=_("Latitude and longitude belong together."),
            )
        ]

    def clean(self):
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Latitude and longitude belong together.")})

    @property
    def names(self) -> list[str]:
        """Every name it is found by: its labels, and those it had or has besides."""
        return [*texts(self.labels), *parted(self.other_names)]

    def folded_source(self):
        return [self.code, *self.names]

    @property
    def region(self) -> "Place":
        """The region it lies in, or itself where it is one."""
        return self if self.kind == self.Kind.REGION or not self.parent_id else self.parent.region
