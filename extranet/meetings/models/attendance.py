from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Mandate, Person

from .meeting import Meeting


class Attendance(models.Model):
    """Who was there, as the minutes record it."""

    class Manner(models.TextChoices):
        ROOM = "room", _("in the room")
        ONLINE = "online", _("online")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    # The mandate used: the person's own, or empty for a guest.
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    stands_for = models.ForeignKey(
        Mandate,
        verbose_name=_("in place of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    manner = models.CharField(
        _("manner"), max_length=6, choices=Manner.choices, default=Manner.ROOM
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_recorded_once"),
            models.UniqueConstraint(
                fields=["meeting", "stands_for"], name="one_stands_in_for_a_mandate"
            ),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.manner}"
