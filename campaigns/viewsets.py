"""Admin lists of appeals, and of the ways in which organisations sign."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.admin_forms import AppealForm
from campaigns.models import Appeal, SigningPolicy
from cms.core.choosing import GuardedChooserViewSet
from cms.core.desk_lists import DeskIndexView


def phase_label(appeal: Appeal) -> str:
    """Return what one can do with the appeal now, in words."""
    return str(Appeal.Phase(appeal.phase()).label)


class AppealIndexView(DeskIndexView):
    """The appeals; their names lead to their signatures."""

    desk = "appeal_desk"
    title_label = _("Appeal")


class AppealViewSet(SnippetViewSet):
    """What campaigns ask organisations and people to sign."""

    model = Appeal
    chooser_viewset_class = GuardedChooserViewSet
    icon = "edit"
    menu_label = _("Appeals")
    menu_name = "appeals"
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = AppealIndexView
    list_display = [
        "__str__",
        Column("phase", label=_("State"), accessor=phase_label),
        NumberColumn("organisations", label=_("Organisations")),
        NumberColumn("people", label=_("People")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("campaign"),
            FieldPanel("titles"),
            FieldPanel("code"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("organisations_from"), FieldPanel("people_from")]),
                    FieldPanel("ends_at"),
                ],
                heading=_("Who signs, from when until when"),
            ),
            FieldPanel("milestones"),
            FieldPanel("keep_months"),
        ],
        base_form_class=AppealForm,
    )


class SigningPolicyViewSet(SnippetViewSet):
    """Which organisations want a second person to approve what one has signed."""

    model = SigningPolicy
    chooser_viewset_class = GuardedChooserViewSet
    icon = "group"
    menu_label = _("Ways of signing")
    add_to_settings_menu = True
    menu_order = 640
    copy_view_enabled = False
    list_display = ["organisation", "second_approval"]
    panels = [FieldPanel("organisation"), FieldPanel("second_approval")]
