from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.directory.models import Mandate
from extranet.meetings.querysets import ReplyQuerySet

from .meeting import Meeting


class Reply(models.Model):
    """What a mandate's holder says to a convocation; the latest word replaces the one before."""

    class Answer(models.TextChoices):
        COMING = "coming", _("I am coming")
        ONLINE = "online", _("I am taking part online")
        SUBSTITUTE = "substitute", _("I am sending a substitute")
        ABSENT = "absent", _("I cannot take part")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="replies")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(_("reply"), max_length=10, choices=Answer.choices)
    substitute = models.ForeignKey(
        Mandate,
        verbose_name=pgettext_lazy("meeting", "substitute"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stands_in",
    )
    note = models.CharField(_("note to the secretariat"), max_length=300, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField(_("replied at"))

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "mandate"], name="one_reply_a_mandate"),
            models.CheckConstraint(
                condition=models.Q(answer="substitute") | models.Q(substitute__isnull=True),
                name="substitute_only_where_one_is_sent",
            ),
            models.UniqueConstraint(
                fields=["meeting", "substitute"], name="substitute_sent_for_one_mandate"
            ),
        ]

    def __str__(self):
        return f"{self.mandate_id}: {self.answer}"
