from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import UpdatesBlock
from campaigns.feeds import UpdateFeed
from campaigns.page_facts import signatories_facts
from campaigns.solidarity.blocks import ActionsBlock
from campaigns.solidarity.models.case import Case
from campaigns.solidarity.models.case_routes import CaseRoutes
from campaigns.solidarity.page_facts import joined_facts, page_facts
from campaigns.updates import UpdatesMixin
from cms.core.models import BasePage
from cms.core.widgets import TermsWidget
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import TopicalMixin
from home.models import PositionPage, withdrawn_with_a_reason


class SolidarityIndexPage(CaseRoutes, BasePage):
    """All declarations of solidarity in one language, and the cases that they are about."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["solidarity.SolidarityPage"]
    list_name = "solidarity"

    class Meta:
        verbose_name = _("list of solidarity declarations")
        verbose_name_plural = _("lists of solidarity declarations")

    def declarations(self):
        """Return the published declarations below this page, the latest first."""
        return SolidarityPage.objects.child_of(self).published().cards().newest_first()

    @path("")
    def listing(self, request):
        """The declarations."""
        return self.render(request, context_overrides={"declarations": self.declarations()})


class SolidarityPage(UpdatesMixin, PositionPage):
    """A position about people or movements under pressure: whom it concerns, what one can do."""

    # What statements keep in fields of their own.
    kind = "solidarity"
    decision_reference = ""

    cases = ParentalManyToManyField(
        Case, verbose_name=_("cases"), blank=True, related_name="declarations"
    )
    actions = StreamField(ActionsBlock(), verbose_name=_("what readers can do"), blank=True)
    updates = StreamField(UpdatesBlock(), verbose_name=_("what has happened since"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("adopted_by")]),
                FieldPanel("authentic_language"),
            ],
            heading=_("What it is"),
        ),
        FieldPanel("cases", widget=TermsWidget),
        *IllustratedMixin.image_panels,
        FieldPanel("body"),
        FieldPanel("updates"),
        FieldPanel("actions"),
        FieldPanel("attachments"),
        MultiFieldPanel(
            [*TopicalMixin.topic_panels, FieldPanel("places", widget=TermsWidget)],
            heading=_("What it is about"),
        ),
        PositionPage.contact_panel,
        PositionPage.state_panel,
    ]
    search_fields = [
        *PositionPage.search_fields,
        index.SearchField("updates"),
        index.SearchField("actions"),
    ]
    override_translatable_fields = [
        *PositionPage.override_translatable_fields,
        SynchronizedField("cases", overridable=False),
    ]
    parent_page_types = ["solidarity.SolidarityIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("solidarity declaration")
        verbose_name_plural = _("solidarity declarations")
        constraints = [withdrawn_with_a_reason("solidarity_withdrawn_with_a_reason")]

    def get_kind_display(self) -> str:
        """What lists and documents call it."""
        return gettext("solidarity declaration")

    def sub_paths(self):
        return [*super().sub_paths(), "feed/", "signatories/"]

    @path("")
    def text(self, request):
        """The text itself, with the cases that it is about and the organisations that join it."""
        facts = page_facts(self, request) | joined_facts(self)
        return self.render(request, context_overrides=facts)

    @path("signatories/", name="signatories")
    def signatories(self, request):
        """The organisations that join it, by region and country."""
        facts = signatories_facts(self, request)
        template = "campaigns/signatories.html"
        return self.render(request, context_overrides=facts, template=template)

    @path("feed/", name="feed")
    def feed(self, request):
        """What has happened since, as an Atom feed."""
        return UpdateFeed(self)(request)

    def feeds(self, request):
        title = gettext("News on “%(title)s”") % {"title": self.title}
        return [{"title": title, "url": self.get_full_url(request) + "feed/"}]
