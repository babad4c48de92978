"""Who voted and what was voted: tables that nothing joins where the ballot is secret.

`Participation` says that a line of the roll has voted. A named vote stands beside it with its
name. A secret one is a `SealedVote`: encrypted and of one length, so that its place among the
others says nothing; its key is kept apart, encrypted with the site's secret, and destroyed with
the count, which writes the votes anew as `OpenedVote`, in an order that chance made.
Wagtail's index of references is kept out: its rows are numbered as they come.
"""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .ballot import Ballot
from .roll import RollLine


def random_key() -> str:
    """Return 128 random bits in hexadecimal digits."""
    return secrets.token_hex(16)


class Participation(models.Model):
    """A line of the roll has voted: once, and no more is said of it."""

    wagtail_reference_index_ignore = True

    # Its only key: a number of its own would tell the order.
    line = models.OneToOneField(
        RollLine, primary_key=True, on_delete=models.PROTECT, related_name="participation"
    )

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")

    def __str__(self):
        return str(self.line_id)


class NamedVote(models.Model):
    """What a line voted, by name; the last one counts, those before are the record."""

    wagtail_reference_index_ignore = True

    line = models.ForeignKey(RollLine, on_delete=models.PROTECT, related_name="votes")
    choice = models.JSONField(_("choice"))
    # Why somebody objects, where consensus is asked for.
    reason = models.TextField(_("reason"), blank=True)
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cast_by_name = models.CharField(max_length=200, blank=True)
    cast_at = models.DateTimeField(_("cast"))

    class Meta:
        verbose_name = _("named vote")
        verbose_name_plural = _("named votes")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.line_id}: {self.choice}"


class SealedVote(models.Model):
    """A secret vote, encrypted; neither key nor bytes tell when it was cast, or by whom."""

    wagtail_reference_index_ignore = True

    key = models.CharField(max_length=32, primary_key=True, default=random_key)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="sealed")
    content = models.BinaryField()

    class Meta:
        verbose_name = _("sealed vote")
        verbose_name_plural = _("sealed votes")

    def __str__(self):
        return self.key


class SealKey(models.Model):
    """The key of a ballot's sealed votes, itself encrypted with the site's secret; destroyed with
    the count."""

    wagtail_reference_index_ignore = True

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="seal_key")
    content = models.BinaryField()

    class Meta:
        verbose_name = _("key of sealed votes")
        verbose_name_plural = _("keys of sealed votes")

    def __str__(self):
        return str(self.ballot_id)


class OpenedVote(models.Model):
    """A secret vote as it was counted and is published, under its tracker."""

    wagtail_reference_index_ignore = True

    tracker = models.CharField(max_length=32, primary_key=True)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="opened")
    choice = models.JSONField(_("choice"))

    class Meta:
        verbose_name = _("opened vote")
        verbose_name_plural = _("opened votes")
        ordering = ["tracker"]

    def __str__(self):
        return self.tracker
