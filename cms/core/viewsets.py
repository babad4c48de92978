"""Admin screens of what stands on this floor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.choosing import GuardedChooserViewSet
from cms.core.models import ConsentText


class ConsentTextViewSet(SnippetViewSet):
    """What people agree to: written once for every version, and read ever after."""

    model = ConsentText
    chooser_viewset_class = GuardedChooserViewSet
    icon = "clipboard-list"
    menu_label = _("Consent texts")
    add_to_settings_menu = True
    menu_order = 660
    list_display = ["purpose", "version", "valid_from"]
    list_filter = ["purpose"]
    ordering = ["purpose", "-version"]
    copy_view_enabled = False
    panels = [
        HelpPanel(
            content=_(
                "People read this text beside the box that they tick. Say who keeps the data, what "
                "for, how long, and how to have it erased. A text in force cannot be changed or "
                "deleted: write a new version."
            )
        ),
        FieldPanel("purpose"),
        FieldPanel("texts"),
        FieldPanel("valid_from"),
    ]
