"""Convening a meeting, cancelling it, saying that it was held."""

from django.contrib import messages
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.directory.models import Mandate
from extranet.core.standing import READERS
from extranet.meetings.forms.meeting import ConveneForm, ReasonForm
from extranet.meetings.models import Meeting
from extranet.meetings.services.convening import convene, notice_of, obstacles
from extranet.meetings.services.meetings import cancel, mark_held
from extranet.meetings.services.replies import VISITORS
from extranet.meetings.views.agenda_rows import agenda_points
from extranet.meetings.views.base import ActView


class ConveneView(ActView):
    """Shows what will be sent to whom and when; sends it once that is confirmed."""

    template_name = "meetings/convene.html"
    form_class = ConveneForm
    title = gettext_lazy("Convene the meeting")
    submit_text = gettext_lazy("Convene it now")

    def admit(self):
        answer = super().admit()
        if answer is None and self.meeting.state != Meeting.State.DRAFT:
            messages.info(self.request, _("This meeting is convened already: nothing was sent."))
            return self.back()
        return answer

    def act_on(self, form):
        convene(
            meeting=self.meeting,
            by=self.request.user,
            short_notice_reason=form.cleaned_data["short_notice_reason"],
        )
        messages.success(
            self.request, _("The meeting is convened, and those who are asked are being told.")
        )

    def get_context_data(self, **kwargs):
        meeting = self.meeting
        roles = READERS | VISITORS if meeting.open_to_guests else READERS
        mandates = (
            Mandate.objects.in_force_at()
            .filter(body=meeting.body_id, role__in=roles)
            .select_related("person__user")
            .order_by("person__family_name", "person__given_name")
        )
        people = {mandate.person_id: mandate.person for mandate in mandates}
        for guest in meeting.guests.select_related("person__user"):
            people.setdefault(guest.person_id, guest.person)
        has_account = [p for p in people.values() if p.user and p.user.is_active]
        notice = notice_of(meeting)
        found = obstacles(meeting)
        if notice.is_short and notice.refuses:
            article = f" ({notice.article})" if notice.article else ""
            found.append(notice.problem + article)
        return super().get_context_data(**kwargs) | {
            "obstacles": found,
            "notice": notice,
            "told": has_account,
            "not_reached": [p for p in people.values() if p not in has_account],
            "points": agenda_points(meeting, self.standing, inside=True),
            "sender": self.request.user,
        }


class CancelView(ActView):
    """Cancels a meeting, with a reason that everybody reads."""

    form_class = ReasonForm
    title = gettext_lazy("Cancel the meeting")
    submit_text = gettext_lazy("Cancel the meeting")
    done_message = gettext_lazy("The meeting is cancelled.")
    danger = True

    @property
    def lede(self):
        """Who will hear of it."""
        if self.meeting.state == Meeting.State.CONVENED:
            return _("Everybody who was convened is told at once, and reads the reason.")
        return _("Nobody was told of it yet, and nobody will be.")

    def act_on(self, form):
        cancel(meeting=self.meeting, by=self.request.user, reason=form.cleaned_data["reason"])


class HeldView(ActView):
    """Says that the meeting took place."""

    form_class = Form
    title = gettext_lazy("The meeting was held")
    submit_text = gettext_lazy("Yes, it was held")
    done_message = gettext_lazy("The meeting is over. Now record who was there.")
    lede = gettext_lazy("Its agenda and papers can then not be changed any more.")

    def act_on(self, form):
        mark_held(meeting=self.meeting, by=self.request.user)

    def get_done_url(self):
        return self.back("meeting-attendance").url
