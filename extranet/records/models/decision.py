from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.labels import LabelsField, pick, pick_language, texts
from cms.core.models import FoldedTextField
from cms.directory.models import Body
from extranet.meetings.models import AgendaItem, Meeting
from extranet.records.querysets import DecisionQuerySet


def _unless(majority: str) -> Q:
    return ~Q(majority=majority)


class Decision(models.Model):
    """What a body decided: an entry of its register, numbered by body and year.

    It is never deleted or rewritten: a note corrects it, a later decision revises or revokes it.
    """

    class Majority(models.TextChoices):
        CONSENSUS = "consensus", _("consensus")
        SIMPLE = "simple", _("simple majority")
        ABSOLUTE = "absolute", _("absolute majority")
        TWO_THIRDS = "two_thirds", _("two thirds")
        THREE_QUARTERS = "three_quarters", _("three quarters")
        # The record of the ballot says by which rule; see what registers for the decision's page.
        BALLOT = "ballot", _("by ballot")

    class Effect(models.TextChoices):
        REVISES = "revises", _("revises it")
        REVOKES = "revokes", _("revokes it")

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="decisions"
    )
    # Empty where it was taken in writing.
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(pgettext_lazy("record", "number"))
    titles = LabelsField(_("title"))
    texts = LabelsField(_("text"), long=True)
    majority = models.CharField(
        _("majority"), max_length=14, choices=Majority.choices, default=Majority.CONSENSUS
    )
    votes_for = models.PositiveSmallIntegerField(_("in favour"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    closed_to_guests = models.BooleanField(_("closed to guests"), default=True)
    taken_on = models.DateField(_("taken on"))
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("earlier decision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    effect = models.CharField(
        _("what it does to the earlier one"), max_length=7, choices=Effect.choices, blank=True
    )
    search_text = FoldedTextField()
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
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="one_decision_a_number"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, effect="")
                | Q(replaces__isnull=False) & ~Q(effect=""),
                name="decision_says_what_it_does_to_another",
            ),
            models.CheckConstraint(
                condition=_unless("consensus")
                | Q(
                    votes_for__isnull=True,
                    votes_against__isnull=True,
                    abstentions__isnull=True,
                ),
                name="consensus_counts_no_votes",
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True, votes_against__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False),
                name="votes_counted_on_both_sides",
            ),
            models.CheckConstraint(
                condition=_unless("simple") | Q(votes_for__gt=F("votes_against")),
                name="simple_majority_reached",
            ),
            models.CheckConstraint(
                condition=_unless("absolute")
                | Q(votes_for__gt=F("votes_against") + Coalesce(F("abstentions"), 0)),
                name="absolute_majority_reached",
            ),
            models.CheckConstraint(
                condition=_unless("two_thirds") | Q(votes_for__gte=F("votes_against") * 2),
                name="two_thirds_reached",
            ),
            models.CheckConstraint(
                condition=_unless("three_quarters") | Q(votes_for__gte=F("votes_against") * 3),
                name="three_quarters_reached",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | Q(item__isnull=True),
                name="decision_in_writing_has_no_item",
            ),
        ]
        indexes = [models.Index(fields=["body", "-taken_on"])]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        """How one cites it: year and number."""
        return f"{self.year}/{self.number}"

    @property
    def language(self) -> str:
        """The code of the language that the text is shown in: the active one, or the nearest."""
        return pick_language(self.texts)

    @property
    def title(self) -> str:
        """The title in the language of the text."""
        return pick(self.titles, self.language or None)

    @property
    def text(self) -> str:
        """The text in the active language, or the nearest there is."""
        return pick(self.texts)

    def folded_source(self) -> list[str]:
        """Return the texts that a search of the register looks at."""
        return [self.reference, *texts(self.titles), *texts(self.texts)]
