from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick
from cms.directory.models import Body, Mandate
from extranet.ballots.election_querysets import ElectionQuerySet

from .rule import DecisionRule


class Election(models.Model):
    """Seats of a body that another body fills, or it itself: who may be named until when, how the
    seats are divided, and how one votes.

    What candidates rely on is frozen when nominations open; the database refuses to change it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("nominations are open")
        CLOSED = "closed", _("nominations are closed")
        VOTING = "voting", _("voting")
        DECIDED = "decided", _("decided")
        VOID = "void", _("void")

    class Parity(models.TextChoices):
        NONE = "none", _("no rule")
        PAIR = "pair", _("each organisation names a woman and a man")
        LISTS = "lists", _("half of the seats for women, half for men")
        QUOTA = "quota", _("a number of seats each for women and for men")

    class Order(models.TextChoices):
        ALPHABET = "alphabet", _("alphabetical")
        LOT = "lot", _("by lot")

    # Who can be elected to what; guests and stand-ins are not.
    ROLES = (
        Mandate.Role.MEMBER,
        Mandate.Role.CHAIR,
        Mandate.Role.COORDINATOR,
        Mandate.Role.AUDITOR,
    )
    # What stays as it was once nominations are open.
    FROZEN = (
        *("body", "seats_of", "role", "rule", "seats", "term_months", "parity", "may_name_one"),
        *("kept_women", "kept_men", "regions", "cap", "co_opted", "co_opted_in_cap"),
        *("mandates_from", "mandates_until", "order"),
    )

    body = models.ForeignKey(
        Body, verbose_name=_("body that elects"), on_delete=models.PROTECT, related_name="elections"
    )
    seats_of = models.ForeignKey(
        Body, verbose_name=_("body to be filled"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(
        _("elected as"), max_length=14, choices=Mandate.Role.choices, default=Mandate.Role.MEMBER
    )
    rule = models.ForeignKey(
        DecisionRule,
        verbose_name=_("how one votes"),
        on_delete=models.PROTECT,
        related_name="elections",
    )
    titles = LabelsField(_("title"))
    texts = LabelsField(_("what candidates should know"), blank=True, long=True)
    seats = models.PositiveSmallIntegerField(_("seats to be filled"), default=1)
    term_months = models.PositiveSmallIntegerField(_("months of the mandates"), default=24)
    nominations_until = models.DateTimeField(_("nominations until"))
    mandates_from = models.DateField(
        _("mandates from"),
        null=True,
        blank=True,
        help_text=_("Empty: the day after the result."),
    )
    mandates_until = models.DateField(
        _("mandates until"),
        null=True,
        blank=True,
        help_text=_("For what is left of a term. Empty: as many months as said above."),
    )
    parity = models.CharField(
        _("women and men"), max_length=5, choices=Parity.choices, default=Parity.NONE
    )
    may_name_one = models.BooleanField(_("may name one alone, saying why"), default=False)
    kept_women = models.PositiveSmallIntegerField(_("seats kept for women"), default=0)
    kept_men = models.PositiveSmallIntegerField(_("seats kept for men"), default=0)
    # Seats kept for regions, by the code of the region: {"africa": 2}.
    regions = models.JSONField(_("seats kept for regions"), default=dict, blank=True)
    cap = models.PositiveSmallIntegerField(
        _("seats of the body at most"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    co_opted = models.PositiveSmallIntegerField(_("co-opted seats beside"), default=0)
    co_opted_in_cap = models.BooleanField(_("co-opted seats count among these"), default=False)
    order = models.CharField(
        _("order of the candidates"), max_length=8, choices=Order.choices, default=Order.ALPHABET
    )
    lot_note = models.TextField(_("how the lot was drawn, and who was there"), blank=True)
    # The election of which a seat has become vacant.
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="by_elections"
    )
    state = models.CharField(
        _("state"), max_length=7, choices=State.choices, default=State.DRAFT, editable=False
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    void_reason = models.TextField(_("why it is void"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        ordering = ["-nominations_until", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1), name="election_fills_a_seat"),
            models.CheckConstraint(condition=Q(term_months__gte=1), name="election_for_a_term"),
            models.CheckConstraint(
                condition=Q(parity="quota") | Q(kept_women=0, kept_men=0),
                name="seats_kept_by_a_quota",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True)
                | Q(state="void")
                | ~Q(state="draft") & Q(opened_at__isnull=False),
                name="election_opened_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(decided_on__isnull=False),
                name="election_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(void_reason=""), name="void_election_says_why"
            ),
        ]
        indexes = [models.Index(fields=["body", "state"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page in the active language."""
        return reverse("extranet:election", args=[self.pk])

    @property
    def title(self) -> str:
        """The title in the active language."""
        return pick(self.titles)

    @property
    def text(self) -> str:
        """What candidates should know, in the active language or the nearest there is."""
        return pick(self.texts)

    @property
    def is_draft(self) -> bool:
        """Whether nobody but who prepares it has seen it."""
        return self.state == self.State.DRAFT

    def takes_nominations(self, moment) -> bool:
        """Return whether somebody can be named at `moment`."""
        return self.state == self.State.OPEN and moment < self.nominations_until
