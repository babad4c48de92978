from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.solidarity.models.person import PersonConcerned
from cms.media.private import private_storage


class NameWithdrawal(models.Model):
    """A name that was taken back: by whom, when, where it had been, and who may have kept it."""

    person = models.ForeignKey(
        PersonConcerned,
        verbose_name=_("person concerned"),
        on_delete=models.CASCADE,
        related_name="withdrawals",
    )
    reason = models.TextField(_("reason"), blank=True)
    # By language, what stands in the place of the name.
    wordings = models.JSONField(default=dict)
    # What `services.withdrawal.Place` says of every place, the gravest first.
    places = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("withdrawal", "by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("withdrawn on"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawal of a name")
        verbose_name_plural = _("withdrawals of names")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"


class TakenDownFile(models.Model):
    """A public file that held the name: out of every reader's reach, kept for a version without."""

    withdrawal = models.ForeignKey(
        NameWithdrawal, on_delete=models.CASCADE, related_name="files", editable=False
    )
    title = models.CharField(_("title"), max_length=255)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to="solidarity/taken-down/", max_length=255
    )

    class Meta:
        verbose_name = _("file that was taken down")
        verbose_name_plural = _("files that were taken down")

    def __str__(self):
        return self.title
