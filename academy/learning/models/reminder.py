from django.db import models

from academy.core.models import Enrolment


class Reminder(models.Model):
    """That somebody was told of something once, so that nobody is told twice."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="reminders")
    # What it was about, such as "session-7".
    about = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "about"], name="reminded_once")]

    def __str__(self):
        return f"{self.enrolment_id}: {self.about}"
