"""The verification of certificates, for everybody: kept nowhere, indexed nowhere, limited."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.debug import sensitive_variables

from academy.certificates.forms import CodeForm
from academy.certificates.verification import verify
from cms.core.codes import grouped, normalise
from cms.core.public_forms.limits import Limit, network_of
from cms.core.public_forms.views import PublicFormView


class CheckView(PublicFormView):
    """Asks for the code of a certificate, and leads to what it proves."""

    template_name = "academy/certificates/check.html"
    form_class = CodeForm
    form_name = "academy.certificate"
    title = _("Verify a certificate")
    button = _("Verify")

    def act(self, form):
        self.success_url = reverse(
            "academy_public:certificate", args=[grouped(form.cleaned_data["code"])]
        )


class VerifyView(View):
    """Says what a certificate says, and whether it is valid; one page for every code."""

    # A jury may open a pile of certificates from one office.
    limit = Limit("certificate", 60, 60 * 60)

    @method_decorator(sensitive_variables("code"))
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        # The address is a key to a name.
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    def get(self, request, code: str):
        if seconds := self.limit.consume(network_of(request)):
            response = self._page({"minutes": -(-seconds // 60)}, status=429)
            response["Retry-After"] = str(seconds)
            return response
        return self._page({"code": grouped(normalise(code)), "verdict": verify(code)})

    def _page(self, context: dict, status: int = 200):
        return render(self.request, "academy/certificates/verified.html", context, status=status)
