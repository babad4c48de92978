from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from cms.core.labels import LabelsField, pick, texts
from cms.core.models import DatedModel, DatedQuerySet, FoldedTextField
from cms.directory.models.organisation import Organisation
from cms.taxonomy.models import Place


class Person(index.Indexed, ClusterableModel):
    """Somebody who signs, speaks or sits for an organisation; not necessarily one who signs in."""

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", _("other")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    gender = models.CharField(
        _("gender"),
        max_length=6,
        blank=True,
        choices=Gender.choices,
        help_text=_("For the parity rules of the bodies; not shown."),
    )
    titles = LabelsField(_("office or profession"), blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        help_text=_("With which the person signs in."),
    )
    search_text = FoldedTextField()

    search_fields = [
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
        index.FilterField("place_id"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "code"]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """Given and family name, as it is written."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def title(self) -> str:
        """The office or profession in the active language."""
        return pick(self.titles)

    def folded_source(self) -> list[str]:
        """Return the texts that a search for the person looks at."""
        return [self.code, self.given_name, self.family_name, *texts(self.titles)]


class Representative(DatedModel):
    """A person who speaks for an organisation, in a role, from a day until a day."""

    class Role(models.TextChoices):
        LEADER = "leader", _("leader")
        INTERNATIONAL = "international", _("international secretary")
        DELEGATE = "delegate", _("delegate")
        YOUTH = "youth", _("youth representative")
        WOMEN = "women", _("women’s representative")
        ACADEMY = "academy", _("academy contact")

    person = ParentalKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="representations",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="representatives",
    )
    role = models.CharField(_("role"), max_length=14, choices=Role.choices)

    objects = DatedQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["organisation", "role", "starts_on"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "starts_on"],
                name="one_representation_begins_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"
