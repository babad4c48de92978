import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ENDS_TOO_EARLY = _("It cannot end before it starts.")


def ends_after_start(
    starts: str, ends: str, *, name: str, lasting: bool = False, strictly: bool = False
) -> models.CheckConstraint:
    """Return the constraint that the column `ends` is no earlier than the column `starts`.

    With `lasting` the end may be open; with `strictly` it may not end as it starts either.
    """
    condition = Q(**{f"{ends}__{'gt' if strictly else 'gte'}": F(starts)})
    if lasting:
        condition = Q(**{f"{ends}__isnull": True}) | condition
    return models.CheckConstraint(
        condition=condition, name=name, violation_error_message=ENDS_TOO_EARLY
    )


def refuse_early_end(row: models.Model, starts: str, ends: str) -> None:
    """Raise ValidationError beside the field `ends` where the row ends before it starts."""
    start, end = getattr(row, starts), getattr(row, ends)
    if start and end and end < start:
        raise ValidationError({ends: ENDS_TOO_EARLY})


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day until a day, both included; no last day means still."""

    def in_force(self, on: datetime.date | None = None):
        """Return the rows that hold on the day `on`, by default today."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class DatedModel(models.Model):
    """Something that holds from `starts_on` until `ends_on`; it is ended, never erased."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day; empty while it lasts.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            ends_after_start(
                "starts_on", "ends_on", name="%(class)s_ends_after_start", lasting=True
            )
        ]

    def clean(self):
        super().clean()
        refuse_early_end(self, "starts_on", "ends_on")

    def is_in_force(self, on: datetime.date | None = None) -> bool:
        """Return whether it holds on the day `on`, by default today."""
        on = on or timezone.localdate()
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)
