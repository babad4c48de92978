import datetime
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.labels import LabelsField, pick
from cms.core.models import ends_after_start
from cms.directory.models import Body
from extranet.meetings.querysets import MeetingQuerySet


class Meeting(models.Model):
    """A body comes together; what is known of it before it is convened stays with its officers."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary meeting")
        EXTRAORDINARY = "extraordinary", _("extraordinary meeting")
        ELECTING = "electing", _("electing session")

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        CONVENED = "convened", _("convened")
        HELD = "held", pgettext_lazy("meeting", "held")
        CANCELLED = "cancelled", _("cancelled")

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.ORDINARY)
    titles = LabelsField(_("title"))
    notes = LabelsField(_("what to know"), blank=True, long=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone of the place"), max_length=64, default="UTC")
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    online_url = models.URLField(
        _("link to join online"), blank=True, help_text=_("Shown to members of the body alone.")
    )
    reply_by = models.DateField(_("replies until"), null=True, blank=True)
    open_to_guests = models.BooleanField(
        _("open to guests"),
        default=False,
        help_text=_("Guests and observers of the body see it, and what in it is open to them."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    convened_at = models.DateTimeField(_("convened at"), null=True, blank=True, editable=False)
    short_notice_reason = models.TextField(_("reason for short notice"), blank=True)
    cancellation_reason = models.TextField(_("why it is cancelled"), blank=True, editable=False)
    # What calendars know it by, and how often it has changed for them.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at"]
        constraints = [
            ends_after_start(
                "starts_at", "ends_at", name="meeting_ends_after_it_begins", strictly=True
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(convened_at__isnull=False) | Q(state="cancelled"),
                name="meeting_held_was_convened",
            ),
        ]
        indexes = [models.Index(fields=["body", "-starts_at"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page in the active language."""
        return reverse("extranet:meeting", args=[self.pk])

    @property
    def title(self) -> str:
        """The title in the active language."""
        return pick(self.titles)

    @property
    def note(self) -> str:
        """What to know beforehand, in the active language."""
        return pick(self.notes)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the place; days are counted in it."""
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime.datetime:
        """When it begins, by the clock of the place."""
        return timezone.localtime(self.starts_at, self.zone)

    @property
    def local_end(self) -> datetime.datetime:
        """When it ends, by the clock of the place."""
        return timezone.localtime(self.ends_at, self.zone)

    @property
    def is_prepared(self) -> bool:
        """Whether its agenda and papers are still being put together."""
        return self.state in (self.State.DRAFT, self.State.CONVENED)
