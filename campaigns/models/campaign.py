from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.querysets import CampaignManager
from cms.core.blocks import BodyBlock
from cms.core.models import BasePage, ends_after_start, refuse_early_end
from cms.core.widgets import TermsWidget
from cms.directory.models import Organisation
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import TopicalMixin
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


class CampaignPage(IllustratedMixin, TopicalMixin, BasePage):
    """A campaign agreed for a time and run with others."""

    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("The last day; empty while it is open.")
    )
    partners = ParentalManyToManyField(Organisation, verbose_name=_("run with"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = CampaignManager()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        *IllustratedMixin.image_panels,
        FieldPanel("body"),
        *TopicalMixin.topic_panels,
        FieldPanel("partners", widget=TermsWidget),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        *TopicalMixin.synchronized_topics,
        SynchronizedField("partners", overridable=False),
    ]

    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types = []
    shown_with = ("image", "locale")

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            ends_after_start("starts_on", "ends_on", name="campaign_ends_after_start", lasting=True)
        ]

    def clean(self):
        super().clean()
        refuse_early_end(self, "starts_on", "ends_on")

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
