"""Beginning a meeting and changing what is known of it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from cms.core.errors import Refused
from cms.directory.models import Body
from extranet.meetings.forms.meeting import MeetingForm, NewMeetingForm
from extranet.meetings.models import Meeting
from extranet.meetings.services.meetings import change, create
from extranet.meetings.views.base import ActView, MeetingsView


class CreateView(MeetingsView, FormView):
    """A new meeting, of one of the bodies whose meetings the reader prepares."""

    template_name = "meetings/form.html"
    form_class = NewMeetingForm

    def admit(self):
        self.require(self.standing.secretariat or bool(self.standing.manages))
        return super().admit()

    def get_form_kwargs(self):
        bodies = Body.objects.all()
        if not self.standing.secretariat:
            bodies = bodies.filter(pk__in=self.standing.manages)
        return super().get_form_kwargs() | {"bodies": bodies}

    def get_initial(self):
        user = self.request.user
        initial = {"time_zone": user.time_zone or settings.TIME_ZONE, "kind": "ordinary"}
        if code := self.request.GET.get("body"):
            initial["body"] = Body.objects.filter(code=code).first()
        return initial

    def form_valid(self, form):
        try:
            meeting = create(
                body=form.cleaned_data["body"], by=self.request.user, **form.fields_for_service()
            )
        except Refused as refused:
            refused.add_to(form)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("The meeting is being prepared; nobody was told yet. Next comes the agenda."),
        )
        return HttpResponseRedirect(reverse("extranet:meeting-agenda", args=[meeting.pk]))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": _("Prepare a meeting"),
            "lede": _("Nobody but the officers of the body sees it before it is convened."),
            "submit_text": _("Save and go on to the agenda"),
            "cancel_url": reverse("extranet:meetings"),
        }


class ChangeView(ActView):
    """What is known of a meeting, to be changed."""

    form_class = MeetingForm
    title = gettext_lazy("Change the meeting")
    submit_text = gettext_lazy("Save")
    done_message = gettext_lazy("The meeting is changed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}

    @property
    def lede(self):
        """What saving sets off."""
        if self.meeting.state == Meeting.State.CONVENED:
            return _("It is convened: another time or place is told to everybody at once.")
        return ""

    def act_on(self, form):
        change(meeting=self.meeting, by=self.request.user, **form.fields_for_service())
