"""The list of names that must not be published."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from cms.publishing.models import SecurityHold


class HoldView(CreateView):
    """Puts a name on hold and remembers who did."""

    def save_instance(self):
        self.form.instance.made_by = self.request.user
        return super().save_instance()


class SecurityHoldViewSet(SnippetViewSet):
    """The names that must not be published, for those who keep the list."""

    model = SecurityHold
    icon = "lock"
    menu_label = _("Names on security hold")
    add_to_settings_menu = True
    menu_order = 640
    add_view_class = HoldView
    list_display = ["name", "until", "made_by", "made_at"]
    search_fields = ["name", "variants"]
    ordering = ["name"]
    copy_view_enabled = False
    panels = [
        HelpPanel(
            content=_(
                "No text that holds this name or one of its spellings is published, in any "
                "language, and none is sent to machine translation. Colleagues who may not see "
                "this list read only that the text names somebody who is protected. What is "
                "already published stays: search for it and take it down yourself."
            )
        ),
        FieldPanel("name"),
        FieldPanel("variants"),
        FieldPanel("reason"),
        FieldPanel("until"),
    ]
