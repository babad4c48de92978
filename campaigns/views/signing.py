"""The form by which people sign. Its page stays in the cache; its answer tells nothing."""

from contextlib import suppress

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from campaigns import public_appeals
from campaigns.appeal_pages import type_of_page
from campaigns.services import signing
from campaigns.signing_forms import AddressForm, SignForm, source_code
from cms.accounts.views.errors import too_many_requests
from cms.core.mail_addresses import canonical
from cms.core.public_forms.limits import Limit, network_of
from cms.core.public_forms.views import PublicFormView

# Whatever is sent counts, in order or not: what comes after it costs next to nothing.
POSTS = Limit("campaigns.posts", 200, 60 * 60)
# Mails to one address in a day, whoever asks for them.
MAILS = Limit("address", 3, 24 * 60 * 60)


class AppealMixin:
    """A page about one appeal, for as long as the public can read its page and that stands."""

    @cached_property
    def appeal(self):
        """The appeal; what is not public is not found."""
        return self._found[0]

    @cached_property
    def campaign(self):
        """The page that carries it, in the reader's language where there is one."""
        return self._found[1]

    @cached_property
    def _found(self):
        return public_appeals.public_appeal(self.kwargs["code"])

    @property
    def words(self):
        """How one speaks of what is signed."""
        return type_of_page(self.campaign).words

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "appeal": self.appeal,
            "words": self.words,
            "campaign": self.campaign,
            "campaign_url": self.campaign.get_url(self.request),
        }


@method_decorator(csrf_exempt, name="dispatch")
class AppealFormView(AppealMixin, PublicFormView):
    """A form about an appeal, whose answer is the same for everybody."""

    closed_template_name = "campaigns/signing_closed.html"

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and POSTS.consume(network_of(request)):
            return too_many_requests(request)
        if not public_appeals.can_be_signed(self.appeal):
            self.template_name = self.closed_template_name
            status = 409 if request.method == "POST" else 200
            return self.render_to_response(self.get_context_data(form=None), status=status)
        return super().dispatch(request, *args, **kwargs)

    def targets(self, form):
        key = f"{self.appeal.pk}:{canonical(form.cleaned_data['email'])}"
        return [(MAILS, key)]

    def get_success_url(self):
        return reverse("campaigns:sent", args=[self.appeal.code])


class SignView(AppealFormView):
    """Takes down who wants to sign; they confirm by the link in a mail."""

    template_name = "campaigns/sign.html"
    form_class = SignForm
    form_name = "campaigns.sign"
    button = _("Sign")

    @property
    def title(self):
        """What the page is called."""
        return self.words.people_title

    def get_initial(self):
        return {"source": source_code(self.request.GET.get("from", ""))}

    def act(self, form):
        # Where the appeal has ended within this moment the answer is the same.
        with suppress(signing.SigningClosed):
            signature = signing.sign(
                appeal=self.appeal,
                language=get_language(),
                network=network_of(self.request),
                **form.cleaned_data,
            )
            signing.write_to(signature)


class SendAgainView(AppealFormView):
    """Sends the link again, if there is anything to confirm."""

    form_class = AddressForm
    form_name = "campaigns.send_again"
    title = _("Send me the link again")

    def act(self, form):
        signing.write_to(signing.find(appeal=self.appeal, email=form.cleaned_data["email"]))


class SentView(AppealMixin, TemplateView):
    """Says that a mail is on its way, whatever was sent by whom."""

    template_name = "campaigns/signing_sent.html"
