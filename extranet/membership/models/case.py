from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.labels import default_language, language_choices
from cms.directory.models import Body, Organisation, OrganisationStatus
from extranet.membership.querysets import CaseQuerySet


class Case(models.Model):
    """The file of one question about a membership, from its first paper to what came of it."""

    class Kind(models.TextChoices):
        ADMISSION = "admission", _("admission")
        SUSPENSION = "suspension", _("suspension")
        LIFTING = "lifting", _("lifting of a suspension")
        EXCLUSION = "exclusion", _("exclusion")
        RESIGNATION = "resignation", _("resignation")

    class State(models.TextChoices):
        # An application that is still being written: only who has its link sees it.
        DRAFT = "draft", _("being written")
        RECEIVED = "received", pgettext_lazy("case", "received")
        EXAMINED = "examined", _("being examined")
        CONSULTED = "consulted", _("with the region for its opinion")
        BEFORE = "before", _("before the deciding body")
        ADOPTED = "adopted", pgettext_lazy("case", "adopted")
        REJECTED = "rejected", pgettext_lazy("case", "not adopted")
        REGISTERED = "registered", _("registered")
        WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")

    # What can still be prepared, and what is over.
    PREPARED = (State.RECEIVED, State.EXAMINED, State.CONSULTED)
    OVER = (State.ADOPTED, State.REJECTED, State.REGISTERED, State.WITHDRAWN)
    # By which kind of decision the body's rule is found: who suspends also lifts.
    DECISIONS = {
        Kind.ADMISSION: "admission",
        Kind.SUSPENSION: "suspension",
        Kind.LIFTING: "suspension",
        Kind.EXCLUSION: "exclusion",
    }

    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.RECEIVED, editable=False
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("deciding body"),
        null=True,
        on_delete=models.PROTECT,
        related_name="membership_cases",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="membership_cases",
    )
    # What the organisation is from the day of the effect.
    grants = models.CharField(
        _("status from the day of the effect"),
        max_length=12,
        blank=True,
        choices=OrganisationStatus.Status.choices,
    )
    reasons = models.TextField(_("reasons"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default=default_language
    )
    opinions_until = models.DateField(_("opinions until"), null=True, blank=True)
    # The earliest day of the effect; that of the decision where it is empty.
    effective_on = models.DateField(_("takes effect on"), null=True, blank=True)
    decision = models.ForeignKey(
        "records.Decision",
        verbose_name=_("decision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="membership_cases",
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    received_at = models.DateTimeField(null=True, editable=False)
    examined_at = models.DateTimeField(null=True, editable=False)
    consulted_at = models.DateTimeField(null=True, editable=False)
    put_at = models.DateTimeField(null=True, editable=False)
    # The day of the decision, the withdrawal or the registration.
    closed_on = models.DateField(null=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership case")
        verbose_name_plural = _("membership cases")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(
                    state__in=["received", "examined", "consulted", "before"],
                    body__isnull=False,
                    received_at__isnull=False,
                    closed_on__isnull=True,
                )
                | Q(
                    state__in=["adopted", "rejected", "registered", "withdrawn"],
                    body__isnull=False,
                    received_at__isnull=False,
                    closed_on__isnull=False,
                ),
                name="case_dated_by_its_state",
            ),
            models.CheckConstraint(
                condition=Q(kind="admission") | Q(organisation__isnull=False) & ~Q(state="draft"),
                name="case_about_an_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["before", "adopted", "rejected"])
                | Q(organisation__isnull=False),
                name="case_decided_about_an_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "registered"])
                | Q(effective_on__isnull=False, effective_on__gte=models.F("closed_on")),
                name="case_takes_effect_from_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(kind="resignation") & Q(state__in=["registered"])
                | ~Q(kind="resignation") & ~Q(state="registered"),
                name="resignation_is_registered",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(state__in=["received", "examined", "consulted", "before"]),
                name="one_running_case_of_a_kind",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def name(self) -> str:
        """The organisation's name, or what the applicant calls itself."""
        if self.organisation_id:
            return str(self.organisation)
        application = getattr(self, "application", None)
        return application.name if application else ""

    @property
    def title(self) -> str:
        """What it is about: the kind and the name, in the active language."""
        return f"{self.get_kind_display().capitalize()} – {self.name}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be prepared or decided."""
        return self.state in self.OVER

    @property
    def is_prepared(self) -> bool:
        """Whether it is with those who prepare it."""
        return self.state in self.PREPARED

    @property
    def place(self):
        """The country of the organisation or the applicant, None where there is none."""
        if self.organisation_id:
            return self.organisation.place
        application = getattr(self, "application", None)
        return application.place if application else None
