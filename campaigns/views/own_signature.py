"""What a person does with the links in their mails. Opening one changes nothing: programs do it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from campaigns import public_appeals, signing_mails
from campaigns.appeal_pages import takes_signatures, type_of, type_of_page
from campaigns.models import Signature
from campaigns.services import own_page, signing
from campaigns.signing_forms import WishesForm
from cms.core import links, sent_once


@method_decorator(csrf_exempt, name="dispatch")
class SecretPageView(View):
    """A page that whoever has its address may use, and nobody else: the address is the key, so a
    form needs no token. It is kept nowhere and tells no other site where it is."""

    template_name: str

    @method_decorator(sensitive_variables("token"))
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    def show(self, signature: Signature, status: int = 200, **context) -> HttpResponse:
        """Return the page about `signature`."""
        campaign = public_appeals.campaign_page(signature.appeal)
        page_type = type_of_page(campaign) if campaign else type_of(signature.appeal)
        context |= {
            "signature": signature,
            "words": page_type.words,
            "appeal": signature.appeal,
            "campaign_url": campaign.get_url(self.request) if campaign else "",
        }
        return render(self.request, self.template_name, context, status=status)

    def closed(self, signature: Signature | None = None, reason: str = "") -> HttpResponse:
        """Return the page for a link that leads no further, with a way on where there is one."""
        appeal = signature.appeal if signature else None
        again = appeal and appeal.takes_people() and takes_signatures(appeal)
        context = {"reason": reason, "appeal": appeal, "again": bool(again)}
        return render(self.request, "campaigns/signing_link_closed.html", context, status=410)


class ConfirmView(SecretPageView):
    """Shows what would be confirmed, and counts it when the button is pressed."""

    template_name = "campaigns/confirm_signature.html"

    def get(self, request, token: str):
        found, current = self._find(token)
        if not current or found.state != Signature.State.PENDING:
            return self.closed(found)
        if found.has_expired:
            return self.closed(found, _("This link has expired."))
        if not found.appeal.takes_people() or not takes_signatures(found.appeal):
            return self.ended(found)
        return self.show(found)

    def post(self, request, token: str):
        if answer := sent_once.begin(request, request.path):
            return answer
        try:
            signature = signing.confirm(token=token)
        except links.LinkError as error:
            return self.closed(self._find(token)[0], str(error))
        except signing.SigningClosed:
            found, _current = self._find(token)
            return self.ended(found)
        return redirect("campaigns:mine", own_page.token_of(signature))

    def ended(self, signature: Signature) -> HttpResponse:
        """Return the page that says that nobody can sign any more."""
        return self.closed(signature, str(type_of(signature.appeal).words.people_over))

    def _find(self, token: str):
        return links.find(Signature.objects.select_related("appeal", "country"), token)


class MineView(SecretPageView):
    """Shows somebody their signature and changes how they are shown."""

    template_name = "campaigns/my_signature.html"

    def get(self, request, token: str):
        signature = own_page.of_token(token)
        if signature is None:
            return self.closed()
        return self._form(signature, token, _wishes(signature))

    def post(self, request, token: str):
        signature = own_page.of_token(token)
        if signature is None:
            return self.closed()
        form = _wishes(signature, request.POST)
        if not form.is_valid():
            return self._form(signature, token, form, status=422)
        signature = signing.change(
            signature=signature,
            shown=form.cleaned_data["shown"],
            letters=form.cleaned_data.get("letters"),
            language=get_language(),
        )
        return self._form(signature, token, _wishes(signature), saved=True)

    def _form(self, signature, token, form, **context):
        is_counted = signature.state == Signature.State.CONFIRMED
        share = signing_mails.share_text(signature, str(signature.appeal)) if is_counted else ""
        return self.show(
            signature, form=form, token=token, is_counted=is_counted, share=share, **context
        )


def _wishes(signature: Signature, data=None) -> WishesForm:
    """Return the form filled in as things stand, about letters in the words that were agreed to."""
    agreed = signature.letters_text if signature.may_be_written_to else None
    initial = {"shown": signature.shown, "letters": agreed and agreed.pk}
    return WishesForm(data, initial=initial, agreed=agreed)


class WithdrawView(SecretPageView):
    """Asks, and takes the signature back with all that says who it was."""

    template_name = "campaigns/withdraw_signature.html"

    def get(self, request, token: str):
        signature = own_page.of_token(token)
        return self.show(signature, token=token) if signature else self.closed()

    def post(self, request, token: str):
        signature = own_page.of_token(token)
        if signature is None:
            return self.closed()
        signing.withdraw(signature=signature)
        return self.show(signature, done=True)
