"""The list of ballots."""

from django.urls import reverse
from django.views.generic import TemplateView

from extranet.ballots.listing import Listing
from extranet.core.views.base import ExtranetView


class BallotsView(ExtranetView, TemplateView):
    """What the reader has to vote on, what runs, what is to be done, what is over."""

    template_name = "ballots/ballots.html"
    section = "ballots"

    def get_context_data(self, **kwargs):
        listing = Listing(self.standing, self.request.GET, reverse("extranet:ballots"))
        may_prepare = self.standing.secretariat or bool(self.standing.manages)
        return super().get_context_data(listing=listing, may_prepare=may_prepare, **kwargs)
