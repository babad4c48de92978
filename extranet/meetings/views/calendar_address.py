"""The secret address of one's calendar, on the page of one's preferences."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin

from extranet.core.views.base import ExtranetView
from extranet.meetings.services import calendar
from extranet.notices.forms import PreferencesForm
from extranet.notices.kinds import absolute
from extranet.notices.views.preferences import surroundings


class CalendarAddressView(ExtranetView, ContextMixin):
    """Make a new address of one's calendar, shown in the answer and never again, or end it."""

    section = "preferences"
    http_method_names = ["get", "post"]

    def get(self, request):
        # Where the links to other languages lead from the answer to a form.
        return HttpResponseRedirect(reverse("extranet:preferences"))

    def post(self, request):
        if "revoke" in request.POST:
            calendar.revoke_address(user=request.user)
            messages.success(request, _("The address of your calendar does not work any more."))
            return HttpResponseRedirect(reverse("extranet:preferences"))
        token = calendar.make_address(user=request.user)
        address = absolute(reverse("extranet:calendar", args=[token]))
        context = self.get_context_data(
            form=PreferencesForm(standing=self.standing),
            address=address,
            subscribe="webcal://" + address.partition("://")[2],
            **surroundings(self.standing),
        )
        response = render(request, "meetings/calendar_address.html", context)
        response["Referrer-Policy"] = "no-referrer"
        return response
