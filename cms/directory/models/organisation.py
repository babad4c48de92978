from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from cms.core.labels import LabelsField, parted, pick, texts
from cms.core.models import DatedModel, DatedQuerySet, FoldedTextField
from cms.directory.querysets import OrganisationQuerySet
from cms.taxonomy.models import Place


class Organisation(index.Indexed, ClusterableModel):
    """A party or organisation; known by its id and code, for names repeat: several are "PS"."""

    class Kind(models.TextChoices):
        PARTY = "party", _("party")
        NETWORK = "network", _("network")
        UNION = "union", _("trade union")
        FOUNDATION = "foundation", _("foundation")
        YOUTH = "youth", _("youth organisation")
        NGO = "ngo", _("non-governmental organisation")

    code = models.SlugField(
        _("code"), max_length=80, unique=True, help_text=_("Stable: its page's address holds it.")
    )
    names = LabelsField(_("name"))
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_(
            "Former names and acronyms, and other usual ones in any language, parted by "
            "semicolons. Readers find the organisation by them; they are shown nowhere."
        ),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PARTY)
    place = models.ForeignKey(
        Place,
        verbose_name=_("country or region"),
        null=True,
        blank=True,
        help_text=_("Empty for a worldwide organisation."),
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    descriptions = LabelsField(_("description"), blank=True, long=True)
    website = models.URLField(_("website"), blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    search_text = FoldedTextField()

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
        index.FilterField("kind"),
        index.FilterField("place_id"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["code"]

    def __str__(self):
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return pick(self.names) or self.code

    @property
    def description(self) -> str:
        """The description in the active language."""
        return pick(self.descriptions)

    def folded_source(self) -> list[str]:
        """Return the texts that a search looks at: names, acronym, the country."""
        places = self.place.names if self.place else ()
        return [self.code, self.acronym, *self.all_names, *places]

    @property
    def all_names(self) -> list[str]:
        """Every name it is found by: those of today in each language, and those it had besides."""
        return [*texts(self.names), *parted(self.other_names)]

    def status_on(self, on=None) -> str:
        """Return its status code on the day `on` (by default today), empty where it has none."""
        row = self.statuses.in_force(on).order_by("-starts_on").first()
        return row.status if row else ""


class OrganisationStatus(DatedModel):
    """What an organisation was to the alliance, from a day until a day."""

    class Status(models.TextChoices):
        APPLICANT = "applicant", _("applicant")
        MEMBER = "member", _("member")
        ASSOCIATED = "associated", _("associated partner")
        GUEST = "guest", pgettext_lazy("organisation", "guest")
        SUSPENDED = "suspended", _("suspended")
        LEFT = "left", _("left")

    organisation = ParentalKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="statuses",
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("status")
        verbose_name_plural = _("statuses")
        ordering = ["starts_on"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "starts_on"], name="one_status_begins_a_day"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ends_on__isnull=True),
                name="one_open_status_an_organisation",
                violation_error_message=_("End the status before, then begin the next."),
            ),
        ]

    def __str__(self):
        return f"{self.get_status_display()} ({self.starts_on})"
