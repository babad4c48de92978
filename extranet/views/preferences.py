"""How one hears of things: the e-mails one gets, the address of one's calendar."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.base import ContextMixin

from extranet.access import Standing
from extranet.forms.preferences import PreferencesForm
from extranet.models import CalendarToken
from extranet.notices.addresses import absolute
from extranet.notices.kinds import kinds_for
from extranet.notices.rhythm import MORNING, zone_of
from extranet.services import calendar, notices
from extranet.views.base import ExtranetView

TEMPLATE = "extranet/preferences/preferences.html"


def surroundings(standing: Standing) -> dict:
    """Return what the page shows beside its form."""
    user = standing.user
    return {
        "always": [kind.label for kind in kinds_for(standing) if not kind.declinable],
        "morning": MORNING,
        "zone": str(zone_of(user)),
        "token": CalendarToken.objects.filter(user=user).first(),
    }


class PreferencesView(ExtranetView, FormView):
    """Choose how often one gets e-mails, and of what."""

    template_name = TEMPLATE
    form_class = PreferencesForm
    section = "preferences"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"standing": self.standing}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | surroundings(self.standing)

    def form_valid(self, form):
        notices.prefer(
            user=self.request.user,
            rhythm=form.cleaned_data["rhythm"],
            declined=form.declined,
        )
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(reverse("extranet:preferences"))


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
        response = render(request, TEMPLATE, context)
        response["Referrer-Policy"] = "no-referrer"
        return response
