from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.models import Enrolment
from academy.learning.querysets import HandInQuerySet, TaskQuerySet
from cms.core.labels import LabelsField, pick
from cms.media.models import PrivateFile

from .lesson import Lesson


class Task(models.Model):
    """Something that participants hand in for a lesson, and a trainer answers."""

    lesson = models.ForeignKey(
        Lesson, verbose_name=_("lesson"), on_delete=models.CASCADE, related_name="tasks"
    )
    titles = LabelsField(_("title"))
    instructions = LabelsField(_("what to do"), long=True)
    due_at = models.DateTimeField(
        _("due"), null=True, blank=True, help_text=_("Handed in later it is shown as late.")
    )
    required = models.BooleanField(_("counts towards completion"), default=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["lesson__order", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page, in the active language."""
        return reverse("academy:task", args=[self.pk])

    @property
    def title(self) -> str:
        """What it is called in the active language."""
        return pick(self.titles)

    @property
    def instruction(self) -> str:
        """What is to be done, in the active language."""
        return pick(self.instructions)


class HandIn(models.Model):
    """What somebody handed in for a task; a second one does not take the place of the first."""

    class State(models.TextChoices):
        HANDED_IN = "handed_in", pgettext_lazy("task", "handed in")
        AGAIN = "again", pgettext_lazy("task", "to be done again")
        ACCEPTED = "accepted", pgettext_lazy("task", "accepted")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="hand_ins")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="hand_ins")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), blank=True, max_length=20000)
    handed_in_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.HANDED_IN
    )
    answer = models.TextField(_("answer"), blank=True, max_length=10000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = HandInQuerySet.as_manager()

    class Meta:
        verbose_name = _("work handed in")
        verbose_name_plural = _("work handed in")
        ordering = ["task", "enrolment", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "enrolment", "number"], name="one_hand_in_a_version"
            ),
            models.UniqueConstraint(
                fields=["task", "enrolment"],
                condition=Q(state="accepted"),
                name="a_task_is_accepted_once",
            ),
            models.CheckConstraint(
                condition=Q(state="handed_in", answered_at__isnull=True)
                | ~Q(state="handed_in") & Q(answered_at__isnull=False),
                name="answered_at_a_moment",
            ),
        ]

    def __str__(self):
        return f"{self.task}, {self.number}"

    @property
    def is_late(self) -> bool:
        """Whether it came after the task was due."""
        return self.task.due_at is not None and self.handed_in_at > self.task.due_at


class HandInFile(PrivateFile):
    """The file of what was handed in."""

    hand_in = models.OneToOneField(HandIn, on_delete=models.CASCADE, related_name="attached")

    class Meta:
        verbose_name = _("file handed in")
        verbose_name_plural = _("files handed in")
