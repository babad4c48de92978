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
from cms.core.public_forms.by_link import LinkFormView

State = OrganisationSignature.State


class OrganisationLinkView(LinkFormView):
    """Does for an organisation what the link is for that one of its people was sent."""

    form_class = EmptyForm
    closed_template = "campaigns/link_closed.html"
    closing = (links.LinkError, SigningRefused)
    # In which state of a signature the link leads on.
    state: str

    def rows(self):
        rows = OrganisationSignature.objects.filter(state=self.state)
        return rows.select_related("appeal", "organisation")

    def require(self):
        if not takes_signatures(self.linked.appeal):
            raise Http404

    @cached_property
    def words(self):
        """How one speaks of what is signed."""
        return type_of(self.linked.appeal).words

    def get_context_data(self, **kwargs):
        appeal = self.linked.appeal
        return super().get_context_data(**kwargs) | {
            "appeal": appeal,
            "words": self.words,
            "signature": self.linked,
            "campaign": campaign_page(appeal),
            "second": wants_second_approval(self.linked.organisation),
        }


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

    def use(self, data):
        services.sign_by_link(token=self.token)


class ApproveByLinkView(OrganisationLinkView):
    """Approves, as a second person of the organisation, what another one signed for it."""

    template_name = "campaigns/approve_by_link.html"
    form_name = "campaigns.approve_by_link"
    title = _("Approve the signature of your organisation")
    button = _("Approve the signature")
    success_url = reverse_lazy("campaigns:approved_by_link")
    state = State.TO_APPROVE

    def use(self, data):
        services.approve_by_link(token=self.token)


def signed_by_link(request):
    """Say that a signature has arrived; whose, the reader knows."""
    return render(request, "campaigns/signed_by_link.html")


def approved_by_link(request):
    """Say that a signature counts now; whose, the reader knows."""
    return render(request, "campaigns/approved_by_link.html")
