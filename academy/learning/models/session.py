import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.models import Cohort
from academy.learning.querysets import SessionQuerySet
from cms.core.labels import LabelsField, pick
from cms.core.models import ends_after_start


class LiveSession(models.Model):
    """When a cohort meets, and the link by which its people join; known to nobody outside it."""

    cohort = models.ForeignKey(
        Cohort, verbose_name=_("cohort"), on_delete=models.CASCADE, related_name="sessions"
    )
    titles = LabelsField(_("title"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    link = models.URLField(_("link to join"), blank=True, max_length=500)
    place = models.CharField(_("room or address"), blank=True, max_length=200)
    required = models.BooleanField(_("counts towards completion"), default=True)
    # What calendars know it by, and how often it has changed for them.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("live session")
        verbose_name_plural = _("live sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            ends_after_start("starts_at", "ends_at", name="session_ends_after_start", strictly=True)
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page, in the active language."""
        return reverse("academy:session", args=[self.pk])

    @property
    def title(self) -> str:
        """What it is called in the active language."""
        return pick(self.titles)

    def is_over(self, moment=None) -> bool:
        """Return whether it is over at `moment`, by default now."""
        return self.ends_at <= (moment or timezone.now())
