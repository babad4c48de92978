import zoneinfo

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.time_zones import validate_time_zone


class ItemMoment(models.Model):
    """The day or moment that an option of a poll means, in the time zone it was meant in."""

    item = models.OneToOneField(
        "poll.Item", primary_key=True, on_delete=models.CASCADE, related_name="when"
    )
    day = models.DateField(_("day"), null=True, blank=True)
    moment = models.DateTimeField(_("moment"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])

    class Meta:
        verbose_name = _("date of an option")
        verbose_name_plural = _("dates of options")
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=False, moment__isnull=True)
                | Q(day__isnull=True, moment__isnull=False),
                name="option_is_a_day_or_a_moment",
            ),
        ]

    def __str__(self):
        return str(self.day or self.moment)

    @property
    def differs(self) -> bool:
        """Whether the reader's clock shows another time than was meant."""
        if self.moment is None:
            return False
        meant = self.moment.astimezone(zoneinfo.ZoneInfo(self.time_zone))
        return timezone.localtime(self.moment).utcoffset() != meant.utcoffset()
