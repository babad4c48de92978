"""Views that call a service with a form: a refusal shows in the form, success in a message."""

from collections.abc import Mapping

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView

from cms.core.errors import Refused


class ActionFormView(FormView):
    """Shows a form and hands what it says to a service; what was typed stays if that refuses."""

    # Said after it is done.
    done_message = ""
    # What the service calls a field that the form calls otherwise, by the service's name.
    field_names: Mapping[str, str] = {}

    def act(self, data: dict):
        """Do it with the form's cleaned data; raise Refused where a rule says no."""
        raise NotImplementedError

    def act_on(self, form) -> None:
        """Do it with the form, where cleaned data is not what the service takes."""
        self.act(form.cleaned_data)

    def get_done_url(self) -> str:
        """Return where one goes on."""
        raise NotImplementedError

    def get_done_message(self) -> str:
        """Return what is said after it is done."""
        return str(self.done_message)

    def form_valid(self, form):
        try:
            self.act_on(form)
        except Refused as refusal:
            self.refused(form, refusal)
            return self.form_invalid(form)
        if message := self.get_done_message():
            messages.success(self.request, message)
        return redirect(self.get_done_url())

    def refused(self, form, refusal: Refused) -> None:
        """Show why a rule says no, at the field that it is about."""
        field = self.field_names.get(refusal.field, refusal.field)
        Refused(refusal.message, field=field, article=refusal.article).add_to(form)
