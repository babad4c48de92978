"""The admin list of what participants are asked."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from academy.reports.models import SurveyQuestion
from cms.core.choosing import GuardedChooserViewSet


class SurveyQuestionViewSet(SnippetViewSet):
    """The questions of the survey at the end of every cohort."""

    model = SurveyQuestion
    chooser_viewset_class = GuardedChooserViewSet
    icon = "clipboard-list"
    menu_label = _("Survey of participants")
    add_to_settings_menu = True
    menu_order = 670
    copy_view_enabled = False
    list_display = ["__str__", "kind", "asked", "position"]
    ordering = ["position", "pk"]
    panels = [
        HelpPanel(
            content=_(
                "Participants answer from the last day of their cohort on, for thirty days. What "
                "was answered once stays a question: stop asking it instead of writing another "
                "one over it."
            )
        ),
        FieldPanel("texts"),
        FieldPanel("kind"),
        FieldPanel("position"),
        FieldPanel("asked"),
    ]
