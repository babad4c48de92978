from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.querysets import AppealQuerySet
from cms.core.labels import LabelsField, pick


class Appeal(models.Model):
    """What a campaign asks organisations and people to sign: one row for all its languages.

    The two counters are never added together. They are kept by the services that add and take
    away signatures, in the same transaction, and equal a recount at any moment.
    """

    # The translation key of the campaign's pages.
    campaign_key = models.UUIDField(_("campaign"), unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    titles = LabelsField(_("title"))
    organisations_from = models.DateTimeField(
        _("organisations sign from"), null=True, blank=True, help_text=_("Empty: they do not.")
    )
    people_from = models.DateTimeField(
        _("people sign from"), null=True, blank=True, help_text=_("Empty: they do not.")
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    # Numbers of people at which it is worth telling, the lowest first.
    milestones = models.JSONField(_("milestones"), default=list, blank=True)
    keep_months = models.PositiveSmallIntegerField(
        _("months that personal data is kept after the end"), default=12
    )
    organisations = models.PositiveIntegerField(
        _("organisations that have signed"), default=0, editable=False
    )
    people = models.PositiveIntegerField(_("people who have signed"), default=0, editable=False)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    handed_over_to = LabelsField(_("handed over to"), blank=True)

    objects = AppealQuerySet.as_manager()

    class Phase(models.TextChoices):
        """What one can do with an appeal at a moment."""

        BEFORE = "before", _("nobody signs yet")
        ORGANISATIONS = "organisations", _("organisations sign")
        PEOPLE = "people", _("people sign")
        OVER = "over", _("it has ended")

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people_from__isnull=True)
                | Q(organisations_from__isnull=True)
                | Q(people_from__gte=F("organisations_from")),
                name="organisations_sign_before_people",
            ),
        ]

    def __str__(self):
        return pick(self.titles) or self.code

    def save(self, *args, **kwargs):
        """Save all but the counters, which would go back to what they were when this was read.

        Who counts names them in `update_fields`.
        """
        if not self._state.adding and kwargs.get("update_fields") is None:
            fields = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            kwargs["update_fields"] = fields - {"organisations", "people"}
        super().save(*args, **kwargs)

    def _has_begun(self, since, moment) -> bool:
        moment = moment or timezone.now()
        return since is not None and since <= moment and not self.is_over(moment)

    def is_over(self, moment=None) -> bool:
        """Return whether nobody can sign any more at `moment`, by default now."""
        return self.ends_at is not None and self.ends_at <= (moment or timezone.now())

    def phase(self, moment=None) -> str:
        """Return what can be done at `moment`, by default now, as a `Phase`."""
        if self.is_over(moment):
            return self.Phase.OVER
        if self.takes_people(moment):
            return self.Phase.PEOPLE
        if self.takes_organisations(moment):
            return self.Phase.ORGANISATIONS
        return self.Phase.BEFORE

    @property
    def next_milestone(self) -> int | None:
        """The number of people that is told of next, None where none is left."""
        return min((one for one in self.milestones if one > self.people), default=None)

    @property
    def reached_milestone(self) -> int | None:
        """The largest number of people that has been told of, None where none was."""
        return max((one for one in self.milestones if one <= self.people), default=None)

    def takes_organisations(self, moment=None) -> bool:
        """Return whether organisations can sign at `moment`, by default now."""
        return self._has_begun(self.organisations_from, moment)

    def takes_people(self, moment=None) -> bool:
        """Return whether people can sign at `moment`, by default now."""
        return self._has_begun(self.people_from, moment)
