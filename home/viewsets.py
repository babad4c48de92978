"""Admin lists of one type of page."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import StartingPoint, StatementPage


def day(page: StatementPage) -> str:
    """Return the day of a statement, short: how long ago it was helps nobody find it."""
    return date_format(page.date, "SHORT_DATE_FORMAT")


class StatementListView(IndexView):
    """All statements, the newest first."""

    default_ordering = "-date"

    @property
    def header_more_buttons(self):
        """What the menu beside the title offers: the import, to those who write."""
        buttons = super().header_more_buttons
        if page_permission_policy.user_has_permission(self.request.user, "add"):
            address = reverse("import_documents")
            button = Button(gettext("Import documents"), address, icon_name="upload", priority=90)
            buttons = [*buttons, button]
        return buttons


class StatementListing(PageListingViewSet):
    """All statements of all languages in one list, to be filtered."""

    icon = "doc-full"
    menu_label = _("Statements")
    menu_order = 150
    add_to_admin_menu = True
    model = StatementPage
    name = "statements"
    index_view_class = StatementListView
    list_display = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("date", label=_("Date"), accessor=day, sort_key="date", width="12%"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind", width="12%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]
    list_filter = ["locale", "kind", "date", "adopted_by", "live"]

    def get_menu_item(self, order=None):
        item = super().get_menu_item(order)
        item.is_shown = lambda request: page_permission_policy.user_has_any_permission(
            request.user, ["add", "change", "publish"]
        )
        return item


statement_listing = StatementListing("statements")


class StartingPointViewSet(SnippetViewSet):
    """What new statements begin with."""

    model = StartingPoint
    icon = "copy"
    menu_label = _("Starting points")
    add_to_settings_menu = True
    menu_order = 630
    list_display = ["name", "language", "kind"]
    list_filter = ["language", "kind"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
