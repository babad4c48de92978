"""What a candidate sees and does who has an account."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from academy.core.models import Enrolment
from academy.core.views.base import AcademyActionView, AcademyView
from academy.enrolment import permissions, querysets
from academy.enrolment.forms import DeclineForm
from academy.enrolment.services import places
from academy.enrolment.telling import shown_state
from cms.core.form_fields import ConfirmForm


class OfEnrolment:
    """What the views of one enrolment share; what may not be followed is 404."""

    section = "overview"

    @cached_property
    def enrolment(self) -> Enrolment:
        rows = Enrolment.objects.visible_to(self.standing)
        rows = rows.select_related("cohort__course", "organisation", "user")
        enrolment = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.require(permissions.may_follow(self.standing, enrolment))
        return enrolment

    def get_done_url(self):
        return reverse("academy:enrolment", args=[self.enrolment.pk])


class EnrolmentView(OfEnrolment, AcademyView, TemplateView):
    """Where a candidate stands, and what can be done now."""

    template_name = "academy_enrolment/enrolment.html"

    def get_context_data(self, **kwargs):
        enrolment = places.lapse_if_due(self.enrolment)
        return super().get_context_data(
            enrolment=enrolment,
            own=permissions.is_own(self.standing, enrolment),
            shown=shown_state(enrolment, self.standing),
            before=querysets.waiting_before(enrolment),
            history=querysets.history_of(enrolment, self.standing),
            may_answer=permissions.may_answer_offer(self.standing, enrolment),
            may_withdraw=permissions.may_withdraw(self.standing, enrolment),
            may_enter=self.standing.may_enter(enrolment.cohort_id),
            **kwargs,
        )


class ActView(OfEnrolment, AcademyActionView):
    """Something that the candidate does, after being asked."""

    template_name = "academy_enrolment/act.html"
    title = text = submit = ""
    allowed = None
    danger = False

    def admit(self):
        self.require(type(self).allowed(self.standing, self.enrolment))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            enrolment=self.enrolment,
            title=self.title,
            text=self.text,
            submit=self.submit,
            danger=self.danger,
            cancel_url=self.get_done_url(),
            **kwargs,
        )


class ConfirmView(ActView):
    """Takes the place that is offered."""

    form_class = ConfirmForm
    title = _("Confirm your place")
    text = _("You take part from the first day to the last.")
    submit = _("Confirm")
    done_message = _("Your place is confirmed.")
    allowed = staticmethod(permissions.may_answer_offer)

    def act(self, data):
        places.confirm(enrolment=self.enrolment, by=self.request.user)


class DeclineOfferView(ActView):
    """Declines the place that is offered."""

    form_class = ConfirmForm
    title = _("Decline the place")
    text = _("It goes to somebody else at once.")
    submit = _("Decline")
    done_message = _("You have declined the place.")
    allowed = staticmethod(permissions.may_answer_offer)
    danger = True

    def act(self, data):
        places.decline_offer(enrolment=self.enrolment, by=self.request.user)


class WithdrawView(ActView):
    """Steps back."""

    form_class = DeclineForm
    title = _("Withdraw")
    text = _("You no longer take part. A place that you held goes to somebody else at once.")
    submit = _("Withdraw")
    done_message = _("You have withdrawn.")
    allowed = staticmethod(permissions.may_withdraw)
    danger = True

    def act(self, data):
        places.withdraw(enrolment=self.enrolment, by=self.request.user, reason=data["reason"])
