"""The staff's desk of a cohort's end: who completed it, and the certificates."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from academy.certificates import completion
from academy.certificates.forms import DecisionForm, ReasonForm, ReplaceForm
from academy.certificates.models import Certificate
from academy.certificates.services import certifying, completing
from academy.core.models import Cohort, Enrolment
from academy.core.views.base import AcademyActionView, AcademyView
from cms.core.form_fields import ConfirmForm

A_PAGE = 50


class StaffView(AcademyView):
    """A view for who runs the academy."""

    section = "completion"

    def admit(self):
        self.require(self.standing.staff)


class CompletionsView(StaffView, TemplateView):
    """The cohorts that have begun, those to be closed first."""

    template_name = "academy/certificates/completions.html"

    def get_context_data(self, **kwargs):
        rows = Cohort.objects.exclude(opened_at=None).select_related("course")
        rows = rows.order_by("closed_at", "-ends_on")
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page_obj=page, **kwargs)


class OfCohort(StaffView):
    """What all views of a cohort's end share."""

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort that the address names."""
        return get_object_or_404(Cohort.objects.select_related("course"), code=self.kwargs["code"])

    def get_done_url(self):
        return reverse("academy:completion", args=[self.cohort.code])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Completion"), "url": reverse("academy:completions")}]
        if self.request.path != self.get_done_url():
            trail.append({"title": str(self.cohort), "url": self.get_done_url()})
        return super().get_context_data(cohort=self.cohort, breadcrumbs=trail, **kwargs)


class CompletionView(OfCohort, TemplateView):
    """Who completed, by the rules and by exception; whose certificate is there."""

    template_name = "academy/certificates/completion.html"

    def get_context_data(self, **kwargs):
        judged = completion.judge(self.cohort)
        page = Paginator(judged, A_PAGE).get_page(self.request.GET.get("page"))
        states = Enrolment.State
        valid = Certificate.objects.valid().filter(enrolment__cohort=self.cohort)
        issued = {row.enrolment_id: row for row in valid.defer("sealed")}
        named = {
            one.enrolment.pk for one in judged if hasattr(one.enrolment, "certificate_details")
        }
        done = [one for one in judged if one.enrolment.state == states.COMPLETED]
        return super().get_context_data(
            page_obj=page,
            rows=[
                {
                    "judgement": one,
                    "certificate": issued.get(one.enrolment.pk),
                    "named": one.enrolment.pk in named,
                    "may_decide": one.enrolment.state == states.ACTIVE,
                }
                for one in page
            ],
            people=len(judged),
            by_rules=sum(one.completed for one in judged),
            done=len(done),
            issued=len(issued),
            ready=sum(one.enrolment.pk in named and one.enrolment.pk not in issued for one in done),
            may_close=self.cohort.closed_at is None and self.cohort.is_over(),
            **kwargs,
        )


class CloseView(OfCohort, AcademyActionView):
    """Closes the cohort, after asking."""

    template_name = "academy/certificates/close.html"
    form_class = ConfirmForm
    done_message = gettext_lazy(
        "The cohort is closed. Those who completed it are asked for their name."
    )

    def act(self, data):
        completing.close(cohort=self.cohort, by=self.request.user)

    def get_context_data(self, **kwargs):
        judged = [
            one
            for one in completion.judge(self.cohort)
            if one.enrolment.state == Enrolment.State.ACTIVE
        ]
        done = sum(one.completed for one in judged)
        return super().get_context_data(done=done, missed=len(judged) - done, **kwargs)


class IssueAllView(OfCohort, AcademyActionView):
    """Issues the certificates of all who have said their name."""

    template_name = "academy/certificates/issue.html"
    form_class = ConfirmForm

    def act(self, data):
        self.issued = certifying.issue_all(cohort=self.cohort, by=self.request.user)

    def get_done_message(self):
        said = ngettext(
            "%(count)s certificate is issued.", "%(count)s certificates are issued.", self.issued
        )
        return said % {"count": self.issued}


class OfEnrolment(OfCohort, AcademyActionView):
    """What is done for one participant of a cohort."""

    @cached_property
    def enrolment(self) -> Enrolment:
        """The enrolment that the address names."""
        rows = self.cohort.enrolments.learning().select_related(
            "organisation", "certificate_details", "completion_decision"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def certificate(self) -> Certificate:
        """The valid certificate; 404 where there is none."""
        return get_object_or_404(Certificate.objects.valid(), enrolment=self.enrolment)

    def get_context_data(self, **kwargs):
        return super().get_context_data(enrolment=self.enrolment, **kwargs)


class DecideView(OfEnrolment):
    """Makes an exception to the rules."""

    template_name = "academy/certificates/decide.html"
    form_class = DecisionForm
    done_message = gettext_lazy("The exception is noted.")

    def get_initial(self):
        decision = getattr(self.enrolment, "completion_decision", None)
        if decision is None:
            return {}
        return {"completed": "yes" if decision.completed else "no", "reason": decision.reason}

    def act(self, data):
        completing.decide(enrolment=self.enrolment, by=self.request.user, **data)


class FollowRulesView(OfEnrolment):
    """Takes an exception back."""

    template_name = "academy/certificates/follow_rules.html"
    form_class = ConfirmForm
    done_message = gettext_lazy("The rules count again.")

    def act(self, data):
        completing.follow_rules(enrolment=self.enrolment, by=self.request.user)


class IssueView(OfEnrolment):
    """Issues one certificate, also after another was revoked."""

    template_name = "academy/certificates/issue_one.html"
    form_class = ConfirmForm
    done_message = gettext_lazy("The certificate is issued.")

    def act(self, data):
        certifying.issue(enrolment=self.enrolment, by=self.request.user)


class ReplaceView(OfEnrolment):
    """Issues another certificate in the place of a valid one."""

    template_name = "academy/certificates/replace.html"
    form_class = ReplaceForm
    done_message = gettext_lazy(
        "A new certificate is issued; the old one says that it was replaced."
    )

    def get_form_kwargs(self):
        self.require(self.certificate)
        return super().get_form_kwargs() | {"organisation": self.enrolment.organisation}

    def get_initial(self):
        details = self.enrolment.certificate_details
        return {
            "name": details.name,
            "language": details.language,
            "shows_organisation": self.enrolment.shows_organisation,
        }

    def act(self, data):
        certifying.replace(certificate=self.certificate, by=self.request.user, **data)


class RevokeView(OfEnrolment):
    """Revokes a certificate."""

    template_name = "academy/certificates/revoke.html"
    form_class = ReasonForm
    done_message = gettext_lazy("The certificate is revoked. Its holder is told why.")

    def get_form_kwargs(self):
        self.require(self.certificate)
        return super().get_form_kwargs()

    def act(self, data):
        certifying.revoke(certificate=self.certificate, by=self.request.user, **data)
