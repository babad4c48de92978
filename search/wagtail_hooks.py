"""What the search adds to Wagtail's admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.reports import SearchReportView
from search.viewsets import SearchGroup

register_snippet(SearchGroup)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("reports/search/", SearchReportView.as_view(), name="search_report")]


class SearchMenuItem(MenuItem):
    """Shown to those who tend the search."""

    def is_shown(self, request):
        return request.user.has_perm("search.view_searchcount")


@hooks.register("register_reports_menu_item")
def register_report():
    return SearchMenuItem(
        _("Site search"), reverse("search_report"), name="search", icon_name="search", order=120
    )
