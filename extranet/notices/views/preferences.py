"""How one hears of things: the e-mails one gets, and what rooms add to the page."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from extranet.core.standing import Standing
from extranet.core.views.base import ExtranetView
from extranet.notices.forms import PreferencesForm
from extranet.notices.kinds import kinds_for
from extranet.notices.schedule import MORNING, zone_of
from extranet.notices.services import notices


def surroundings(standing: Standing) -> dict:
    """Return what the page shows beside its form."""
    user = standing.user
    return {
        "always": [kind.label for kind in kinds_for(standing) if not kind.declinable],
        "morning": MORNING,
        "zone": str(zone_of(user)),
    }


class PreferencesView(ExtranetView, FormView):
    """Choose how often one gets e-mails, and of what."""

    template_name = "notices/preferences/preferences.html"
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
