"""The view of a form that anybody may send."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from cms.core import sent_once
from cms.core.public_forms import guard
from cms.core.public_forms.limits import Limit, network_of
from cms.core.public_forms.origin import is_same_origin


def keep_secret(response: HttpResponse) -> None:
    """Let the page of an address that holds a secret be kept nowhere, and tell it to nobody."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    response["Referrer-Policy"] = "no-referrer"


class PublicFormView(FormView):
    """Shows a form on a page that may be kept, and acts when it is sent from there.

    An app says `form_class`, `form_name`, `title`, `success_url` and what `act` does. The answer to
    everybody whose form is in order is the way to `success_url`: it must not say more than the
    reader has told us. So what looks up whether somebody is known belongs into `act`, or better
    into a task that `act` enqueues, and never into the form.
    """

    template_name = "core/public_form.html"
    # Tells the form from others: the guard of one is worth nothing for another.
    form_name: str
    title = ""
    button = None
    # A hall full of people may share one address.
    network_limit = Limit("network", 60, 60 * 60)
    # A page that is kept shows the same form to whoever opens it again.
    once_for = timedelta(seconds=30)
    # Whether the address holds a secret: such a page is kept nowhere and tells nobody.
    address_is_secret = False

    @classmethod
    def as_view(cls, **initkwargs):
        """Return the view, without Django's check of forms, which sets a cookie."""
        # Said of `dispatch`, it would be forgotten by every class that has its own.
        return csrf_exempt(super().as_view(**initkwargs))

    def act(self, form) -> None:
        """Do what was asked for, once all is in order."""
        raise NotImplementedError

    def targets(self, form) -> Iterable[tuple[Limit, str]]:
        """Return what the form aims at, each with its limit: an address, an organisation."""
        return ()

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if self.address_is_secret:
            keep_secret(response)
        return response

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not is_same_origin(request):
            return self.refuse(form)
        for problem in guard.problems(self.form_name, request.POST):
            form.add_error(None, problem)
        if not form.is_valid():
            return self.form_invalid(form)
        if answer := self.earlier_answer:
            return answer
        if seconds := self.seconds_to_wait(form):
            return self.too_often(form, seconds)
        self.act(form)
        return self.form_valid(form)

    @cached_property
    def earlier_answer(self) -> HttpResponse | None:
        """What the same form led to before; None where it is to be done now."""
        parts = self.form_name, self.request.get_full_path()
        return sent_once.begin(self.request, *parts, kept=self.once_for)

    def seconds_to_wait(self, form) -> int:
        """Count this form; return 0, or how many seconds the first limit asks to wait."""
        limits = [(self.network_limit, network_of(self.request)), *self.targets(form)]
        waits = (limit.consume(f"{self.form_name}:{key}") for limit, key in limits)
        return next(filter(None, waits), 0)

    def form_invalid(self, form, status: int = 422) -> HttpResponse:
        """Return the page with the form as it was sent, and what is wrong with it."""
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def refuse(self, form) -> HttpResponse:
        """Return the page with what another site sent, or a browser that says nothing of itself."""
        form.add_error(
            None,
            _(
                "This was not sent from our own page. Check what stands here, and send it if it "
                "is yours. If this comes again, your browser hides where forms are sent from."
            ),
        )
        return self.form_invalid(form, status=403)

    def too_often(self, form, seconds: int) -> HttpResponse:
        """Return the page with the form as it was sent, and how long to wait."""
        minutes = -(-seconds // 60)
        form.add_error(
            None,
            ngettext(
                "This was sent too often in a short time. Wait %(minutes)s minute and send it "
                "again; what you wrote is still here.",
                "This was sent too often in a short time. Wait %(minutes)s minutes and send it "
                "again; what you wrote is still here.",
                minutes,
            )
            % {"minutes": minutes},
        )
        response = self.form_invalid(form, status=429)
        response["Retry-After"] = str(seconds)
        return response
