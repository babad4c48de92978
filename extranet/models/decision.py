from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick
from cms.directory.models import Body, Person
from extranet.models.agenda import AgendaItem
from extranet.models.meeting import Meeting
from extranet.querysets import DecisionQuerySet


class Decision(models.Model):
    """What a body decided: an entry of its register, numbered by body and year."""

    class Majority(models.TextChoices):
        CONSENSUS = "consensus", _("consensus")
        SIMPLE = "simple", _("simple majority")
        ABSOLUTE = "absolute", _("absolute majority")
        TWO_THIRDS = "two_thirds", _("two thirds")

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="decisions"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    titles = LabelsField(_("title"))
    texts = LabelsField(_("text"), long=True)
    majority = models.CharField(
        _("majority"), max_length=10, choices=Majority.choices, default=Majority.CONSENSUS
    )
    votes_for = models.PositiveSmallIntegerField(_("in favour"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    closed_to_guests = models.BooleanField(_("closed to guests"), default=True)
    taken_on = models.DateField(_("taken on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-taken_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="one_decision_a_number")
        ]
        indexes = [models.Index(fields=["body", "-taken_on"])]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        """How one cites it: year and number."""
        return f"{self.year}/{self.number}"

    @property
    def title(self) -> str:
        """The title in the active language."""
        return pick(self.titles)

    @property
    def text(self) -> str:
        """The text in the active language."""
        return pick(self.texts)


class FollowUp(models.Model):
    """What is to be done because of a decision, by whom, until when."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="follow_ups")
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="follow_ups"
    )
    task = models.CharField(_("task"), max_length=300)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.task
