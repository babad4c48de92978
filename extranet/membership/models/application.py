from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, default_language, language_choices, pick
from cms.core.models import PersonalDataMixin, SecretLinkModel
from cms.directory.models import Organisation, OrganisationStatus
from cms.taxonomy.models import Place
from extranet.membership.models.case import Case


class Application(SecretLinkModel, PersonalDataMixin):
    """What somebody outside has written to become a member, and the link to go on with it."""

    # Who may ask for what: parties and their networks for either, others to be associated
    # (guiding principles, IV).
    FOR_MEMBERS = (Organisation.Kind.PARTY, Organisation.Kind.NETWORK)
    SOUGHT = (OrganisationStatus.Status.MEMBER, OrganisationStatus.Status.ASSOCIATED)

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="application")
    # To where the link goes.
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default=default_language
    )
    saved_at = models.DateTimeField(null=True, editable=False)

    kind = models.CharField(
        _("kind of organisation"), max_length=12, choices=Organisation.Kind.choices, blank=True
    )
    sought = models.CharField(
        _("you apply to become"),
        max_length=12,
        choices=[(one.value, one.label) for one in SOUGHT],
        blank=True,
    )
    names = LabelsField(_("name"), blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    founded = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1700), MaxValueValidator(2200)],
    )
    website = models.URLField(_("website"), blank=True)
    aims = models.TextField(_("aims"), max_length=5000, blank=True)
    representation = models.TextField(_("elections and seats"), max_length=5000, blank=True)
    contact_name = models.CharField(_("name of the contact"), max_length=120, blank=True)
    contact_role = models.CharField(_("office"), max_length=120, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    leader_name = models.CharField(_("name of the leader"), max_length=120, blank=True)
    reference_one = models.ForeignKey(
        Organisation,
        verbose_name=_("first reference"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reference_two = models.ForeignKey(
        Organisation,
        verbose_name=_("second reference"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    anonymous_values = {
        "email": "",
        "contact_name": "",
        "contact_role": "",
        "contact_phone": "",
        "leader_name": "",
        "token_digest": "",
    }

    class Meta:
        verbose_name = _("application for membership")
        verbose_name_plural = _("applications for membership")
        constraints = [
            *PersonalDataMixin.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(reference_one=F("reference_two")),
                name="references_are_two",
                violation_error_message=_("Name two different members."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """What the applicant calls itself, in the active language or the nearest; the acronym."""
        name = pick(self.names)
        return f"{name} ({self.acronym})" if name and self.acronym else name or self.acronym

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent yet."""
        return self.case.state == Case.State.DRAFT

    def anonymise(self):
        """Forget who wrote it, and remove the papers of an applicant that was not admitted."""
        if not self.anonymised_at and self.case.state != Case.State.ADOPTED:
            for row in self.case.files.all():
                row.remove()
        super().anonymise()
