from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField

from campaigns.blocks import RelatedBlock
from campaigns.solidarity.querysets import CaseEventQuerySet, CaseQuerySet
from cms.core.labels import LabelsField, pick
from cms.taxonomy.models import Place


class Case(ClusterableModel):
    """One person, or a group or movement, under pressure: one row for all languages.

    What is said of it stands on pages; the row says who, where, and how it stands. Its state is
    that of the latest event that was not taken back, kept by the services.
    """

    class Subject(models.TextChoices):
        PERSON = "person", _("a person")
        GROUP = "group", _("a group or movement")

    class State(models.TextChoices):
        ARRESTED = "arrested", pgettext_lazy("state of a case", "arrested")
        ON_TRIAL = "on_trial", pgettext_lazy("state of a case", "on trial")
        SENTENCED = "sentenced", pgettext_lazy("state of a case", "sentenced")
        RELEASED = "released", pgettext_lazy("state of a case", "released")
        EXILED = "exiled", pgettext_lazy("state of a case", "in exile")
        DISAPPEARED = "disappeared", pgettext_lazy("state of a case", "disappeared")
        DIED = "died", pgettext_lazy("state of a case", "died")

    # In these nothing more is asked for.
    CLOSED_STATES = (State.RELEASED, State.DIED)

    code = models.SlugField(
        _("code"),
        max_length=60,
        unique=True,
        help_text=_("Stands in addresses: no name that may have to be taken back."),
    )
    subject = models.CharField(
        _("who it is about"), max_length=10, choices=Subject.choices, default=Subject.PERSON
    )
    titles = LabelsField(
        _("title"),
        help_text=_("Readers see it. A name stands here only where it may be published."),
    )
    summaries = LabelsField(_("in a few words"), long=True, blank=True)
    place = models.ForeignKey(
        Place, verbose_name=_("country or region"), on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField(_("since"), help_text=_("The day on which it began."))
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.ARRESTED
    )
    state_since = models.DateField(_("in this state since"), editable=False)

    related = StreamField(
        RelatedBlock(),
        verbose_name=_("positions and events"),
        blank=True,
        help_text=_("In any language: readers get them in theirs, where they exist in it."),
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state_since__gte=models.F("since")),
                name="case_state_not_before_it_began",
            )
        ]

    def __str__(self):
        return pick(self.titles) or self.code

    @property
    def label(self) -> str:
        """Its title in the active language, or the nearest there is."""
        return str(self)

    @property
    def summary(self) -> str:
        """What it is about in the active language, or the nearest there is."""
        return pick(self.summaries)

    @property
    def is_open(self) -> bool:
        """Whether something is still asked for."""
        return self.state not in self.CLOSED_STATES


class CaseEvent(models.Model):
    """What happened in a case on a day: rows are added, none is changed; a mistake is taken back.

    Anniversaries are counted from these days.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="events"
    )
    date = models.DateField(_("day"), default=localdate)
    state = models.CharField(_("state from then on"), max_length=12, choices=Case.State.choices)
    notes = LabelsField(
        _("note"),
        blank=True,
        help_text=_("A few words, such as “to six years in prison”. Readers see them."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded on"), auto_now_add=True)
    taken_back_at = models.DateTimeField(_("taken back on"), null=True, editable=False)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
        ordering = ["date", "pk"]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {self.get_state_display()}"

    @property
    def note(self) -> str:
        """Its note in the active language, or the nearest there is."""
        return pick(self.notes)
