"""Guests of one meeting, invited by name."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.directory.models import Mandate, Person
from extranet.core.standing import READERS
from extranet.meetings.forms.participation import GuestForm
from extranet.meetings.models import Meeting
from extranet.meetings.services.guests import guests_until, invite, uninvite
from extranet.meetings.views.base import ActView, OfficersView


class GuestsView(ActView):
    """Who is invited, and a form to invite somebody."""

    template_name = "meetings/guests.html"
    form_class = GuestForm
    title = gettext_lazy("Guests of the meeting")
    submit_text = gettext_lazy("Invite")
    ahead_only = False
    lede = gettext_lazy(
        "They see this meeting, what in it is open to guests and the papers that are open to "
        "guests, until the moment you give; never the link to join online."
    )

    def admit(self):
        self.require(self.meeting.state != Meeting.State.CANCELLED)
        return super().admit()

    def get_form_kwargs(self):
        sits = Mandate.objects.in_force_at().filter(body=self.meeting.body_id, role__in=READERS)
        people = Person.objects.exclude(pk__in=sits.values("person")).order_by(
            "family_name", "given_name"
        )
        zone = self.meeting.time_zone
        return super().get_form_kwargs() | {"people": people, "zone": zone}

    def get_initial(self):
        until = timezone.localtime(guests_until(self.meeting), self.meeting.zone)
        return {"until": until.replace(tzinfo=None)}

    def act_on(self, form):
        person = form.cleaned_data["person"]
        invite(
            meeting=self.meeting,
            person=person,
            until=form.cleaned_data["until"],
            by=self.request.user,
        )
        messages.success(self.request, _("%(name)s is invited.") % {"name": person.name})

    def get_done_url(self):
        return reverse("extranet:meeting-guests", args=[self.meeting.pk])

    def get_context_data(self, **kwargs):
        rows = self.meeting.guests.select_related("person__user").order_by("person__family_name")
        return super().get_context_data(**kwargs) | {"guests": rows, "now": timezone.now()}


class UninviteView(OfficersView, View):
    """Takes an invitation back."""

    http_method_names = ["post"]
    ahead_only = False

    def post(self, request, pk, guest):
        row = get_object_or_404(
            self.meeting.guests.select_related("meeting__body", "person"), pk=guest
        )
        uninvite(guest=row, by=request.user)
        messages.success(
            request, _("%(name)s is not invited any more.") % {"name": row.person.name}
        )
        return HttpResponseRedirect(reverse("extranet:meeting-guests", args=[pk]))
