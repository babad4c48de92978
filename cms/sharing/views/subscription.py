"""Asking for new kits by mail, confirming it and ending it. Opening a link changes nothing."""

from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.generic import TemplateView

from cms.core import links, sent_once
from cms.core.public_forms.limits import Limit
from cms.core.public_forms.views import PublicFormView, keep_secret
from cms.sharing.forms import SubscribeForm
from cms.sharing.mail_tasks import mail_link
from cms.sharing.models import KitSubscription
from cms.sharing.services import subscribing

DAY = 24 * 3600


class SubscribeView(PublicFormView):
    """Asks for an address and sends a link there, whether it is known or not."""

    template_name = "sharing/subscribe.html"
    form_class = SubscribeForm
    form_name = "sharing.subscribe"
    title = _("New share kits by mail")
    button = _("Subscribe")
    success_url = reverse_lazy("sharing:sent")
    network_limit = Limit("network", 20, 3600)

    def targets(self, form):
        return [(Limit("address", 3, DAY), form.cleaned_data["email"].lower())]

    def act(self, form):
        data = form.cleaned_data
        mail_link.enqueue(data["email"], data["language"], data["consent"].pk)


class SentView(TemplateView):
    """Says the same to everybody."""

    template_name = "sharing/sent.html"


@method_decorator(csrf_exempt, name="dispatch")
class SecretLinkView(View):
    """A page whose address is the key, so that its form needs no token; kept nowhere."""

    template_name: str

    @method_decorator(sensitive_variables("token"))
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        keep_secret(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    def show(self, status: int = 200, **context):
        """Return the page."""
        return render(self.request, self.template_name, context, status=status)


class ConfirmView(SecretLinkView):
    """Shows a button, and confirms the subscription when it is pressed."""

    template_name = "sharing/confirm.html"

    def get(self, request, token: str):
        row, _latest = links.find(KitSubscription.objects.all(), token)
        try:
            links.check(row or KitSubscription(), token)
        except links.LinkError as error:
            return self.show(status=410, problem=str(error))
        return self.show(subscription=row)

    def post(self, request, token: str):
        # Pressed twice, the button says the same twice.
        try:
            stop, sending = sent_once.first(request, request.path)
        except sent_once.StillBeingDone:
            return self.get(request, token)
        row = subscribing.of_token(stop) if stop else None
        if row is None:
            try:
                row = subscribing.confirm(token=token)
            except links.LinkError as error:
                return self.show(status=410, problem=str(error))
            stop = sending.answer = subscribing.token_of(row)
        return self.show(subscription=row, done=True, stop=stop)


class StopView(SecretLinkView):
    """Ends the mails: by a button for people, at once for mail programs (RFC 8058).

    A link that is no subscription's any more says that none is left: that is what was wanted.
    """

    template_name = "sharing/stop.html"

    def get(self, request, token: str):
        return self.show(done=subscribing.of_token(token) is None)

    def post(self, request, token: str):
        subscribing.unsubscribe(token=token)
        return self.show(done=True)
