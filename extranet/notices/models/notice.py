from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One thing to be told to one person by e-mail: sent once, or shown to have failed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        # The server went away in the middle: nobody knows, so it is not sent again.
        UNKNOWN = "unknown", _("perhaps sent")
        DROPPED = "dropped", _("not needed any more")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    # What it is about, without its words: those are put together when it is sent, for who may
    # still read it then.
    kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    details = models.JSONField(default=dict, blank=True)
    # The same happening is told once.
    fingerprint = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    send_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    # The e-mail it was put into: all that were claimed for one have the same.
    mail = models.UUIDField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "fingerprint"], name="told_once")]
        indexes = [
            models.Index(fields=["state", "send_after"]),
            models.Index(fields=["mail"], condition=Q(mail__isnull=False), name="notices_by_mail"),
        ]

    def __str__(self):
        return f"{self.kind} {self.thing} {self.key}: {self.state}"
