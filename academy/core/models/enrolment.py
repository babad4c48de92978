from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.querysets import EnrolmentQuerySet
from cms.core.labels import language_choices
from cms.core.models import PersonalDataMixin, SecretLinkModel
from cms.directory.models import Organisation, Person
from cms.taxonomy.models import Place

from .cohort import Cohort


class Enrolment(PersonalDataMixin, SecretLinkModel):
    """Somebody on the way through a cohort, from being nominated to the end.

    A state changes in `academy.enrolment.services` alone, each time with a row of history. Who has
    a seat holds its number: a number is given once a cohort, so no race can give one seat twice.
    """

    class State(models.TextChoices):
        NOMINATED = "nominated", pgettext_lazy("candidate", "nominated")
        APPLIED = "applied", pgettext_lazy("candidate", "applied, not confirmed yet")
        DECLINED = "declined", pgettext_lazy("candidate", "declined")
        ACCEPTED = "accepted", pgettext_lazy("candidate", "accepted the nomination")
        NOT_SELECTED = "not_selected", pgettext_lazy("candidate", "not selected")
        SELECTED = "selected", pgettext_lazy("candidate", "selected")
        WAITING = "waiting", pgettext_lazy("candidate", "on the waiting list")
        OFFERED = "offered", pgettext_lazy("candidate", "has been offered a place")
        LAPSED = "lapsed", pgettext_lazy("candidate", "let the offer lapse")
        CONFIRMED = "confirmed", pgettext_lazy("candidate", "confirmed")
        ACTIVE = "active", pgettext_lazy("candidate", "takes part")
        COMPLETED = "completed", pgettext_lazy("candidate", "completed")
        NOT_COMPLETED = "not_completed", pgettext_lazy("candidate", "not completed")
        WITHDRAWN = "withdrawn", pgettext_lazy("candidate", "withdrawn")
        NO_SHOW = "no_show", pgettext_lazy("candidate", "did not come")

    # In these a seat is held, and given back when they are left for another.
    SEATED = ("selected", "offered", "confirmed", "active", "completed", "not_completed", "no_show")
    # Who may learn: see lessons, questions, the names of the others.
    LEARNING = ("active", "completed", "not_completed")
    # In these somebody is out of the cohort, and may be nominated again.
    OUT = ("declined", "not_selected", "lapsed", "withdrawn")

    class Gender(models.TextChoices):
        WOMAN = Person.Gender.WOMAN.value, Person.Gender.WOMAN.label
        MAN = Person.Gender.MAN.value, Person.Gender.MAN.label
        OTHER = Person.Gender.OTHER.value, Person.Gender.OTHER.label

    anonymous_values = {
        "given_name": "",
        "family_name": "",
        "email": "",
        "email_canonical": None,
        "birth_year": None,
        "reason": "",
        "motivation": "",
        "user": None,
        "nominated_by": None,
        "token_digest": "",
        "consent_text": None,
        "consent_language": "",
        "consented_at": None,
    }

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    # Empty for who applied alone.
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The candidate's own account, once there is one.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="enrolments",
    )
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    # One spelling of all addresses of a mailbox; None where forgotten.
    email_canonical = models.CharField(max_length=254, null=True, blank=True, editable=False)  # noqa: DJ001
    gender = models.CharField(_("gender"), max_length=6, blank=True, choices=Gender.choices)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    country = models.ForeignKey(
        Place,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    # Among those of the same organisation, the first choice is 1.
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True, max_length=1500)
    motivation = models.TextField(_("motivation"), blank=True, max_length=1500)
    state = models.CharField(
        _("state"), max_length=13, choices=State.choices, default=State.NOMINATED, editable=False
    )
    # What was told last, where the staff have decided anew since and have not told that.
    shown_as = models.CharField(max_length=13, choices=State.choices, blank=True, editable=False)
    # Its place among those who wait, given once in the order of joining the list.
    queue_number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    seat_number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True, editable=False)
    # Agreed to by the candidate: that the certificate and the list of alumni name the party.
    shows_organisation = models.BooleanField(_("the certificate names the party"), default=False)
    reminded = models.BooleanField(_("is reminded by e-mail"), default=True)
    created_at = models.DateTimeField(_("nominated on"), auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["cohort", "organisation", F("rank").asc(nulls_last=True), "pk"]
        constraints = [
            *PersonalDataMixin.Meta.constraints,
            models.UniqueConstraint(
                fields=["cohort", "email_canonical"],
                condition=~Q(state__in=["declined", "not_selected", "lapsed", "withdrawn"]),
                name="one_enrolment_a_person",
            ),
            models.UniqueConstraint(fields=["cohort", "queue_number"], name="one_place_in_queue"),
            models.UniqueConstraint(fields=["cohort", "seat_number"], name="a_seat_is_given_once"),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "selected",
                        "offered",
                        "confirmed",
                        "active",
                        "completed",
                        "not_completed",
                        "no_show",
                    ],
                    seat_number__isnull=False,
                )
                | Q(seat_number__isnull=True)
                & ~Q(
                    state__in=[
                        "selected",
                        "offered",
                        "confirmed",
                        "active",
                        "completed",
                        "not_completed",
                        "no_show",
                    ]
                ),
                name="who_is_seated_has_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", queue_number__isnull=False) | ~Q(state="waiting"),
                name="who_waits_has_a_place_in_queue",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False) | ~Q(state="offered"),
                name="an_offer_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "state"])]

    def __str__(self):
        return self.name or f"#{self.pk}"

    @property
    def name(self) -> str:
        """Given and family name, as it is written; empty once anonymous."""
        return f"{self.given_name} {self.family_name}".strip()
