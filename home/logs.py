"""Who reads what others did: those who publish a page; everybody else reads what they did.

Wagtail shows the history of a page to whoever may edit it, and the history of the site to whoever
may write anywhere.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from wagtail.admin.views.pages.history import (
    PageHistoryView,
    WorkflowHistoryDetailView,
    WorkflowHistoryView,
)
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.permissions import page_permission_policy

# Reports that say who did what to pages.
REPORTS = (AgingPagesView, LogEntriesView, WorkflowTasksView, WorkflowView)
REPORT_MENU_ITEMS = {"aging-pages", "site-history", "workflow-tasks", "workflows"}


def reads_logs(user) -> bool:
    """Return whether `user` may read what others did: whoever publishes pages."""
    return page_permission_policy.user_has_permission(user, "publish")


def _reads_history(view) -> bool:
    return view.object.permissions_for_user(view.request.user).can_publish()


def _own_alone(view_class, method: str, field: str) -> None:
    """Let `method` of `view_class` find only what the reader did, by `field`, unless they publish
    the page."""
    found = getattr(view_class, method)

    @wraps(found)
    def own(self, *args, **kwargs):
        rows = found(self, *args, **kwargs)
        return rows if _reads_history(self) else rows.filter(**{field: self.request.user})

    setattr(view_class, method, own)


def _refuse_others(view_class) -> None:
    """Let `view_class` show a workflow to who began it, and to who publishes the page."""
    shown = view_class.dispatch

    @wraps(shown)
    def dispatch(self, request, *args, **kwargs):
        if not _reads_history(self) and self.workflow_state.requested_by != request.user:
            raise PermissionDenied
        return shown(self, request, *args, **kwargs)

    view_class.dispatch = dispatch


def _leave_out_editors(filters_class) -> None:
    """Offer "Edited by" to those who read logs: who asks name by name has read one."""
    plain = filters_class.__init__

    @wraps(plain)
    def __init__(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        if self.request and not reads_logs(self.request.user):
            self.filters.pop("edited_by", None)

    filters_class.__init__ = __init__


def install() -> None:
    """Make Wagtail's views ask; once for a process.

    They are in Wagtail's own list of addresses, before those that an app may add.
    """
    _own_alone(PageHistoryView, "get_base_queryset", "user")
    _own_alone(WorkflowHistoryView, "get_base_queryset", "requested_by")
    _refuse_others(WorkflowHistoryDetailView)
    _leave_out_editors(PageFilterSet)
    for report in REPORTS:
        report.permission_policy = page_permission_policy
        report.any_permission_required = ["publish"]
