"""What is done to the register: decisions recorded and noted upon, tasks given and done."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.core.errors import Refused
from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView
from extranet.records.forms.decisions import DoneForm, FollowUpForm, NoteForm, RecordForm
from extranet.records.models import Decision, FollowUp
from extranet.records.services import decisions as service
from extranet.records.views.decisions import OfDecision
from extranet.records.views.minutes import OfMeeting


class DecisionRecordView(OfMeeting, ActionView):
    """Enters a decision of a meeting in the register."""

    template_name = "records/decisions/record.html"
    form_class = RecordForm
    section = "decisions"

    def get_form_kwargs(self):
        self.require(self.manages)
        decisions = Decision.objects.visible_to(self.standing).select_related("body")
        return super().get_form_kwargs() | {"meeting": self.meeting, "decisions": decisions}

    def get_initial(self):
        return {"item": self.request.GET.get("item")}

    def act(self, data):
        opened = data.pop("open_to_guests")
        self.decision = service.record(
            meeting=self.meeting, by=self.request.user, closed_to_guests=not opened, **data
        )

    def get_done_message(self):
        return _("The decision is in the register as %(reference)s.") % {
            "reference": self.decision.reference
        }

    def get_done_url(self):
        return reverse("extranet:decision", args=[self.decision.pk])


class DecisionActionView(OfDecision, ActionView):
    """Something done to a decision by who keeps the register."""

    def get_form_kwargs(self):
        self.require(self.manages)
        return super().get_form_kwargs()


class DecisionNoteView(DecisionActionView):
    """Adds a note that puts right what the register says."""

    template_name = "records/decisions/note.html"
    form_class = NoteForm
    done_message = _("The note stands below the decision.")

    def act(self, data):
        service.note(decision=self.decision, by=self.request.user, **data)


class FollowUpGiveView(DecisionActionView):
    """Gives somebody what is to be done."""

    template_name = "records/decisions/follow_up.html"
    form_class = FollowUpForm
    done_message = _("The task is given. It waits for its owner on the first page.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"body": self.decision.body}

    def act(self, data):
        service.give_follow_up(decision=self.decision, by=self.request.user, **data)


class DecisionGuestsView(OfDecision, ExtranetView):
    """Lets guests of the body read a decision, or no longer."""

    def post(self, request, **kwargs):
        self.require(self.manages)
        opened = request.POST.get("opened") == "1"
        service.open_to_guests(decision=self.decision, opened=opened, by=request.user)
        return redirect(self.get_done_url())


class OfFollowUp:
    """What the views of one task share: only its owner and its body's officers get there."""

    section = "decisions"

    @cached_property
    def follow_up(self) -> FollowUp:
        """The task that the address names, of a decision that the reader may see."""
        rows = FollowUp.objects.filter(decision__in=Decision.objects.visible_to(self.standing))
        rows = rows.select_related("decision__body", "owner")
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.require(service.may_finish(found, self.standing))
        return found

    def get_done_url(self) -> str:
        return reverse("extranet:decision", args=[self.follow_up.decision_id]) + "#follow-ups"


class FollowUpDoneView(OfFollowUp, ActionView):
    """Says that a task is done, with what came of it."""

    template_name = "records/decisions/done.html"
    form_class = DoneForm
    done_message = _("The task is done.")

    def get_form_kwargs(self):
        self.require(self.follow_up.done_on is None)
        return super().get_form_kwargs()

    def act(self, data):
        service.finish(follow_up=self.follow_up, by=self.request.user, **data)

    def get_context_data(self, **kwargs):
        decision = self.follow_up.decision
        address = reverse("extranet:decision", args=[decision.pk])
        trail = [
            {"title": _("Decisions"), "url": reverse("extranet:decisions")},
            {"title": f"{decision.reference} {decision.title}", "url": address},
        ]
        return super().get_context_data(
            follow_up=self.follow_up, decision=decision, breadcrumbs=trail, **kwargs
        )


class FollowUpAgainView(OfFollowUp, ExtranetView):
    """Takes back that a task is done."""

    def post(self, request, **kwargs):
        try:
            service.take_up_again(follow_up=self.follow_up, by=request.user)
        except Refused:
            self.require(False)
        return redirect(self.get_done_url())
