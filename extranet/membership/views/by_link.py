"""Pages behind a secret link: kept nowhere, and telling nobody their address."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from cms.core import links
from cms.core.errors import Refused
from cms.core.public_forms.limits import Limit
from cms.core.public_forms.views import PublicFormView
from extranet.membership.models import Application


class ByLink(View):
    """What all pages behind a secret link share: kept nowhere, telling nobody their address."""

    address_is_secret = True
    model = Application
    related = ("case__body", "case__organisation", "place", "reference_one", "reference_two")

    def opened(self):
        """Return the row that the link opens; raise LinkError where it does not lead on."""
        rows = self.model.objects.select_related(*self.related)
        row, _is_last = links.find(rows, self.kwargs["token"])
        if row is None:
            raise links.LinkInvalid
        links.check(row, self.kwargs["token"])
        return row

    def dispatch(self, request, *args, **kwargs):
        try:
            self.row = self.opened()
            response = self.admit() or super().dispatch(request, *args, **kwargs)
        except links.LinkError as error:
            response = render(
                request, "membership/public/no_link.html", {"message": str(error)}, status=404
            )
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "no-referrer"
        return response

    def admit(self):
        """Return another answer than the view's, or None; raise Http404 where there is no view."""
        return None

    def to(self, name: str, *more) -> str:
        """Return the address of another page of the same link."""
        return reverse(f"membership:{name}", args=[self.kwargs["token"], *more])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"token": self.kwargs["token"]})


class _Stopped(Exception):
    def __init__(self, form, refusal: Refused):
        super().__init__(str(refusal))
        self.form, self.refusal = form, refusal


# Said again, for the link's own dispatch hides that of public forms.
@method_decorator(csrf_exempt, name="dispatch")
class LinkFormView(ByLink, PublicFormView):
    """A form behind a secret link; a refusal shows in it, and nothing that was typed is lost."""

    template_name = "membership/public/form.html"
    intro = ""
    # The application is written in many small steps.
    network_limit = Limit("network", 300, 3600)

    def do(self, form) -> None:
        """Do it; raise Refused where a rule says no."""
        raise NotImplementedError

    def act(self, form):
        try:
            self.do(form)
        except Refused as refusal:
            raise _Stopped(form, refusal) from refusal

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except _Stopped as stopped:
            stopped.refusal.add_to(stopped.form)
            return self.form_invalid(stopped.form)

    def get_success_url(self):
        return self.to("application")
