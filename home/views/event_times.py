"""The admin's report of events whose times somebody should check."""

import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import strip_tags
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from cms.core.shown_times import event_time, zone_name
from cms.core.time_zones import is_zone
from home.models import EventPage
from home.services import event_times


def may_see(user) -> bool:
    """Return whether `user` may say that what is published is right."""
    return page_permission_policy.user_has_permission(user, "publish")


class EventTimesView(ReportView):
    """Events that may have been typed by another clock than that of their place."""

    page_title = gettext_lazy("Times of events to check")
    header_icon = "time"
    results_template_name = "home/admin/event_times_results.html"
    index_url_name = "event_times"
    index_results_url_name = "event_times_results"
    permission_policy = page_permission_policy
    permission_required = "publish"
    is_searchable = False
    default_export_filename = "event-times"
    list_export = ["draft_title", "shown", "typed", "status"]

    @property
    def export_headings(self):
        """The heads of the table, as the screen has them."""
        return {
            "draft_title": gettext("Event"),
            "shown": gettext("What the page says"),
            "typed": gettext("The same by the clock of who saved it last"),
            "status": gettext("State"),
        }

    def get_queryset(self):
        return event_times.to_check(self.request.user).select_related("latest_revision")

    def decorate_paginated_queryset(self, object_list):
        """Give each event the zones as far as they are known, and where nothing is public its
        draft's times."""
        pages = list(object_list)
        for page in pages:
            draft = {} if page.live else page.latest_revision.content
            for name in ("starts_at", "ends_at"):
                if draft.get(name):
                    setattr(page, name, datetime.datetime.fromisoformat(draft[name]))
            page.time_zone = draft.get("time_zone", page.time_zone)
            page.knows_zones = is_zone(page.time_zone) and is_zone(page.typed_zone)
            page.shown = _said(page, page.time_zone)
            page.typed = _said(page, page.typed_zone)
            page.status = gettext("published") if page.live else gettext("draft")
        return pages


def _said(page, zone: str) -> str:
    """Return when an event is by the clock of a zone, or the zone's name where it is none."""
    if not page.knows_zones:
        return zone
    said = strip_tags(event_time(page.starts_at, page.ends_at, zone))
    return f"{said} ({zone_name(page.starts_at, zone, page.ends_at)})"


@require_POST
def check(request, page_id: int):
    """Take an event off the list."""
    page = get_object_or_404(EventPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if event_times.check(page=page, user=request.user):
        words = gettext("The times of “%(title)s” are checked.")
        messages.success(request, words % {"title": page.get_admin_display_title()})
    return redirect("event_times")
