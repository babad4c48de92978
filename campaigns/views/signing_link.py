"""Links that an organisation was sent: opening one shows, its button signs or approves."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.appeal_pages import takes_signatures, type_of
from campaigns.errors import SigningRefused
from campaigns.forms import EmptyForm
from campaigns.models import OrganisationSignature
from campaigns.public_appeals import campaign_page
from campaigns.services import organisations as services
from campaigns.signers import wants_second_approval
from cms.core import links
from cms.core.public_forms.views import PublicFormView

State = OrganisationSignature.State


class OrganisationLinkView(PublicFormView):
    """Does for an organisation what the link is for that one of its people was sent."""

    form_class = EmptyForm
    address_is_secret = True
    # In which state of a signature the link leads on.
    state: str

    def do(self, token: str) -> None:
        """Act as the link says. Raise LinkError or SigningRefused."""
        raise NotImplementedError

    @cached_property
    def words(self):
        """How one speaks of what is signed."""
        return type_of(self.signature.appeal).words

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
        """The signature that the link is for."""
        rows = OrganisationSignature.objects.filter(state=self.state)
        rows = rows.select_related("appeal", "organisation")
        row, _latest = links.find(rows, self.kwargs["token"])
        # What was never sent is told from what has been used by nothing that a stranger sees.
        return row or OrganisationSignature()

    def get(self, request, *args, **kwargs):
        if self.problem:
            return self._closed(self.problem)
        self._require_page()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.problem:
            return self._closed(self.problem)
        self._require_page()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.do(self.kwargs["token"])
        except (links.LinkError, SigningRefused) as error:
            return self._closed(str(error))
        return super().form_valid(form)

    def act(self, form) -> None:
        """Nothing: what is done, and what speaks against it, `form_valid` sees to."""

    def get_context_data(self, **kwargs):
        appeal = self.signature.appeal
        return super().get_context_data(**kwargs) | {
            "appeal": appeal,
            "words": self.words,
            "signature": self.signature,
            "campaign": campaign_page(appeal),
            "second": wants_second_approval(self.signature.organisation),
        }

    def _require_page(self) -> None:
        if not takes_signatures(self.signature.appeal):
            raise Http404

    def _closed(self, problem: str):
        context = {"problem": problem}
        return render(self.request, "campaigns/link_closed.html", context, status=410)


class SignByLinkView(OrganisationLinkView):
    """Signs for the organisation that the link was sent to."""

    template_name = "campaigns/sign_by_link.html"
    form_name = "campaigns.sign_by_link"
    success_url = reverse_lazy("campaigns:signed_by_link")
    state = State.INVITED

    @property
    def title(self):
        """What the page is called."""
        return self.words.link_title

    @property
    def button(self):
        """What its button says."""
        return self.words.link_button

    def do(self, token: str) -> None:
        services.sign_by_link(token=token)


class ApproveByLinkView(OrganisationLinkView):
    """Approves, as a second person of the organisation, what another one signed for it."""

    template_name = "campaigns/approve_by_link.html"
    form_name = "campaigns.approve_by_link"
    title = _("Approve the signature of your organisation")
    button = _("Approve the signature")
    success_url = reverse_lazy("campaigns:approved_by_link")
    state = State.TO_APPROVE

    def do(self, token: str) -> None:
        services.approve_by_link(token=token)


def signed_by_link(request):
    """Say that a signature has arrived; whose, the reader knows."""
    return render(request, "campaigns/signed_by_link.html")


def approved_by_link(request):
    """Say that a signature counts now; whose, the reader knows."""
    return render(request, "campaigns/approved_by_link.html")
