import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns import page_facts as facts
from campaigns.blocks import DemandsBlock, RelatedBlock, ToolkitBlock, UpdatesBlock
from campaigns.feeds import UpdateFeed
from campaigns.querysets import CampaignManager
from campaigns.updates import UpdatesMixin
from cms.core.blocks import BodyBlock
from cms.core.models import BasePage, ends_after_start, refuse_early_end
from cms.core.widgets import TermsWidget
from cms.directory.models import Organisation
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import TopicalMixin

_HASHTAG = re.compile(r"#\w+")


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


class CampaignPage(UpdatesMixin, RoutablePageMixin, IllustratedMixin, TopicalMixin, BasePage):
    """A campaign agreed for a time and run with others."""

    class Stage(models.TextChoices):
        PREPARED = "prepared", _("in preparation")
        RUNNING = "running", pgettext_lazy("campaign", "running")
        ENDED = "ended", pgettext_lazy("campaign", "ended")

    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("The last day; empty while it is open.")
    )
    aim = models.TextField(
        _("aim"), blank=True, max_length=600, help_text=_("What is to be reached, in a few words.")
    )
    addressees = models.CharField(
        _("addressed to"), blank=True, max_length=250, help_text=_("Who is to act.")
    )
    demands = StreamField(DemandsBlock(), verbose_name=_("demands"), blank=True)
    result = models.TextField(
        _("result"),
        blank=True,
        max_length=1500,
        help_text=_("How it ended; shown once the last day is over."),
    )
    updates = StreamField(UpdatesBlock(), verbose_name=_("news of the campaign"), blank=True)
    toolkit = StreamField(ToolkitBlock(), verbose_name=_("toolkit"), blank=True)
    related = StreamField(
        RelatedBlock(),
        verbose_name=_("positions and events"),
        blank=True,
        help_text=_("In any language: readers get them in theirs, where they exist in it."),
    )
    hashtags = models.CharField(
        _("hashtags"), blank=True, max_length=200, help_text=_("Such as #PeaceNow, with spaces.")
    )
    partners = ParentalManyToManyField(Organisation, verbose_name=_("run with"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = CampaignManager()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("result"),
            ],
            heading=_("From when until when"),
        ),
        MultiFieldPanel(
            [FieldPanel("aim"), FieldPanel("addressees"), FieldPanel("demands")],
            heading=_("What it asks for"),
        ),
        *IllustratedMixin.image_panels,
        FieldPanel("body"),
        FieldPanel("updates"),
        MultiFieldPanel(
            [FieldPanel("toolkit"), FieldPanel("hashtags")], heading=_("To make it known")
        ),
        MultiFieldPanel(
            [
                *TopicalMixin.topic_panels,
                FieldPanel("related"),
                FieldPanel("partners", widget=TermsWidget),
            ],
            heading=_("What belongs to it"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("aim"),
        index.SearchField("demands"),
        index.SearchField("updates"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *TopicalMixin.synchronized_topics,
        SynchronizedField("partners", overridable=False),
        SynchronizedField("related", overridable=False),
    ]

    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types = []
    shown_with = ("image", "locale", "share_kit")

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            ends_after_start("starts_on", "ends_on", name="campaign_ends_after_start", lasting=True)
        ]

    def clean(self):
        super().clean()
        refuse_early_end(self, "starts_on", "ends_on")
        tags = self.hashtags.split()
        if wrong := [tag for tag in tags if not _HASHTAG.fullmatch(tag)]:
            message = gettext("Begin with # and use letters and digits alone: %(tags)s.")
            raise ValidationError({"hashtags": message % {"tags": " ".join(wrong)}})
        self.hashtags = " ".join(tags)

    @property
    def is_past(self) -> bool:
        """Whether its last day is over."""
        return self.ends_on is not None and self.ends_on < localdate()

    @property
    def stage(self) -> str:
        """Where it stands today, as a `Stage`."""
        if self.is_past:
            return self.Stage.ENDED
        return self.Stage.PREPARED if self.starts_on > localdate() else self.Stage.RUNNING

    def sub_paths(self):
        return ["feed/", "signatories/"]

    @path("")
    def details(self, request):
        """The campaign itself."""
        return self.render(request, context_overrides=facts.page_facts(self, request))

    @path("signatories/", name="signatories")
    def signatories(self, request):
        """The organisations that signed its appeal, by region."""
        context = facts.signatories_facts(self, request)
        template = "campaigns/signatories.html"
        return self.render(request, context_overrides=context, template=template)

    @path("feed/", name="feed")
    def feed(self, request):
        """The news as an Atom feed."""
        return UpdateFeed(self)(request)

    def feeds(self, request):
        title = gettext("News of “%(campaign)s”") % {"campaign": self.title}
        return [{"title": title, "url": self.get_full_url(request) + "feed/"}]
