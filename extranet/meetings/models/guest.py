from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Person

from .meeting import Meeting


class MeetingGuest(models.Model):
    """Somebody without a mandate on the body who is invited to one meeting by name."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    until = models.DateTimeField(
        _("access until"), help_text=_("When the guest ceases to see the meeting.")
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("guest of a meeting")
        verbose_name_plural = _("guests of meetings")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="guest_invited_once")
        ]

    def __str__(self):
        return f"{self.person}: {self.meeting_id}"
