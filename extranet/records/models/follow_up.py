from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.directory.models import Person
from cms.directory.querysets import site_day

from .decision import Decision


class FollowUp(models.Model):
    """What is to be done because of a decision, by whom, until when."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="follow_ups")
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="follow_ups"
    )
    task = models.CharField(pgettext_lazy("record", "task"), max_length=300)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self):
        return self.task

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed, in the site's time zone, with nothing done."""
        return bool(self.done_on is None and self.due_on and self.due_on < site_day())
