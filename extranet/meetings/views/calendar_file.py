"""One meeting for one's own calendar, which says nothing of what it is about."""

from django.http import HttpResponse
from django.views import View

from extranet.meetings.models import Meeting
from extranet.meetings.services import calendar
from extranet.meetings.views.base import MeetingView


class CalendarView(MeetingView, View):
    """The meeting as an iCalendar file; there is none before it is convened."""

    def get(self, request, pk):
        self.require(self.meeting.state != Meeting.State.DRAFT)
        response = HttpResponse(
            calendar.single(self.meeting, request.user), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
        return response
