from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation


class AssignmentQuerySet(models.QuerySet):
    """Who owes which translation, and by when."""

    def owed(self):
        """Return those that have not been handed over since they were given."""
        return self.filter(translation__enabled=True).filter(
            Q(handed_over_at=None) | Q(handed_over_at__lt=F("assigned_at"))
        )

    def overdue(self, day=None):
        """Return those owed by a day before `day`, by default today."""
        return self.owed().filter(due_on__lt=day or localdate())

    def of(self, user):
        """Return those that `user` translates."""
        return self.filter(assignee=user)


class Assignment(models.Model):
    """Who translates a page into a language, by when, and whether it was handed over."""

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, related_name="assignment"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations_to_make",
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approver"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations_to_approve",
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, db_index=True)
    note = models.TextField(_("note"), blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_at = models.DateTimeField(_("assigned at"))
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    handed_over_at = models.DateTimeField(_("ready for review since"), null=True)
    # The day of the last reminder, so that nobody gets two in one.
    reminded_on = models.DateField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment of a translation")
        verbose_name_plural = _("assignments of translations")

    def __str__(self):
        return f"{self.translation_id}: {self.assignee or '-'}"

    @property
    def is_owed(self) -> bool:
        """Whether it still waits for the translator."""
        return self.handed_over_at is None or self.handed_over_at < self.assigned_at

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is still owed."""
        return bool(self.due_on and self.due_on < localdate() and self.is_owed)
