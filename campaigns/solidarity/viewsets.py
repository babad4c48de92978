"""The admin's list of cases."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.solidarity.admin_forms import CaseForm
from campaigns.solidarity.models import Case
from cms.core.choosing import GuardedChooserViewSet
from cms.core.desk_lists import DeskIndexView


class CaseIndexView(DeskIndexView):
    """The cases; their titles lead to whom they concern."""

    desk = "solidarity_case"
    title_label = _("Case")


class CaseViewSet(SnippetViewSet):
    """People and movements under pressure."""

    model = Case
    chooser_viewset_class = GuardedChooserViewSet
    icon = "group"
    menu_label = _("Solidarity cases")
    menu_name = "solidarity-cases"
    menu_order = 165
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = CaseIndexView
    list_display = [
        "__str__",
        Column("place", label=_("Country or region"), accessor=lambda case: case.place.label),
        Column("state", label=_("State"), accessor=lambda case: case.get_state_display()),
        DateColumn("state_since", label=_("since")),
    ]
    list_filter = ["state"]
    edit_handler = ObjectList(
        [
            FieldPanel("titles"),
            FieldPanel("subject"),
            FieldPanel("summaries"),
            FieldPanel("related"),
            FieldPanel("place"),
            FieldRowPanel([FieldPanel("since"), FieldPanel("state")]),
            FieldPanel("code"),
        ],
        base_form_class=CaseForm,
    )

    def get_queryset(self, request):
        return Case.objects.select_related("place")
