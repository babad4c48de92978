from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick
from cms.directory.models import Body
from extranet.ballots.counting.terms import Terms
from extranet.ballots.querysets import DecisionRuleQuerySet

from . import choices


class DecisionRule(models.Model):
    """How a body takes one kind of decision: one version, never changed once a ballot used it.

    The version in force of a body and kind is the highest; a retired one takes its kind away.
    """

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="decision_rules"
    )
    # A stable name: what asks for a decision names it ("admission").
    kind = models.SlugField(_("kind of decision"), max_length=40)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    labels = LabelsField(_("name"))
    articles = LabelsField(_("source"), blank=True)
    method = models.CharField(
        _("how one votes"), max_length=10, choices=choices.Method.choices, default="motion"
    )
    majority = models.CharField(
        _("majority"), max_length=14, choices=choices.Majority.choices, default="simple"
    )
    base = models.CharField(
        _("reckoned of"), max_length=8, choices=choices.Base.choices, default="yes_no"
    )
    abstentions = models.CharField(
        _("abstentions"), max_length=7, choices=choices.Abstentions.choices, default="aside"
    )
    quorum = models.CharField(
        _("quorum"), max_length=13, choices=choices.Quorum.choices, default="none"
    )
    quorum_percent = models.PositiveSmallIntegerField(_("percent of the roll"), default=0)
    quorum_at = models.CharField(
        _("quorum asked for"), max_length=7, choices=choices.When.choices, default="close"
    )
    tie = models.CharField(
        _("at a tie"), max_length=8, choices=choices.Tie.choices, default="rejected"
    )
    secret = models.BooleanField(_("secret"), default=False)
    unit = models.CharField(
        _("who has a vote"), max_length=12, choices=choices.Unit.choices, default="seat"
    )
    proxies = models.PositiveSmallIntegerField(
        _("proxies one may hold"), default=0, help_text=_("0 where there are none.")
    )
    trackers = models.BooleanField(
        _("voters can find their vote in the published list"),
        default=True,
        help_text=_("Switch it off where somebody could be forced to show how they voted."),
    )
    fallback = models.CharField(
        _("majority where consensus fails"),
        max_length=14,
        choices=choices.Majority.choices,
        blank=True,
    )
    fallback_base = models.CharField(
        _("reckoned of, where consensus fails"),
        max_length=8,
        choices=choices.Base.choices,
        blank=True,
    )
    objection_days = models.PositiveSmallIntegerField(
        _("days for objections, in writing"), default=0
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    retired = models.BooleanField(_("no longer used"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of a decision")
        verbose_name_plural = _("rules of decisions")
        ordering = ["body", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "version"], name="one_decision_rule_a_version"
            ),
            models.CheckConstraint(
                condition=Q(quorum_percent__range=(0, 100)), name="quorum_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=~Q(majority="consensus") | Q(secret=False),
                name="consensus_is_never_secret",
            ),
            models.CheckConstraint(
                condition=Q(quorum="none", quorum_percent=0)
                | ~Q(quorum="none") & Q(quorum_percent__gt=0),
                name="quorum_has_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(fallback="", fallback_base="")
                | Q(majority="consensus") & ~Q(fallback="") & ~Q(fallback="consensus"),
                name="consensus_alone_falls_back",
            ),
            models.CheckConstraint(
                condition=~Q(tie="chair") | Q(secret=False), name="chair_decides_no_secret_tie"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="rule_fills_a_seat"),
        ]

    def __str__(self):
        return f"{self.label} ({self.version})"

    @property
    def label(self) -> str:
        """What kind of decision it is, in the active language."""
        return pick(self.labels) or self.kind

    @property
    def article(self) -> str:
        """The article that it comes from, in the active language."""
        return pick(self.articles)

    def terms(self) -> Terms:
        """Return the terms that a ballot by this rule is opened with."""
        names = Terms.__dataclass_fields__
        return Terms.from_json({name: getattr(self, name) for name in names})
