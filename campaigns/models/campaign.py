from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.querysets import CampaignManager
from cms.core.blocks import BodyBlock
from cms.core.models import BasePage
from cms.core.widgets import TermsWidget
from cms.directory.models import Organisation
from cms.taxonomy.models import Topic
from home.models import StatementPage
from home.translations import attach_languages

RELATED = 5


class CampaignIndexPage(BasePage):
    """All campaigns of one language: those that run, those to come, those that ended."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.CampaignPage"]

    class Meta:
        verbose_name = _("list of campaigns")
        verbose_name_plural = _("lists of campaigns")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        campaigns = CampaignPage.objects.child_of(self).published().cards()
        return context | {
            "current": campaigns.current(),
            "coming": campaigns.coming(),
            "past": campaigns.past(),
        }


class CampaignPage(BasePage):
    """A campaign agreed for a time and run with others."""

    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("The last day; empty while it is open.")
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True)
    partners = ParentalManyToManyField(Organisation, verbose_name=_("run with"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = CampaignManager()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("topics", widget=TermsWidget),
        FieldPanel("partners", widget=TermsWidget),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        SynchronizedField("topics", overridable=False),
        SynchronizedField("partners", overridable=False),
    ]

    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types = []
    shown_with = ("image", "locale")

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_start",
                violation_error_message=_("It cannot end before it starts."),
            )
        ]

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("It cannot end before it starts.")})

    @property
    def is_past(self) -> bool:
        """Whether its last day is over."""
        return self.ends_on is not None and self.ends_on < localdate()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        topics = list(self.topics.all())
        related = StatementPage.objects.beside(self).filter(topics__in=topics).distinct()
        return context | {
            "topics": topics,
            "partners": self.partners.all(),
            "statements": attach_languages(related.cards().newest_first()[:RELATED]),
        }
