"""The page of a meeting: the reader's reply, the agenda with its papers, who comes."""

from django.utils import timezone
from django.views.generic import TemplateView

from extranet.meetings.models import Meeting
from extranet.meetings.services.attendance import totals
from extranet.meetings.views.agenda_rows import agenda_points
from extranet.meetings.views.base import MeetingView
from extranet.meetings.views.participants import reply_deadline, who_comes


class PageView(MeetingView, TemplateView):
    """Everything about one meeting that the reader may see."""

    template_name = "meetings/page.html"

    def trail(self):
        return super().trail()[:-1]

    def get_context_data(self, **kwargs):
        meeting, standing = self.meeting, self.standing
        inside = standing.may_read(meeting.body_id) or self.manages
        now = timezone.now()
        return super().get_context_data(**kwargs) | {
            "inside": inside,
            "points": agenda_points(meeting, standing, inside=inside),
            "who": who_comes(meeting, standing),
            "deadline": reply_deadline(meeting),
            "guests": self._guests() if inside else [],
            "begun": meeting.starts_at <= now,
            "over": meeting.ends_at <= now,
            "attendance": self._attendance() if meeting.state == Meeting.State.HELD else None,
        }

    def _guests(self):
        return list(self.meeting.guests.select_related("person").order_by("person__family_name"))

    def _attendance(self) -> dict | None:
        rows = list(
            self.meeting.attendances.select_related(
                "person", "mandate", "stands_for__person"
            ).order_by("person__family_name", "person__given_name")
        )
        return {"rows": rows, "totals": totals(self.meeting, rows)} if rows else None
