import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from academy.core.querysets import CohortQuerySet
from cms.core.labels import LabelsField, language_choices, pick
from cms.core.models import ends_after_start, refuse_early_end
from cms.core.time_zones import validate_time_zone
from cms.directory.models import Organisation
from cms.taxonomy.models import Place

from .course import Course

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Cohort(ClusterableModel):
    """One run of a course: when and where, for how many, nominated until when.

    What completes it is frozen when it opens (`opened_at`): the database refuses a change.
    """

    class Mode(models.TextChoices):
        ONLINE = "online", _("online")
        ON_SITE = "on_site", _("on site")
        BOTH = "both", _("online and on site")

    course = models.ForeignKey(
        Course, verbose_name=_("course"), on_delete=models.PROTECT, related_name="cohorts"
    )
    code = models.SlugField(
        _("code"), max_length=60, unique=True, help_text=_("Stable: addresses hold it.")
    )
    titles = LabelsField(_("title"), help_text=_("What tells it from the others: “Spring 2027”."))
    mode = models.CharField(_("mode"), max_length=8, choices=Mode.choices, default=Mode.ONLINE)
    venues = LabelsField(_("venue"), blank=True, help_text=_("Where it meets, if on site."))
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    # Codes of the languages it is taught in, of the site's.
    languages = models.JSONField(_("languages"), default=list)
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])

    nominations_from = models.DateTimeField(_("nominations from"))
    nominations_until = models.DateTimeField(_("nominations until"))
    open_applications = models.BooleanField(
        _("open applications"),
        default=False,
        help_text=_("People can apply themselves, without an organisation that nominates them."),
    )
    # What one organisation may nominate where no quota says otherwise.
    nominations_each = models.PositiveSmallIntegerField(
        _("nominations of one organisation"), default=2
    )
    seats_each = models.PositiveSmallIntegerField(
        _("seats of one organisation"),
        null=True,
        blank=True,
        help_text=_("At most; empty: no limit."),
    )
    offer_days = models.PositiveSmallIntegerField(
        _("days an offer stands"), default=7, validators=[MinValueValidator(1)]
    )
    promotes_after_start = models.BooleanField(
        _("places that come free are offered after the start"), default=False
    )

    # What completes it, in percent of what is required; 0: not asked for.
    attendance_needed = models.PositiveSmallIntegerField(
        _("live sessions attended, in percent"), default=0, validators=PERCENT
    )
    tests_needed = models.PositiveSmallIntegerField(
        _("tests passed, in percent"), default=0, validators=PERCENT
    )
    tasks_needed = models.PositiveSmallIntegerField(
        _("tasks accepted, in percent"), default=0, validators=PERCENT
    )

    reads_questions_first = models.BooleanField(
        _("questions are read before they are shown"),
        default=False,
        help_text=_("Else they are shown at once, and can be removed."),
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months that personal data is kept after the end"), default=24
    )
    published_at = models.DateTimeField(_("shown since"), null=True, blank=True, editable=False)
    # When the first places were offered: with them all that had been decided was told.
    offers_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = CohortQuerySet.as_manager()

    class Phase(models.TextChoices):
        """Where a cohort stands at a moment."""

        PREPARED = "prepared", _("in preparation")
        COMING = "coming", _("nominations to come")
        NOMINATING = "nominating", _("takes nominations")
        SELECTING = "selecting", _("being selected")
        RUNNING = "running", _("running")
        ENDED = "ended", _("over")

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "code"]
        constraints = [
            ends_after_start("starts_on", "ends_on", name="cohort_ends_after_start"),
            ends_after_start(
                "nominations_from",
                "nominations_until",
                name="nominations_end_after_start",
                strictly=True,
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="cohort_has_seats"),
        ]

    def __str__(self):
        return f"{self.course.title}, {self.title}"

    def clean(self):
        super().clean()
        refuse_early_end(self, "starts_on", "ends_on")
        refuse_early_end(self, "nominations_from", "nominations_until")
        known = {code for code, _name in language_choices()}
        if not self.languages or not set(self.languages) <= known:
            raise ValidationError({"languages": _("Choose languages of the site.")})

    @property
    def title(self) -> str:
        """What tells it from the course's others, in the active language."""
        return pick(self.titles) or self.code

    @property
    def venue(self) -> str:
        """Where it meets, in the active language; empty online."""
        return pick(self.venues)

    def takes_nominations(self, moment: datetime.datetime | None = None) -> bool:
        """Return whether candidates can be nominated, or apply, at `moment`, by default now."""
        moment = moment or timezone.now()
        return (
            self.published_at is not None
            and self.closed_at is None
            and self.nominations_from <= moment <= self.nominations_until
        )

    def has_started(self, on: datetime.date | None = None) -> bool:
        """Return whether its first day has come on the day `on`, by default today."""
        return self.starts_on <= (on or timezone.localdate())

    def is_over(self, on: datetime.date | None = None) -> bool:
        """Return whether its last day is over on the day `on`, by default today."""
        return self.closed_at is not None or self.ends_on < (on or timezone.localdate())

    def phase(self, moment: datetime.datetime | None = None) -> str:
        """Return where it stands at `moment`, by default now, as a `Phase`."""
        moment = moment or timezone.now()
        day = timezone.localtime(moment).date()
        if self.published_at is None:
            return self.Phase.PREPARED
        if self.is_over(day):
            return self.Phase.ENDED
        if self.has_started(day):
            return self.Phase.RUNNING
        if moment < self.nominations_from:
            return self.Phase.COMING
        return self.Phase.NOMINATING if moment <= self.nominations_until else self.Phase.SELECTING


class Quota(models.Model):
    """What a cohort gives one organisation, or all those of a region; the narrower one counts."""

    cohort = ParentalKey(Cohort, on_delete=models.CASCADE, related_name="quotas")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    region = models.ForeignKey(
        Place,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    nominations = models.PositiveSmallIntegerField(
        _("nominations"), null=True, blank=True, help_text=_("At most; empty: no limit.")
    )
    seats = models.PositiveSmallIntegerField(
        _("seats"), null=True, blank=True, help_text=_("At most; empty: no limit.")
    )

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, region__isnull=True)
                | Q(organisation__isnull=True, region__isnull=False),
                name="quota_of_an_organisation_or_a_region",
                violation_error_message=_("Choose an organisation or a region."),
            ),
            models.UniqueConstraint(
                fields=["cohort", "organisation"], name="one_quota_an_organisation"
            ),
            models.UniqueConstraint(fields=["cohort", "region"], name="one_quota_a_region"),
        ]

    def __str__(self):
        return str(self.organisation or self.region)


class Target(models.Model):
    """What the selection aims at: at least so many percent of those selected; nobody is refused
    by it."""

    class Kind(models.TextChoices):
        GENDER = "gender", _("gender")
        REGION = "region", _("region")
        AGE = "age", _("age")

    cohort = ParentalKey(Cohort, on_delete=models.CASCADE, related_name="targets")
    kind = models.CharField(_("of what"), max_length=6, choices=Kind.choices)
    # A gender's code ("woman"), or the youngest and oldest age ("18-30"); empty for a region.
    value = models.CharField(_("which"), max_length=12, blank=True)
    region = models.ForeignKey(
        Place,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    percent = models.PositiveSmallIntegerField(_("at least, in percent"), validators=PERCENT)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="region", region__isnull=False)
                | ~Q(kind="region") & ~Q(value="") & Q(region__isnull=True),
                name="target_says_of_what",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.region or self.value}: {self.percent} %"
