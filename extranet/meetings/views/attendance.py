"""Recording who was there."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.core.errors import Refused
from extranet.core.standing import ENTITLED
from extranet.meetings.forms.attendance import AttendanceForm
from extranet.meetings.models import Attendance
from extranet.meetings.services.attendance import (
    Presence,
    prefilled,
    record_attendance,
    totals,
    why_not_recorded,
)
from extranet.meetings.services.replies import seats
from extranet.meetings.views.base import OfficersView


class AttendanceView(OfficersView, TemplateView):
    """Everybody who could be there, with what they said beforehand filled in."""

    template_name = "meetings/attendance.html"
    ahead_only = False

    def admit(self):
        answer = super().admit()
        if answer is None and (refused := why_not_recorded(self.meeting)):
            messages.warning(self.request, refused)
            return self.back()
        return answer

    @cached_property
    def mandates(self):
        """The mandates in force when the meeting began."""
        return list(seats(self.meeting))

    @cached_property
    def recorded(self) -> list[Attendance]:
        """What was recorded before."""
        return list(self.meeting.attendances.select_related("person", "mandate", "stands_for"))

    def form(self, data=None) -> AttendanceForm:
        """Return the form, filled from what is recorded, else from the replies."""
        there = [
            Presence(row.person, row.mandate, row.stands_for, row.manner) for row in self.recorded
        ]
        if not there:
            there = prefilled(self.meeting, self.mandates)
        guests = [guest.person for guest in self.meeting.guests.select_related("person")]
        return AttendanceForm(data, mandates=self.mandates, guests=guests, there=there)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if form.is_valid():
            try:
                record_attendance(meeting=self.meeting, presences=form.presences(), by=request.user)
            except Refused as refused:
                refused.add_to(form)
            else:
                messages.success(request, _("The attendance is recorded."))
                return HttpResponseRedirect(self.back(anchor="#who").url)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "form": kwargs.get("form") or self.form(),
            "first_time": not self.recorded,
            "totals": totals(self.meeting, self.recorded) if self.recorded else None,
            "seats": sum(mandate.role in ENTITLED for mandate in self.mandates),
        }
