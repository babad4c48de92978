import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .appeal import Appeal


def _new_secret() -> str:
    return secrets.token_hex(32)


class SigningKey(models.Model):
    """What the digests of an appeal's addresses and networks are keyed with.

    It is deleted when the appeal's signatures are made nameless: no dictionary of addresses opens
    what is left.
    """

    appeal = models.OneToOneField(
        Appeal, primary_key=True, on_delete=models.CASCADE, related_name="signing_key"
    )
    secret = models.CharField(max_length=64, default=_new_secret, editable=False)

    class Meta:
        verbose_name = _("key of an appeal")
        verbose_name_plural = _("keys of appeals")
        default_permissions = ()

    def __str__(self):
        return str(self.appeal_id)


class Milestone(models.Model):
    """A number of people that an appeal has reached, for the first time."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="milestones_reached")
    people = models.PositiveIntegerField(_("people"))
    reached_at = models.DateTimeField(pgettext_lazy("appeal", "reached"), auto_now_add=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        default_permissions = ()
        ordering = ["appeal", "people"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "people"], name="one_milestone_a_number")
        ]

    def __str__(self):
        return str(self.people)


class Invalidation(models.Model):
    """An act by which many signatures were struck out at once; it can be undone.

    Who did it, and who undid it, is in the log.
    """

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="invalidations")
    # What was struck out: all that the filled fields say together.
    network_key = models.CharField(_("network"), max_length=64, blank=True)
    since = models.DateTimeField(_("from"), null=True, blank=True)
    until = models.DateTimeField(_("to"), null=True, blank=True)
    rule = models.CharField(_("held back because of"), max_length=10, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    struck = models.PositiveIntegerField(_("signatures struck out"), default=0)
    counted = models.PositiveIntegerField(_("of which had been counted"), default=0)
    made_at = models.DateTimeField(_("struck out on"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone on"), null=True, blank=True)

    class Meta:
        verbose_name = _("striking out of signatures")
        verbose_name_plural = _("strikings out of signatures")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.reason
