"""Corrections of minutes: asked for by the body, settled by who keeps the minutes."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from extranet.core.views.actions import ActionView
from extranet.records.forms.minutes import CorrectForm, SettleForm
from extranet.records.models import Correction
from extranet.records.services import minutes as service
from extranet.records.views.minutes import MinutesActionView, OfMeeting


class CorrectionView(OfMeeting, ActionView):
    """Asks for something in the minutes to be put right."""

    template_name = "records/minutes/correct.html"
    form_class = CorrectForm
    done_message = _("Your correction is sent. You find it below the minutes, with the answer.")

    def get_form_kwargs(self):
        self.require(
            self.minutes.takes_corrections() and service.may_correct(self.minutes, self.standing)
        )
        return super().get_form_kwargs()

    def act(self, data):
        service.correct(minutes=self.minutes, by=self.request.user, **data)

    def get_done_url(self):
        return self.address() + "#corrections"


class CorrectionSettleView(MinutesActionView):
    """Accepts or declines a correction."""

    template_name = "records/minutes/settle.html"
    form_class = SettleForm
    done_message = _("The correction is answered.")

    @cached_property
    def correction(self) -> Correction:
        """The correction that the address names, not settled yet."""
        rows = self.minutes.corrections.select_related("person", "revision")
        return get_object_or_404(rows, pk=self.kwargs["pk"], state=Correction.State.OPEN)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        self.require(bool(self.correction))
        return kwargs

    def act(self, data):
        service.settle(
            correction=self.correction,
            accepted=data["verdict"] == "accepted",
            answer=data["answer"],
            by=self.request.user,
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(correction=self.correction, **kwargs)

    def get_done_url(self):
        return self.address() + "#corrections"
