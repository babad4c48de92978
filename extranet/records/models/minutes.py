from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from cms.directory.querysets import site_day
from extranet.meetings.models import Meeting
from extranet.records.querysets import MinutesQuerySet


class Minutes(models.Model):
    """The minutes of a meeting: drafted, sent round, corrected, approved at a later one, locked."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CIRCULATED = "circulated", _("sent round for corrections")
        APPROVED = "approved", _("approved")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    # The first revision that the body was sent: those before it stay with who wrote them.
    circulated_from = models.PositiveIntegerField(null=True, blank=True, editable=False)
    circulated_at = models.DateTimeField(_("sent round at"), null=True, blank=True, editable=False)
    corrections_until = models.DateField(_("corrections until"), null=True, blank=True)
    approved_at = models.ForeignKey(
        Meeting,
        verbose_name=_("approved at"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="minutes_approved",
    )
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | models.Q(approved_at__isnull=False, locked_at__isnull=False),
                name="minutes_approved_at_a_meeting",
            )
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.state}"

    @property
    def is_locked(self) -> bool:
        """Whether nothing of them can change any more."""
        return self.state == self.State.APPROVED

    def takes_corrections(self, on=None) -> bool:
        """Return whether corrections can be asked for on a day, by default today."""
        return self.state == self.State.CIRCULATED and (
            self.corrections_until is None or self.corrections_until >= (on or site_day())
        )

    def revisions_for(self, standing):
        """Return the revisions that a Standing may read; the newest first.

        Who keeps the minutes reads all, the body what it was sent, a guest the text approved.
        """
        rows = self.revisions.select_related("written_by")
        if standing.may_manage(self.meeting.body_id):
            return rows
        rows = rows.filter(number__gte=self.circulated_from or 0)
        if standing.may_read(self.meeting.body_id):
            return rows
        return rows.filter(pk=rows.values("pk")[:1])
