from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.directory.models import Body
from extranet.records.models import Decision

from .ballot import Ballot


class Count(models.Model):
    """What the votes came to, as it was reckoned at the close."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="count")
    # What `counting` returns, as JSON: numbers, base, formula, outcome.
    numbers = models.JSONField()
    outcome = models.CharField(_("outcome"), max_length=12)
    # How many votes of the roll were present at the close; empty where it was held in writing.
    present = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField(_("counted"))

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")

    def __str__(self):
        return f"{self.ballot_id}: {self.outcome}"


class TieBreak(models.Model):
    """How a tie was settled: by the chair's vote, or by a lot drawn before witnesses."""

    class How(models.TextChoices):
        CHAIR = "chair", _("by the chair’s vote")
        LOT = "lot", _("by lot")

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="tie_break")
    how = models.CharField(_("how"), max_length=5, choices=How.choices)
    choice = models.JSONField(_("choice"))
    note = models.TextField(_("how the lot was drawn, and who was there"), blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField()

    class Meta:
        verbose_name = _("settled tie")
        verbose_name_plural = _("settled ties")

    def __str__(self):
        return f"{self.ballot_id}: {self.how}"


class SignOff(models.Model):
    """Somebody who answers for a result: two of them make it final."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="sign_offs")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("signature under a result")
        verbose_name_plural = _("signatures under results")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "user"], name="result_signed_once_by_each"),
        ]

    def __str__(self):
        return f"{self.ballot_id}: {self.name}"


class Record(models.Model):
    """The published record of a ballot, chained by digest to the one before of its body."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="record")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="ballot_records")
    number = models.PositiveIntegerField(pgettext_lazy("record", "number"))
    # The exact text that the digest was made of.
    content = models.TextField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    # The entry of the register that it became.
    decision = models.OneToOneField(
        Decision, null=True, on_delete=models.PROTECT, related_name="ballot_record"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("record of a ballot")
        verbose_name_plural = _("records of ballots")
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_ballot_record_a_number"),
        ]

    def __str__(self):
        return f"{self.body_id}/{self.number}"
