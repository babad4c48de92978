"""Replying to a convocation, for oneself or, as an officer, for somebody who said so."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from cms.core.errors import Refused
from extranet.meetings.forms.participation import ReplyForm
from extranet.meetings.services.replies import (
    reply,
    roles_asked,
    seats,
    substitutes_for,
    why_closed,
)
from extranet.meetings.views.base import MeetingView


class ReplyView(MeetingView, FormView):
    """The reply for one mandate; it is on the meeting's page, too, for one's own."""

    template_name = "meetings/reply.html"
    form_class = ReplyForm

    def admit(self):
        self.require(self.own or self.manages)
        return super().admit()

    @cached_property
    def mandates(self):
        """The mandates that matter to the meeting."""
        return list(seats(self.meeting))

    @cached_property
    def mandate(self):
        """The mandate of the address, which the meeting asks."""
        for mandate in self.mandates:
            if mandate.pk == self.kwargs["mandate"] and mandate.role in roles_asked(self.meeting):
                return mandate
        raise Http404

    @cached_property
    def own(self) -> bool:
        """Whether the reader replies for themselves."""
        return self.mandate.person.user_id == self.request.user.pk

    def get_form_kwargs(self):
        current = self.meeting.replies.filter(mandate=self.mandate).first()
        kwargs = super().get_form_kwargs()
        del kwargs["prefix"]
        return kwargs | {
            "mandate": self.mandate,
            "substitutes": substitutes_for(self.mandate, self.mandates),
            "reply": current,
        }

    def form_valid(self, form):
        try:
            reply(
                meeting=self.meeting,
                mandate=self.mandate,
                answer=form.cleaned_data["answer"],
                substitute=form.chosen_substitute,
                note=form.cleaned_data["note"],
                by=self.request.user,
            )
        except Refused as refused:
            refused.add_to(form)
            return self.form_invalid(form)
        if self.own:
            messages.success(self.request, _("Your reply is noted. You can change it meanwhile."))
            return self.back()
        name = {"name": self.mandate.person.name}
        messages.success(self.request, _("The reply of %(name)s is noted.") % name)
        return HttpResponseRedirect(self.back(anchor="#who").url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "mandate": self.mandate,
            "own": self.own,
            "closed": why_closed(self.meeting, officer=self.manages),
        }
