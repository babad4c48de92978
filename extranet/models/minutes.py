from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from cms.directory.models import Person
from extranet.models.meeting import Meeting


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

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["minutes", "asked_at"]

    def __str__(self):
        return f"{self.minutes_id}: {self.state}"
