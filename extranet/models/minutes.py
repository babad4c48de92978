from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from cms.directory.models import Person
from extranet.models.meeting import Meeting
from extranet.querysets import MinutesQuerySet


def today():
    """Return the day it is in the site's time zone, in which deadlines are counted."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


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
            self.corrections_until is None or self.corrections_until >= (on or today())
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


class MinutesRevision(models.Model):
    """One state of the text, never changed: Markdown without HTML, in the minutes' language."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    summary = models.CharField(_("what changed"), max_length=200, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("revision of minutes")
        verbose_name_plural = _("revisions of minutes")
        ordering = ["minutes", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_revision_a_number")
        ]

    def __str__(self):
        return f"{self.minutes_id}: {self.number}"


class Correction(models.Model):
    """What somebody who was there asks to be put right in the minutes."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    revision = models.ForeignKey(
        MinutesRevision, on_delete=models.PROTECT, related_name="corrections"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    passage = models.TextField(_("the passage"), blank=True)
    text = models.TextField(_("what it should say"))
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.OPEN, editable=False
    )
    answer = models.TextField(_("answer"), blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    worked_in = models.ForeignKey(
        MinutesRevision,
        verbose_name=_("worked in by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="works_in",
        editable=False,
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["minutes", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worked_in__isnull=True) | models.Q(state="accepted"),
                name="only_what_is_accepted_is_worked_in",
            )
        ]

    def __str__(self):
        return f"{self.minutes_id}: {self.state}"
