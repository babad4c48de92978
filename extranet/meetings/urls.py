"""Meetings, and the calendar of one's own."""

from django.urls import path

from extranet.meetings.views import (
    agenda,
    attendance,
    calendar_address,
    calendar_feed,
    calendar_file,
    guests,
    lists,
    page,
    papers,
    prepare,
    replies,
    states,
)

urlpatterns = [
    path("meetings/", lists.ListView.as_view(), name="meetings"),
    path("meetings/past/", lists.ListView.as_view(past=True), name="meetings-past"),
    path(
        "meetings/past/<int:year>/",
        lists.ListView.as_view(past=True),
        name="meetings-of-year",
    ),
    path("meetings/new/", prepare.CreateView.as_view(), name="meeting-new"),
    path("meetings/<int:pk>/", page.PageView.as_view(), name="meeting"),
    path("meetings/<int:pk>/meeting.ics", calendar_file.CalendarView.as_view(), name="meeting-ics"),
    path(
        "meetings/<int:pk>/reply/<int:mandate>/",
        replies.ReplyView.as_view(),
        name="meeting-reply",
    ),
    path("meetings/<int:pk>/change/", prepare.ChangeView.as_view(), name="meeting-change"),
    path("meetings/<int:pk>/convene/", states.ConveneView.as_view(), name="meeting-convene"),
    path("meetings/<int:pk>/cancel/", states.CancelView.as_view(), name="meeting-cancel"),
    path("meetings/<int:pk>/held/", states.HeldView.as_view(), name="meeting-held"),
    path("meetings/<int:pk>/guests/", guests.GuestsView.as_view(), name="meeting-guests"),
    path(
        "meetings/<int:pk>/guests/<int:guest>/remove/",
        guests.UninviteView.as_view(),
        name="meeting-guest-remove",
    ),
    path(
        "meetings/<int:pk>/attendance/",
        attendance.AttendanceView.as_view(),
        name="meeting-attendance",
    ),
    path("meetings/<int:pk>/agenda/", agenda.AgendaView.as_view(), name="meeting-agenda"),
    path("meetings/<int:pk>/agenda/add/", agenda.AddView.as_view(), name="meeting-item-add"),
    path("meetings/<int:pk>/agenda/<int:item>/", agenda.EditView.as_view(), name="meeting-item"),
    path(
        "meetings/<int:pk>/agenda/<int:item>/move/<slug:direction>/",
        agenda.MoveView.as_view(),
        name="meeting-item-move",
    ),
    path(
        "meetings/<int:pk>/agenda/<int:item>/remove/",
        agenda.RemoveView.as_view(),
        name="meeting-item-remove",
    ),
    path(
        "meetings/<int:pk>/agenda/<int:item>/papers/",
        papers.PapersView.as_view(),
        name="meeting-item-papers",
    ),
    path(
        "meetings/<int:pk>/papers/<int:paper>/replace/",
        papers.ReplaceView.as_view(),
        name="meeting-paper-replace",
    ),
    path(
        "meetings/<int:pk>/papers/<int:paper>/remove/",
        papers.RemoveView.as_view(),
        name="meeting-paper-remove",
    ),
    path("calendar/<str:token>.ics", calendar_feed.feed, name="calendar"),
    path(
        "preferences/calendar/",
        calendar_address.CalendarAddressView.as_view(),
        name="calendar-address",
    ),
]
