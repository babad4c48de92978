"""A form that anybody may send, among all the addresses of the site; only for tests."""

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path
from django.utils.functional import lazystr

from cms import urls
from cms.core.public_forms.limits import Limit
from cms.core.public_forms.views import PublicFormView

handler429 = urls.handler429
# What was asked for, in turn.
done: list[str] = []


class AskForm(forms.Form):
    """Asks for something to be sent to an address."""

    email = forms.EmailField(label="E-mail address")
    message = forms.CharField(label="Message", widget=forms.Textarea)


class AskView(PublicFormView):
    """Takes the form; whether the address is known makes no difference to the answer."""

    form_class = AskForm
    form_name = "tests.ask"
    title = lazystr("Ask us")
    success_url = "/en/thanks/"
    network_limit = Limit("network", 4, 3600)

    def targets(self, form):
        return [(Limit("address", 2, 3600), form.cleaned_data["email"].lower())]

    def act(self, form):
        done.append(form.cleaned_data["email"])


class OtherView(AskView):
    """Another form, behind a secret address."""

    form_name = "tests.other"
    address_is_secret = True

    def dispatch(self, request, *args, **kwargs):
        """Look at the secret first, as such views do."""
        return super().dispatch(request, *args, **kwargs)


urlpatterns = i18n_patterns(
    path("ask/", AskView.as_view(), name="ask"),
    path("other/<str:token>/", OtherView.as_view(), name="other"),
    path("thanks/", lambda request: HttpResponse("Thanks"), name="thanks"),
)
urlpatterns += urls.urlpatterns
