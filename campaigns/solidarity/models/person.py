from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.solidarity.models.case import Case
from campaigns.solidarity.querysets import PersonQuerySet
from cms.core.labels import LabelsField
from cms.publishing.models import HeldNameModel
from cms.taxonomy.models import Place


class PersonConcerned(HeldNameModel):
    """Somebody whom a case concerns, and what of them may be published.

    Nothing may until somebody has decided, and then what was decided last: name, picture and place
    each on its own. The columns repeat the latest `ConsentDecision`; services write both at once.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="people"
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("It can be shown on no page until that is allowed."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Where they are, or are held."),
    )
    wording = LabelsField(
        _("what stands in place of the name"),
        blank=True,
        help_text=_("Empty: “a person whose name is protected”."),
    )
    show_name = models.BooleanField(_("the name may be published"), default=False, editable=False)
    show_picture = models.BooleanField(
        _("the picture may be published"), default=False, editable=False
    )
    show_place = models.BooleanField(_("the place may be published"), default=False, editable=False)
    settled_at = models.DateTimeField(_("settled on"), null=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person concerned")
        verbose_name_plural = _("persons concerned")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False)
                | Q(show_name=False, show_picture=False, show_place=False),
                name="nothing_shown_before_it_is_settled",
            )
        ]

    @property
    def is_settled(self) -> bool:
        """Whether somebody has decided what may be published."""
        return self.settled_at is not None
