"""The link that an organisation was sent to sign with: opening it shows, its button signs."""

from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.errors import SigningRefused
from campaigns.forms import EmptyForm
from campaigns.models import OrganisationSignature
from campaigns.public_appeals import campaign_page
from campaigns.services import organisations as services
from campaigns.signers import wants_second_approval
from cms.core import links
from cms.core.public_forms.views import PublicFormView


class SignByLinkView(PublicFormView):
    """Signs for the organisation that the link was sent to."""

    template_name = "campaigns/sign_by_link.html"
    form_class = EmptyForm
    form_name = "campaigns.sign_by_link"
    title = _("Sign for your organisation")
    button = _("Sign")
    success_url = reverse_lazy("campaigns:signed_by_link")
    address_is_secret = True

    @cached_property
    def problem(self) -> str:
        """Why the link leads no further, in words; empty where it does."""
        try:
            links.check(self.signature, self.kwargs["token"])
        except links.LinkError as error:
            return str(error)
        return ""

    @cached_property
    def signature(self) -> OrganisationSignature:
        rows = OrganisationSignature.objects.select_related("appeal", "organisation")
        row, _latest = links.find(rows, self.kwargs["token"])
        # What was never sent is told from what has been used by nothing that a stranger sees.
        return row or OrganisationSignature()

    def get(self, request, *args, **kwargs):
        if self.problem:
            return self._closed(self.problem)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.problem:
            return self._closed(self.problem)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            services.sign_by_link(token=self.kwargs["token"])
        except (links.LinkError, SigningRefused) as error:
            return self._closed(str(error))
        return super().form_valid(form)

    def act(self, form) -> None:
        """Nothing: what is signed, and what speaks against it, `form_valid` sees to."""

    def get_context_data(self, **kwargs):
        appeal = self.signature.appeal
        return super().get_context_data(**kwargs) | {
            "appeal": appeal,
            "signature": self.signature,
            "campaign": campaign_page(appeal),
            "second": wants_second_approval(self.signature.organisation),
        }

    def _closed(self, problem: str):
        context = {"problem": problem}
        return render(self.request, "campaigns/link_closed.html", context, status=410)


def signed_by_link(request):
    """Say that a signature has arrived; whose, the reader knows."""
    return render(request, "campaigns/signed_by_link.html")
