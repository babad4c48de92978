from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.labels import LabelsField, pick
from cms.directory.models import Body
from extranet.ballots.counting.terms import Terms
from extranet.ballots.querysets import BallotQuerySet
from extranet.documents.models import DocumentVersion
from extranet.meetings.models import AgendaItem, Meeting

from .rule import DecisionRule


class Ballot(models.Model):
    """One question that a body votes on, by the rule for its kind of decision.

    Rule, text, options and roll are frozen when it is opened; the database refuses to change them.
    """

    class Kind(models.TextChoices):
        MOTION = "motion", _("motion")
        AMENDMENT = "amendment", _("amendment")
        ELECTION = "election", _("election")

    class Mode(models.TextChoices):
        MEETING = "meeting", _("in a meeting")
        WRITING = "writing", _("in writing")

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", pgettext_lazy("ballot", "open")
        CLOSED = "closed", _("counted")
        VOID = "void", _("void")

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="ballots"
    )
    rule = models.ForeignKey(
        DecisionRule,
        verbose_name=_("kind of decision"),
        on_delete=models.PROTECT,
        related_name="ballots",
    )
    # Other terms than its rule's, where it follows a vote that asks for them (a fallback).
    terms_given = models.JSONField(default=dict, blank=True, editable=False)
    # The terms as they were when it was opened; empty before.
    terms_frozen = models.JSONField(default=dict, blank=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=9, choices=Kind.choices, default=Kind.MOTION, editable=False
    )
    mode = models.CharField(_("held"), max_length=7, choices=Mode.choices, default=Mode.WRITING)
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ballots",
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ballots",
    )
    # The motion that an amendment changes; amendments are voted first, in their order.
    motion = models.ForeignKey(
        "self",
        verbose_name=_("motion"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="amendments",
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    # The vote that this one repeats or follows: a runoff, a fallback, a new round.
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_rounds"
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    titles = LabelsField(_("title"))
    texts = LabelsField(_("text"), blank=True, long=True)
    paper = models.ForeignKey(
        DocumentVersion,
        verbose_name=_("paper"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ballots",
    )
    # The row of another room that waits for the decision (extranet.core.deciding).
    subject_kind = models.CharField(max_length=80, blank=True, editable=False)
    subject_key = models.CharField(max_length=40, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=6, choices=State.choices, default=State.DRAFT, editable=False
    )
    # Since when the body may see a draft, to give proxies and to say who takes no part.
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    # Empty in a meeting, where the chair closes it.
    closes_at = models.DateTimeField(_("open until"), null=True, blank=True)
    # Each time that it was made longer: {"from", "until", "at", "reason"}, moments in ISO format.
    extensions = models.JSONField(default=list, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)
    void_reason = models.TextField(_("why it is void"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="amendment", motion__isnull=False)
                | ~Q(kind="amendment") & Q(motion__isnull=True),
                name="amendment_changes_a_motion",
            ),
            models.CheckConstraint(
                condition=Q(mode="writing", meeting__isnull=True, item__isnull=True)
                | Q(mode="meeting", meeting__isnull=False),
                name="ballot_held_in_a_meeting_or_in_writing",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True)
                | Q(state="void")
                | Q(state__in=["open", "closed"], opened_at__isnull=False),
                name="ballot_opened_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="open", mode="writing") | Q(closes_at__isnull=False),
                name="ballot_in_writing_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="ballot_closed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="void_ballot_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state"]),
            models.Index(fields=["subject_kind", "subject_key"]),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page in the active language."""
        return reverse("extranet:ballot", args=[self.pk])

    @property
    def title(self) -> str:
        """The title in the active language."""
        return pick(self.titles)

    @property
    def text(self) -> str:
        """The text in the active language, or the nearest there is."""
        return pick(self.texts)

    @cached_property
    def terms(self) -> Terms:
        """The terms it was opened with; before, those given to it or of its rule as it stands."""
        known = self.terms_frozen or self.terms_given
        return Terms.from_json(known) if known else self.rule.terms()

    def is_running(self, moment=None) -> bool:
        """Return whether votes are taken at `moment`, by default now."""
        now = moment or timezone.now()
        return self.state == self.State.OPEN and (self.closes_at is None or now < self.closes_at)

    @property
    def is_overdue(self) -> bool:
        """Whether its end has passed and it is not counted yet."""
        return self.state == self.State.OPEN and not self.is_running()
