from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.core.blocks import BodyBlock
from cms.core.models import BasePage
from cms.directory.models import Organisation
from home import positions
from home.models.events import EventPage
from home.models.statement import StatementPage
from home.sections import sections_for

LATEST = 5
COMING = 3


class HomePage(BasePage):
    """The front door in one language."""

    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Shown at the foot; the summary stands at the top."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "home.StatementIndexPage",
        "home.EventIndexPage",
        "home.DirectoryPage",
        "home.BodyIndexPage",
        "campaigns.CampaignIndexPage",
        "solidarity.SolidarityIndexPage",
    ]
    show_breadcrumbs = False

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        below = {"path__startswith": self.path}
        types = (StatementPage, *positions.other_types())
        rows = [model.objects.published().filter(**below) for model in types]
        statements = positions.newest(rows, LATEST)
        return (
            context
            | {
                "latest": statements[0] if statements else None,
                "more_statements": statements[1:],
                "coming_events": EventPage.objects.published()
                .filter(**below)
                .cards()
                .coming()[:COMING],
                "regions": Organisation.objects.listed().by_region(),
            }
            | sections_for(self)
        )
